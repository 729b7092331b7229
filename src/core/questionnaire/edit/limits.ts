import { MOST_LEVELS, type Questionnaire, type SchemeNode } from '../questionnaire.ts'

/** As the schema of a draft has them: how many there may be, then how many characters long. */
export const MOST = {
  sections: 100,
  questions: 300,
  items: 200,
  lists: 300,
  choices: 99,
  checks: 20,
  schemes: 20,
  children: 50,
  condition: 500,
  text: 2000,
  source: 300,
  number: 10,
  code: 40,
  sectionCode: 20,
} as const

/** Whether a document can be kept: an edit that makes it larger than the format holds is not made. */
export function isWithinLimits({ sections, choiceLists, schemes }: Questionnaire): boolean {
  return (
    sections.length <= MOST.sections &&
    choiceLists.length <= MOST.lists &&
    choiceLists.every(({ choices }) => choices.length <= MOST.choices) &&
    sections.every(
      ({ questions }) =>
        questions.length <= MOST.questions &&
        questions.every(
          (question) =>
            isShort(question.askIf) &&
            (question.checks ?? []).length <= MOST.checks &&
            (question.checks ?? []).every(({ condition }) => isShort(condition)) &&
            (question.kind !== 'grid' ||
              (question.items.length <= MOST.items && question.items.every(({ askIf }) => isShort(askIf)))),
        ),
    ) &&
    schemes.length <= MOST.schemes &&
    schemes.every(({ root }) => isSmall(root, MOST_LEVELS))
  )
}

function isSmall({ children = [], items = [] }: SchemeNode, levels: number): boolean {
  return (
    levels > 0 &&
    children.length <= MOST.children &&
    items.length <= MOST.items &&
    children.every((child) => isSmall(child, levels - 1))
  )
}

function isShort(condition: string | undefined): boolean {
  return condition === undefined || condition.length <= MOST.condition
}
