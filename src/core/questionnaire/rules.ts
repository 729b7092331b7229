import { type Lists, type Placed, placedCodes, placedQuestions } from './placed.ts'
import type { Path } from './problem.ts'
import type { Question, Questionnaire } from './questionnaire.ts'

/** An ask-if or a check where it stands. */
export interface Rule {
  readonly kind: 'ask' | 'check'
  /** The code of the question or item it stands at. */
  readonly code: string
  readonly path: Path
  readonly source: string
  /** Must hold as well for the rule to matter: the ask-if of the grid an item stands in. */
  readonly given: readonly string[]
  /** It may look at what is answered at an earlier place than this one. */
  readonly before: number
}

/** Who makes a variable, and how far down the paper. */
export interface Maker {
  readonly code: string
  readonly path: Path
  readonly order: number
  /** The grid it is an item of: asked only when that is asked. */
  readonly grid: string | null
}

export interface Rules {
  /** In the order of the paper; rules not yet written left out. */
  readonly rules: readonly Rule[]
  readonly makers: ReadonlyMap<string, Maker>
}

type Asked = Placed<{ readonly code: string; readonly askIf?: string | undefined }>

export function rulesOf(questionnaire: Questionnaire, lists: Lists): Rules {
  const rules: Rule[] = []
  const makers = new Map<string, Maker>()
  let order = 0
  const add = ({ thing, path }: Asked, made: readonly string[], grid: Asked['thing'] | null = null): void => {
    const { code, askIf: source } = thing
    const given = grid?.askIf ? [grid.askIf] : []
    if (source) rules.push({ kind: 'ask', code, path: [...path, 'askIf'], source, given, before: order })
    const maker = { code, path, order, grid: grid?.code ?? null }
    for (const variable of made) if (!makers.has(variable)) makers.set(variable, maker)
    order += 1
  }
  for (const placed of placedQuestions(questionnaire)) {
    const { thing: question, path } = placed
    if (question.kind === 'grid') {
      add(placed, [])
      for (const [index, thing] of question.items.entries()) {
        add({ thing, path: [...path, 'items', index] }, [thing.code], question)
      }
    } else {
      add(
        placed,
        placedCodes(placed, lists).map(({ code }) => code),
      )
    }
    for (const check of checksOf(placed)) rules.push({ ...check, before: order })
  }
  return { rules, makers }
}

function checksOf({ thing: question, path }: Placed<Question>): Omit<Rule, 'before'>[] {
  return (question.checks ?? []).flatMap(({ condition: source }, index) =>
    source === ''
      ? []
      : [{ kind: 'check', code: question.code, path: [...path, 'checks', index, 'condition'], source, given: [] }],
  )
}
