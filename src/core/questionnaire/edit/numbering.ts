import type { Question, Questionnaire, Section } from '../questionnaire.ts'
import { mapSame } from './map-same.ts'

/**
 * Numbers the questions in the order of the paper, each section in its own style: a section that begins with `A1` goes
 * on with A2, those with plain numbers count through the whole form, items count from 1 in their grid. A note has no
 * number; a text that shares the number of the question before it ("other, please write") goes on sharing it.
 * Answers the very same document when it is numbered so already.
 */
export function renumber(questionnaire: Questionnaire): Questionnaire {
  const counts = new Map<string, number>()
  const sections = mapSame(questionnaire.sections, (section) => {
    const prefix = prefixOf(section)
    let last = ''
    const questions = mapSame(section.questions, (question, index) => {
      const before = section.questions[index - 1]
      if (question.kind !== 'note' && !sharesNumber(question, before)) {
        const count = (counts.get(prefix) ?? 0) + 1
        counts.set(prefix, count)
        last = `${prefix}${count}`
      }
      return withNumbers(question, question.kind === 'note' ? '' : last)
    })
    return questions === section.questions ? section : { ...section, questions }
  })
  return sections === questionnaire.sections ? questionnaire : { ...questionnaire, sections }
}

/** After an edit: a form that was numbered through stays so, an office's own numbers are left alone. */
export function keepNumbered(before: Questionnaire, after: Questionnaire): Questionnaire {
  return isNumbered(before) ? renumber(after) : after
}

export function isNumbered(questionnaire: Questionnaire): boolean {
  return renumber(questionnaire) === questionnaire
}

/** The number after the last one in the section's style, for a form that isn't numbered through. */
export function nextNumber(section: Section, index: number): string {
  const before = section.questions.slice(0, index).findLast(({ number }) => /\d$/.test(number))
  const [, prefix = '', count] = before?.number.match(/^(\D*)(\d+)$/) ?? []
  return count === undefined ? '' : `${prefix}${Number(count) + 1}`.slice(0, 10)
}

function prefixOf(section: Section): string {
  const styled = section.questions.find(({ number }) => /^\D*\d+$/.test(number))
  return styled?.number.replace(/\d+$/, '').slice(0, 6) ?? ''
}

function sharesNumber(question: Question, before: Question | undefined): boolean {
  return question.kind === 'text' && question.number !== '' && question.number === before?.number
}

function withNumbers(question: Question, number: string): Question {
  if (question.kind !== 'grid') return question.number === number ? question : { ...question, number }
  const items = mapSame(question.items, (item, index) =>
    item.number === String(index + 1) ? item : { ...item, number: String(index + 1) },
  )
  return items === question.items && question.number === number ? question : { ...question, number, items }
}
