import { type Dictionary, layOut, type Variable } from './dictionary.ts'
import { listsOf, placedCodes, placedQuestions } from './placed.ts'
import { type Problem, problem } from './problem.ts'
import type { Questionnaire, SchemeNode, Text } from './questionnaire.ts'

/** What a change does to the answers that are there: nothing, only what is read beside them, or some may not fit. */
export type Impact = 'none' | 'label' | 'loss'

/** What differs at one variable, open text or node between a version and the one before it. */
export interface VersionChange {
  readonly impact: Impact
  readonly kind: keyof typeof IMPACTS
  /** Code of the variable, open text or node; empty where it is of the questionnaire as a whole. */
  readonly code: string
  readonly before: string
  readonly after: string
  /** For `choice-removed`: the code that answers of the old version may carry; else empty. */
  readonly choice: string
}

const IMPACTS = {
  added: 'none',
  'choice-added': 'none',
  'range-wider': 'none',
  label: 'label',
  'choice-label': 'label',
  condition: 'label',
  // What is saved stays and counts; answers that nobody asked for can't be keyed from now on.
  'entry-strict': 'label',
  'entry-as-on-paper': 'none',
  'node-added': 'label',
  'node-removed': 'label',
  'node-items': 'label',
  formula: 'label',
  removed: 'loss',
  'choice-removed': 'loss',
  'range-narrower': 'loss',
  'decimals-fewer': 'loss',
} as const satisfies Record<string, Impact>

/** Everything that differs in what is asked and measured, in the order of the newer paper, what is gone last. */
export function compareVersions(before: Questionnaire, after: Questionnaire): VersionChange[] {
  const [old, now] = [askedOf(before), askedOf(after)]
  return [
    ...[...now.values()].flatMap((asked) => {
      const known = old.get(asked.code)
      return known === undefined ? [change('added', asked.code, '', asked.label.vi)] : changesOf(known, asked)
    }),
    ...[...old.values()]
      .filter(({ code }) => !now.has(code))
      .map(({ code, label }) => change('removed', code, label.vi, '')),
    ...schemeChanges(before, after),
    ...entryModeChange(before, after),
  ]
}

/** Of the questionnaire as a whole, so without a code. */
function entryModeChange({ entryMode: old = 'strict' }: Questionnaire, { entryMode = 'strict' }: Questionnaire) {
  return old === entryMode ? [] : [change(`entry-${entryMode}`, '', '', '')]
}

/**
 * A code keeps its meaning for ever: what cannot be published after `before`. A closed question can't become a text, a
 * scale have other levels, nor an option another code, since old and new answers would stand in one column.
 */
export function problemsAfter(before: Questionnaire, after: Questionnaire): Problem[] {
  const old = askedOf(before)
  const lists = listsOf(after)
  const codes = placedQuestions(after).flatMap((question) => placedCodes(question, lists))
  const paths = new Map(codes.map(({ code, path }) => [code, path]))
  return [...askedOf(after).values()].flatMap(({ code, kind, variable }) => {
    const path = paths.get(code) ?? []
    const known = old.get(code)
    if (known === undefined) return []
    if (known.kind !== kind) return [problem('questionnaire-kind-changed', code, path)]
    const levels = levelsOf(known.variable)
    if (levels !== levelsOf(variable)) return [problem('questionnaire-levels-changed', code, path, { levels })]
    const moved = movedOption(known.variable, variable)
    return moved === null ? [] : [problem('questionnaire-option-moved', code, path, moved)]
  })
}

/** An option whose words stand at another code than before, while its old code now says something else. */
function movedOption(
  before: Variable | null,
  after: Variable | null,
): { option: string; from: string; to: string } | null {
  const now = new Map(after?.choices.map(({ code, label }) => [Number(code), label.vi]))
  for (const { code, label } of before?.choices ?? []) {
    const to = after?.choices.find((choice) => choice.label.vi === label.vi && Number(choice.code) !== Number(code))
    const isStill = now.get(Number(code)) === label.vi
    if (label.vi !== '' && to !== undefined && !isStill) return { option: label.vi, from: code, to: to.code }
  }
  return null
}

/**
 * The newer document with every code that its predecessor had, or had retired, and that it no longer has: of variables,
 * and of options of questions that are still asked, `q=5`.
 */
export function withRetiredCodes(before: Questionnaire | null, after: Questionnaire): Questionnaire {
  const { retiredCodes = [], ...document } = after
  const asked = codesOf(after)
  const isAsked = (code: string): boolean => !code.includes('=') || asked.has(code.replace(/=.*/, ''))
  const gone = before === null ? [] : [...codesOf(before)].filter((code) => !asked.has(code) && isAsked(code))
  const all = [...new Set([...(before?.retiredCodes ?? []), ...retiredCodes, ...gone])].sort()
  return all.length === 0 ? document : { ...document, retiredCodes: all }
}

