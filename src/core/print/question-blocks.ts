import type { Question, Section } from '../questionnaire/questionnaire.ts'
import { writtenOption } from '../questionnaire/write-in.ts'
import { textIn, wordsFor } from '../words.ts'
import { type Block, block, opening, paragraph, rule, spaced } from './block.ts'
import { choiceBlocks, type FollowUp, fitsOnItsLine } from './choice-blocks.ts'
import { conditionLines } from './condition-lines.ts'
import { dateBlocks, numberBlocks, textBlocks } from './field-blocks.ts'
import type { FormContext } from './form-context.ts'
import { gridBlocks } from './grid-blocks.ts'
import { CONTENT_WIDTH, LEFT } from './paper.ts'
import type { FormPlace } from './printed-form.ts'

const SECTION_SPACE = 4
const QUESTION_SPACE = 3
const HEADING_RULE = 0.5

/** The heading of a section and its questions in order; the heading never stands alone at the foot of a page. */
export function sectionBlocks(context: FormContext, section: Section, index: number): Block[] {
  const place = { section: index, question: null, item: null, code: section.code }
  const { sizes, language } = context
  const title = textIn(section.title, language)
  const heading = [
    ...paragraph(section.number === '' ? title : `${section.number}. ${title}`, {
      style: 'bold',
      size: sizes.heading,
      place,
    }),
    block(1.5, [rule(LEFT, HEADING_RULE, CONTENT_WIDTH, { thickness: HEADING_RULE })], place),
    ...(section.intro === undefined
      ? []
      : paragraph(textIn(section.intro, language), { style: 'italic', size: sizes.text, place })),
  ]
  const followUps = section.questions.map((_, at) => followUpsOf(context, section.questions, at))
  const onLines = new Set<Question>(followUps.flat().map((followUp) => followUp.question))
  const questions = section.questions.flatMap((question, at) => {
    if (onLines.has(question)) return []
    const ofQuestion = { section: index, question: at, item: null, code: question.code }
    const blocks = questionBlocks(context, question, followUps[at] ?? [], ofQuestion)
    return at === 0 ? spaced(blocks, QUESTION_SPACE / 2) : opening(blocks, QUESTION_SPACE)
  })
  return [...opening(heading, SECTION_SPACE), ...questions]
}

function questionBlocks(
  context: FormContext,
  question: Question,
  followUps: readonly FollowUp[],
  place: FormPlace,
): Block[] {
  const asked = (width: number): Block[] => askedBlocks(context, question, place, width)
  if (question.kind === 'grid') return gridBlocks(context, question, place, asked, gridPlaces(question, place))
  return [...asked(context.labelWidth), ...answerBlocks(context, question, followUps, place)]
}

/** The number, the question, its hint and when it is asked. */
function askedBlocks(context: FormContext, question: Question, place: FormPlace, width: number): Block[] {
  const { sizes, language, labelX: x } = context
  const label = paragraph(textIn(question.label, language), {
    style: question.kind === 'note' ? 'regular' : 'bold',
    size: sizes.text,
    x,
    width,
    place,
    number: { text: question.number === '' ? '' : `${question.number}.`, x: LEFT },
  })
  const hints = [question.hint === undefined ? '' : textIn(question.hint, language), multipleWords(context, question)]
  const italic = hints.filter((hint) => hint !== '')
  return [
    ...label,
    ...italic.flatMap((hint) => paragraph(hint, { style: 'italic', size: sizes.text, x, width, place })),
    ...conditionLines(context, question.askIf, place, width),
  ]
}

function answerBlocks(
  context: FormContext,
  question: Exclude<Question, { kind: 'grid' }>,
  followUps: readonly FollowUp[],
  place: FormPlace,
): Block[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return choiceBlocks(context, question.code, context.choicesOf(question.choices), followUps, place)
    case 'number':
      return numberBlocks(context, question, place)
    case 'date':
      return dateBlocks(context, question, place)
    case 'text':
      return textBlocks(context, question, place)
    case 'note':
      return []
  }
}

function gridPlaces(question: Extract<Question, { kind: 'grid' }>, place: FormPlace): (item: number) => FormPlace {
  const places = question.items.map((item, index) => ({ ...place, item: index, code: item.code }))
  return (item) => places[item] ?? place
}

/** How many boxes may be marked, unless the hint says that number already. */
function multipleWords(context: FormContext, question: Question): string {
  if (question.kind !== 'multiple') return ''
  const hint = question.hint === undefined ? '' : textIn(question.hint, context.language)
  if (question.max === undefined) return hint === '' ? wordsFor('print.several', context.language) : ''
  return hint.includes(String(question.max)) ? '' : wordsFor('print.atMost', context.language, { n: question.max })
}

/** The texts that follow a choice at once and are asked only with one of its options, one each. */
function followUpsOf(context: FormContext, questions: readonly Question[], at: number): FollowUp[] {
  const followUps: FollowUp[] = []
  for (const question of questions.slice(at + 1)) {
    const choice = followedChoice(context, questions[at], question)
    if (question.kind !== 'text' || choice === null || followUps.some((one) => one.choice === choice)) break
    followUps.push({ choice, question })
  }
  return followUps
}

/** The option that alone asks for the text, where both fit on one line; null otherwise. */
function followedChoice(context: FormContext, owner: Question | undefined, text: Question): string | null {
  if (owner === undefined || (owner.kind !== 'single' && owner.kind !== 'multiple')) return null
  if (text.kind !== 'text' || text.isLong || text.hint !== undefined) return null
  const choice = writtenOption(owner, context.choicesOf(owner.choices), text.askIf)
  return choice !== undefined && fitsOnItsLine(context, choice, text) ? choice.code : null
}
