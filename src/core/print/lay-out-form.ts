import type { Question, Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Language } from '../words.ts'
import { type FormContext, formContext } from './form-context.ts'
import { type FormNames, headingBlocks } from './form-heading.ts'
import { type FrameNames, pageFrame } from './page-frame.ts'
import type { PageMap } from './page-map.ts'
import { paginate } from './paginate.ts'
import {
  BODY_BOTTOM,
  BODY_TOP,
  BOX_BORDER,
  BOX_SIDE,
  LAYOUT_REVISION,
  MARK_CENTRES,
  MARK_SIDE,
  QR_SQUARES,
  SHEET,
  type Variant,
} from './paper.ts'
import { formKey } from './printed-code.ts'
import type { PrintedForm, PrintedPage } from './printed-form.ts'
import { sectionBlocks } from './question-blocks.ts'

export interface FormOptions extends Partial<FormNames>, Partial<FrameNames> {
  readonly variant?: Variant
  readonly language?: Language
}

/**
 * A questionnaire as it is printed: its pages and the map of their boxes. A half-written draft is laid out too; what it
 * lacks is left empty. Boxes stand where they stand whatever the office, the survey, the batch and the serial are.
 */
export function layOutForm(questionnaire: Questionnaire, options: FormOptions = {}): PrintedForm {
  const { variant = 'standard', language = 'vi', office = '', survey = '', batch = '', isDraft = false } = options
  const context = formContext(questionnaire, language, variant)
  const sections = questionnaire.sections.flatMap((section, index) => sectionBlocks(context, section, index))
  const blocks = [...headingBlocks(context, { office, survey }), ...sections]
  const filled = paginate(blocks, { top: BODY_TOP, bottom: BODY_BOTTOM })
  const pages = filled.map(({ drawn, regions }, index) => ({
    number: index + 1,
    drawn: [...pageFrame(context, { batch, isDraft }, index + 1, filled.length), ...drawn],
    regions,
  }))
  return {
    key: formKey(questionnaire.code),
    version: questionnaire.version,
    language,
    sizes: context.sizes,
    pages,
    map: pageMap(context, pages),
  }
}

function pageMap({ questionnaire, variant }: FormContext, pages: readonly PrintedPage[]): PageMap {
  const placed = pages.flatMap((page) => page.drawn.map((drawn) => ({ page: page.number, drawn })))
  return {
    format: 'sipas-page-map/1',
    questionnaire: questionnaire.code,
    version: questionnaire.version,
    layoutRevision: LAYOUT_REVISION,
    variant,
    sheet: SHEET,
    pages: pages.length,
    marks: { side: MARK_SIDE, centres: [...MARK_CENTRES] },
    qr: [...QR_SQUARES],
    variables: questionnaire.sections.flatMap((section) => section.questions).flatMap(variablesOf),
    boxes: placed.flatMap(({ page, drawn }) => {
      if (drawn.kind !== 'box') return []
      const { variable, code, x, y } = drawn
      return [{ page, variable, code, x: micron(x), y: micron(y), side: BOX_SIDE, border: micron(BOX_BORDER) }]
    }),
    fields: placed.flatMap(({ page, drawn }) => {
      if (drawn.kind !== 'field') return []
      const { variable, x, y, width, height } = drawn
      return [{ page, variable, x: micron(x), y: micron(y), width: micron(width), height: micron(height) }]
    }),
  }
}

function variablesOf(question: Question): PageMap['variables'] {
  if (question.kind === 'note') return []
  if (question.kind === 'grid') return question.items.map(({ code }) => ({ code, isMultiple: false }))
  return [{ code: question.code, isMultiple: question.kind === 'multiple' }]
}

/** To a thousandth of a millimetre, so that the map is the same text on every machine. */
function micron(mm: number): number {
  return Math.round(mm * 1000) / 1000
}