/** Every code that stands in exported tables: columns, open texts, the question of a multiple choice; options as `q=5`. */
function codesOf(questionnaire: Questionnaire): Set<string> {
  const multiple = questionnaire.sections
    .flatMap((section) => section.questions)
    .filter((question) => question.kind === 'multiple')
  const asked = askedOf(questionnaire)
  const options = [...asked.values()].flatMap(({ code, kind, variable }) =>
    kind === 'choice' ? (variable?.choices ?? []).map((choice) => optionCode(code, choice.code)) : [],
  )
  return new Set([...asked.keys(), ...multiple.map(({ code }) => code), ...options])
}

/** How a retired option stands among the retired codes: `q=5`. */
export function optionCode(variable: string, choice: string): string {
  return `${variable}=${Number(choice)}`
}

interface Asked {
  readonly code: string
  readonly kind: Variable['kind'] | 'text'
  readonly label: Text
  readonly askIf: readonly string[]
  readonly variable: Variable | null
}

function askedOf(questionnaire: Questionnaire): Map<string, Asked> {
  const { variables, texts }: Dictionary = layOut(questionnaire)
  const closed = variables.map((variable) => ({ ...variable, variable }))
  const open = texts.map((text) => ({ ...text, kind: 'text' as const, variable: null }))
  return new Map([...closed, ...open].map((asked) => [asked.code, asked]))
}

/** 0 where nothing is measured. */
function levelsOf(variable: Variable | null): number {
  return variable?.isScale ? variable.choices.length : 0
}

function changesOf(before: Asked, after: Asked): VersionChange[] {
  const { code } = after
  return [
    ...(isSameText(before.label, after.label) ? [] : [change('label', code, ...bothTexts(before.label, after.label))]),
    ...(before.askIf.join() === after.askIf.join()
      ? []
      : [change('condition', code, before.askIf.join(' && '), after.askIf.join(' && '))]),
    ...(before.variable === null || after.variable === null ? [] : variableChanges(before.variable, after.variable)),
  ]
}

function variableChanges(before: Variable, after: Variable): VersionChange[] {
  const { code } = after
  const [old, now] = [before, after].map(({ choices }) => new Map(choices.map((one) => [one.code, one.label])))
  const range = ({ min, max }: Variable): string => (min === null ? '' : `${min}–${max}`)
  const isNarrower = (after.min ?? 0) > (before.min ?? 0) || (after.max ?? 0) < (before.max ?? 0)
  return [
    ...[...(now ?? [])].flatMap(([choice, label]) => {
      const known = old?.get(choice)
      if (known === undefined) return [change('choice-added', code, '', `${choice} ${label.vi}`)]
      if (isSameText(known, label)) return []
      const [was, is] = bothTexts(known, label)
      return [change('choice-label', code, `${choice} ${was}`, `${choice} ${is}`)]
    }),
    ...[...(old ?? [])]
      .filter(([choice]) => !now?.has(choice))
      .map(([choice, label]) => ({ ...change('choice-removed', code, `${choice} ${label.vi}`, ''), choice })),
    ...(range(before) === range(after)
      ? []
      : [change(isNarrower ? 'range-narrower' : 'range-wider', code, range(before), range(after))]),
    ...(after.decimals < before.decimals
      ? [change('decimals-fewer', code, String(before.decimals), String(after.decimals))]
      : []),
  ]
}

function schemeChanges(before: Questionnaire, after: Questionnaire): VersionChange[] {
  const [old, now] = [nodesOf(before), nodesOf(after)]
  const methodOf = ({ schemes }: Questionnaire): string => schemes.map((s) => `${s.formula} ${s.aggregate}`).join(', ')
  return [
    ...[...now].flatMap(([id, items]) => {
      const known = old.get(id)
      if (known === undefined) return [change('node-added', id, '', items)]
      return known === items ? [] : [change('node-items', id, known, items)]
    }),
    ...[...old].filter(([id]) => !now.has(id)).map(([id, items]) => change('node-removed', id, items, '')),
    ...(methodOf(before) === methodOf(after)
      ? []
      : [change('formula', after.schemes[0]?.root.id ?? '', methodOf(before), methodOf(after))]),
  ]
}

/** What each node of every scheme is made of, weights told where they are not 1. */
function nodesOf({ schemes }: Questionnaire): Map<string, string> {
  const made = new Map<string, string>()
  const weighted = ({ id, weight = 1 }: SchemeNode): string => (weight === 1 ? id : `${id} × ${weight}`)
  const add = (node: SchemeNode): void => {
    made.set(node.id, [...(node.children ?? []).map(weighted), ...(node.items ?? [])].join(', '))
    for (const child of node.children ?? []) add(child)
  }
  for (const scheme of schemes) add(scheme.root)
  return made
}

function change(kind: keyof typeof IMPACTS, code: string, before: string, after: string): VersionChange {
  return { impact: IMPACTS[kind], kind, code, before, after, choice: '' }
}

/** What was and what is, in the language that differs. */
function bothTexts(before: Text, after: Text): [string, string] {
  return before.vi === after.vi ? [before.en, after.en] : [before.vi, after.vi]
}

function isSameText(a: Text, b: Text): boolean {
  return a.vi === b.vi && a.en === b.en
}
