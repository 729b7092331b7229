import type { Question, Questionnaire, Text } from '../../../src/core/questionnaire/questionnaire.ts'
import type { Told } from '../../../src/files/xlsform/told.ts'

const say = ({ vi, en }: Text): string => (en === '' ? vi : `${vi} / ${en}`)

/** Everything a questionnaire holds, a line each thing, so that a test can show a whole form. */
export function formLines({ code, version, title, choiceLists, sections, schemes }: Questionnaire): string[] {
  return [
    `${code} ${version}: ${say(title)}`,
    ...choiceLists.map((list) => {
      const choices = list.choices.map((choice) => `${choice.code} ${say(choice.label)}`).join(', ')
      return `${list.isScale ? 'scale' : 'list'} ${list.code}: ${choices}`
    }),
    ...sections.flatMap((section) => [
      `# ${section.code}: ${say(section.title)}`,
      ...section.questions.flatMap(questionLines),
    ]),
    ...(schemes.length === 0 ? [] : [`${schemes.length} schemes`]),
  ]
}

function questionLines(question: Question): string[] {
  const { kind, code, number, label, hint, askIf, isRequired, checks } = question
  const details = [
    ...('choices' in question ? [`from ${question.choices}`] : []),
    ...(kind === 'number' ? [`${question.min} to ${question.max}, ${question.decimals} decimals`] : []),
    ...(kind === 'multiple' && question.max !== undefined ? [`at most ${question.max}`] : []),
    ...(kind === 'text' && question.isLong ? ['long'] : []),
    ...(isRequired === undefined ? [] : [isRequired ? 'required' : 'not required']),
    ...(hint === undefined ? [] : [`hint: ${say(hint)}`]),
    ...(askIf === undefined ? [] : [`if ${askIf}`]),
    ...(checks ?? []).map((check) => `${check.severity} ${check.condition}: ${say(check.message)}`),
  ]
  const own = `${[number, kind, code].filter(Boolean).join(' ')}: ${[say(label), ...details].join('; ')}`
  if (question.kind !== 'grid') return [own]
  return [
    own,
    ...question.items.flatMap((item) => [
      ...(item.heading === undefined ? [] : [`  ## ${say(item.heading)}`]),
      `  ${item.number} ${item.code}: ${say(item.label)}${item.askIf === undefined ? '' : `; if ${item.askIf}`}`,
    ]),
  ]
}

export function toldLines(told: readonly Told[]): string[] {
  return told.map(({ sheet, row, what, severity, code, params }) => {
    const details = Object.values(params).join(' ')
    return `${sheet} ${row} ${what}: ${severity} ${code}${details === '' ? '' : ` (${details})`}`
  })
}
