import { addQuestion, addSection } from '../../../../src/core/questionnaire/edit/add.ts'
import type { AnswerKind } from '../../../../src/core/questionnaire/edit/answer-kind.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'

export const BLANK: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'trial',
  version: 1,
  title: { vi: 'Phiếu thử', en: '' },
  source: '',
  choiceLists: [],
  sections: [],
  schemes: [],
}

/** One section with blank questions of these kinds, as the designer adds them. */
export function formOf(...kinds: AnswerKind[]): Questionnaire {
  const start = addSection(BLANK).questionnaire
  return kinds.reduce((form, kind) => addQuestion(form, [0], kind, null).questionnaire, start)
}

/** Codes and printed numbers of the questions, `q1 1`. */
export function linesOf({ sections }: Questionnaire): string[] {
  return sections.flatMap(({ questions }) => questions).map(({ code, number }) => `${code} ${number}`)
}

export function itemsOf({ sections }: Questionnaire): string[] {
  return sections
    .flatMap(({ questions }) => questions)
    .flatMap((question) => (question.kind === 'grid' ? question.items : []))
    .map(({ code, number }) => `${code} ${number}`)
}
