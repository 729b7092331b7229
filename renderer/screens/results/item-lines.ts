import type { Questionnaire, Text } from '../../../src/core/questionnaire/questionnaire.ts'
import type { Outputs } from '../../api-client.ts'
import type { Segment } from '../../charts/stacked-bar.tsx'
import { localText } from '../../i18n/i18n.ts'

export type Distribution = Outputs['index']['distribution'][number]

/** A question's answers, or the words that stand once over several of them. */
export type PaperLine =
  | { readonly item: Distribution; readonly number: string }
  | { readonly key: string; readonly number: string; readonly heading: Text }

/** The closed answers as on paper: the options under their question, the items under the grid's headings. */
export function linesOnPaper(list: Distribution[], questionnaire: Questionnaire | undefined): PaperLine[] {
  if (questionnaire === undefined) return list.map((item) => ({ item, number: item.number }))
  const byCode = new Map(list.map((item) => [item.variable, item]))
  const lineOf = (code: string, number?: string): PaperLine[] => {
    const item = byCode.get(code)
    return item === undefined || item.choices.length === 0 ? [] : [{ item, number: number ?? item.number }]
  }
  const optionsOf = (name: string): string[] =>
    questionnaire.choiceLists.find(({ code }) => code === name)?.choices.map(({ code }) => code) ?? []
  return questionnaire.sections.flatMap(({ questions }) =>
    questions.flatMap((question): PaperLine[] => {
      const { code, number, label } = question
      const heading = { key: code, number, heading: label }
      if (question.kind === 'multiple') {
        return [heading, ...optionsOf(question.choices).flatMap((option) => lineOf(`${code}_${option}`, ''))]
      }
      if (question.kind !== 'grid') return lineOf(code)
      return [heading, ...question.items.flatMap((item) => [...headingOf(item), ...lineOf(item.code)])]
    }),
  )
}

function headingOf({ code, heading }: { code: string; heading?: Text | undefined }): PaperLine[] {
  return heading === undefined ? [] : [{ key: `${code} heading`, number: '', heading }]
}

/** Ordered levels in the answers' colours; other lists in blues, which judge nothing; of a tick box only what is ticked. */
export function segmentsOf(item: Distribution): Segment[] {
  const shown = item.kind === 'flag' ? item.choices.filter((choice) => choice.code === '1') : item.choices
  return shown.map((choice, at) => ({
    key: choice.code,
    label: localText(choice.label),
    share: choice.share,
    ...(item.isScale ? answerColors(at, shown.length) : seriesColors(at, shown.length)),
  }))
}

const SERIES = 8

/** Every second tone of a short list, so that neighbours differ more. */
function seriesColors(at: number, choices: number): Pick<Segment, 'color' | 'ink'> {
  const tone = 1 + ((choices <= SERIES / 2 ? at * 2 : at) % SERIES)
  return { color: `var(--series-${tone})`, ink: `var(--on-series-${tone})` }
}

/** The five answers' colours spread over any number of levels, the lowest always red, the highest always green. */
function answerColors(at: number, levels: number): Pick<Segment, 'color' | 'ink'> {
  const level = levels < 2 ? 3 : 1 + Math.round((at / (levels - 1)) * 4)
  return { color: `var(--answer-${level})`, ink: `var(--on-answer-${level})` }
}
