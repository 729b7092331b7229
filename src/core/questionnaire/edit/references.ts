import { listsOf } from '../placed.ts'
import type { Question, Questionnaire, Scheme, SchemeNode } from '../questionnaire.ts'
import { codesOf } from './codes.ts'
import { mapSame } from './map-same.ts'
import { itemAt, questionAt, type Spot, spotsOf } from './spot.ts'

/** Something that would no longer hold if a code were gone. */
export interface Reference {
  readonly kind: 'askIf' | 'check' | 'scheme'
  /** Code of the question or item whose rule names it, or id of the scheme's node. */
  readonly where: string
  /** The number on paper, empty for a node. */
  readonly number: string
}

/** Texts of a condition are passed over; names are what may be a code. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*/g

/** The names a condition holds, also while it is half written. */
export function namesInCondition(source: string): string[] {
  return (source.match(TOKEN) ?? []).filter((token) => /^\w/.test(token))
}

/** The codes that go when what stands at a spot goes. */
export function codesAt(questionnaire: Questionnaire, spot: Spot): string[] {
  const item = itemAt(questionnaire, spot)
  if (item !== undefined) return [item.code]
  const question = questionAt(questionnaire, spot)
  const questions = question === undefined ? (questionnaire.sections[spot[0]]?.questions ?? []) : [question]
  const lists = listsOf(questionnaire)
  return questions.flatMap((one) => codesOf(one, lists))
}

/** Rules and nodes outside of a spot that name something in it, in the order of the paper. */
export function referencesTo(questionnaire: Questionnaire, spot: Spot): Reference[] {
  const codes = new Set(codesAt(questionnaire, spot))
  const names = (source: string | undefined): boolean =>
    source !== undefined && namesInCondition(source).some((name) => codes.has(name))
  const rules = spotsOf(questionnaire)
    .filter((other) => !isWithin(other, spot))
    .flatMap((other): Reference[] => {
      const asked = other.length === 3 ? itemAt(questionnaire, other) : questionAt(questionnaire, other)
      if (asked === undefined) return []
      const checks = ('checks' in asked && asked.checks) || []
      const number = other.length === 3 ? `${questionAt(questionnaire, other)?.number}.${asked.number}` : asked.number
      return [
        ...(names(asked.askIf) ? [{ kind: 'askIf' as const, where: asked.code, number }] : []),
        ...(checks.some(({ condition }) => names(condition))
          ? [{ kind: 'check' as const, where: asked.code, number }]
          : []),
      ]
    })
  const nodes = questionnaire.schemes
    .flatMap(({ root }) => nodesOf(root))
    .filter(({ items }) => items?.some((item) => codes.has(item)))
  return [...rules, ...nodes.map(({ id }): Reference => ({ kind: 'scheme', where: id, number: '' }))]
}

function isWithin(spot: Spot, outer: Spot): boolean {
  return outer.every((at, depth) => spot[depth] === at)
}

function nodesOf(node: SchemeNode): SchemeNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)]
}

/** The same condition with other codes for some. */
export function renameInCondition(source: string, renames: ReadonlyMap<string, string>): string {
  return source.replace(TOKEN, (token) => renames.get(token) ?? token)
}

/** Conditions and items of schemes follow codes that changed; what doesn't name them stays the very same object. */
export function renameReferences(questionnaire: Questionnaire, renames: ReadonlyMap<string, string>): Questionnaire {
  if (renames.size === 0) return questionnaire
  const sections = mapSame(questionnaire.sections, (section) => {
    const questions = mapSame(section.questions, (question) => renameInRules(question, renames))
    return questions === section.questions ? section : { ...section, questions }
  })
  return withItemsInSchemes({ ...questionnaire, sections }, (items) =>
    mapSame(items, (item) => renames.get(item) ?? item),
  )
}

/** A question's own rules with other codes in them. */
export function renameInRules(question: Question, renames: ReadonlyMap<string, string>): Question {
  return mapConditions(question, (source) => renameInCondition(source, renames))
}

/** Items of every scheme, each node's list through `change`. */
export function withItemsInSchemes(questionnaire: Questionnaire, change: (items: string[]) => string[]): Questionnaire {
  const through = (node: SchemeNode): SchemeNode => {
    const children = node.children && mapSame(node.children, through)
    const items = node.items && change(node.items)
    return children === node.children && items === node.items
      ? node
      : { ...node, ...(children && { children }), ...(items && { items }) }
  }
  const schemes = mapSame(questionnaire.schemes, (scheme): Scheme => {
    const root = through(scheme.root)
    return root === scheme.root ? scheme : { ...scheme, root }
  })
  return schemes === questionnaire.schemes ? questionnaire : { ...questionnaire, schemes }
}

/** Every condition of a question through `change`: its own, those of its checks and of its items. */
export function mapConditions(question: Question, change: (source: string) => string): Question {
  const checks =
    question.checks &&
    mapSame(question.checks, (check) => {
      const condition = change(check.condition)
      return condition === check.condition ? check : { ...check, condition }
    })
  const askIf = question.askIf && change(question.askIf)
  const items =
    question.kind === 'grid'
      ? mapSame(question.items, (item) => {
          const itemAskIf = item.askIf && change(item.askIf)
          return itemAskIf === item.askIf ? item : { ...item, askIf: itemAskIf }
        })
      : undefined
  const isSame = askIf === question.askIf && checks === question.checks
  if (question.kind === 'grid' && items !== undefined && items !== question.items) {
    return { ...question, ...(askIf && { askIf }), ...(checks && { checks }), items }
  }
  return isSame ? question : { ...question, ...(askIf && { askIf }), ...(checks && { checks }) }
}
