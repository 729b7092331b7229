import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import type { Question, Questionnaire, SchemeNode } from '../questionnaire/questionnaire.ts'
import { MISSING } from '../questionnaire/record.ts'
import type { Random } from './random.ts'
import type { DemoWorkspace } from './workspace.ts'

/** Draws one respondent's answers by variable code: a code or a missing sign, unpadded, skips not applied. */
export interface AnswerModel {
  readonly answer: (
    agency: string,
    sector: string,
    fixed: Readonly<Record<string, string>>,
  ) => ReadonlyMap<string, string>
}

/**
 * The latent satisfaction (mean) and its spreads, in standard deviations of a single answer. With the cuts below a plain
 * agency has about 88 % satisfied and a mean score of about 86: P(x ≥ 4) = Φ(1.4 / √(1 + 0.6²)) = Φ(1.20) = 0.885.
 */
const MEAN = 1.4
const SPREAD = { factor: 0.16, agencyFactor: 0.1, item: 0.07, leniency: 0.6 }
/** A bad experience lowers everything that the respondent answers afterwards. */
const BAD_EXPERIENCE = 0.35
/** Where the top level, the two top levels, the three … begin on the latent scale, whatever the number of levels. */
const CUTS = [1.6, 0, -1, -1.9, -2.7, -3.4, -4, -4.5, -5]
const MISSING_KINDS = ['notAnswered', 'refused', 'illegible', 'multipleTicks'] as const // what a paper form can show

export function createAnswerModel(
  questionnaire: Questionnaire,
  dictionary: Dictionary,
  workspace: DemoWorkspace,
  ofQuestions: Random,
  random: Random,
): AnswerModel {
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const means = itemMeans(questionnaire, dictionary, workspace, ofQuestions)
  const qualities = new Map([...workspace.agencies, ...workspace.sectors].map(({ code, quality }) => [code, quality]))
  return {
    answer: (agency, sector, fixed) => {
      const quality = (qualities.get(agency) ?? 0) + (qualities.get(sector) ?? 0)
      const meansHere = means.get(agency)
      const answers = new Map<string, string>()
      let mood = quality + SPREAD.leniency * random.normal()
      for (const question of questions) {
        if (question.kind === 'multiple') drawTicks(question, dictionary, workspace, random, answers)
        for (const variable of columnsOf(question, dictionary)) {
          const code = variable.isScale
            ? levelOf((meansHere?.get(variable.code) ?? MEAN) + mood + random.normal(), variable.choices.length)
            : (fixed[variable.code] ?? plainAnswer(variable, quality, workspace, random))
          if (workspace.worse[variable.code]?.includes(code)) mood -= BAD_EXPERIENCE
          answers.set(variable.code, missingSign(workspace, random) ?? code)
        }
      }
      return answers
    },
  }
}

function columnsOf(question: Question, dictionary: Dictionary): Variable[] {
  if (question.kind === 'multiple') return []
  const codes = question.kind === 'grid' ? question.items.map((item) => item.code) : [question.code]
  return codes.flatMap((code) => dictionary.byCode.get(code) ?? [])
}

/** Latent means by agency and item: the factor's own, the agency's in that factor, the item's. */
function itemMeans(
  questionnaire: Questionnaire,
  dictionary: Dictionary,
  workspace: DemoWorkspace,
  random: Random,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const factors = questionnaire.schemes.flatMap((scheme) => factorsOf(scheme.root))
  const general = new Map<string, number>()
  for (const items of factors) {
    const factor = MEAN + SPREAD.factor * random.normal()
    for (const item of items) general.set(item, factor + SPREAD.item * random.normal())
  }
  return new Map(
    workspace.agencies.map((agency) => {
      const own = new Map<string, number>()
      for (const items of factors) {
        const shift = SPREAD.agencyFactor * random.normal()
        for (const item of items) own.set(item, (general.get(item) ?? MEAN) + shift)
      }
      for (const { code } of dictionary.variables) if (!own.has(code)) own.set(code, MEAN)
      return [agency.code, own]
    }),
  )
}

function factorsOf(node: SchemeNode): string[][] {
  return [...(node.items === undefined ? [] : [node.items]), ...(node.children ?? []).flatMap(factorsOf)]
}

/** Level 1..K of a latent value; the same cuts counted from the top serve every number of levels. */
function levelOf(latent: number, levels: number): string {
  const below = CUTS.slice(0, levels - 1).filter((cut) => latent < cut).length
  return String(levels - below)
}

function plainAnswer(variable: Variable, quality: number, workspace: DemoWorkspace, random: Random): string {
  if (variable.kind === 'date') return workspace.survey.from.replaceAll('-', '')
  if (variable.kind === 'number') {
    const [min, max] = [variable.min ?? 0, variable.max ?? 0]
    const steps = Math.floor(random.next() * ((max - min) * 10 ** variable.decimals + 1))
    return (min + steps / 10 ** variable.decimals).toFixed(variable.decimals)
  }
  const shares = workspace.answers[variable.code]
  const worse = workspace.worse[variable.code] ?? []
  const weights = variable.choices.map(
    ({ code }, rank) => (shares?.[code] ?? 1 / (rank + 1)) * (worse.includes(code) ? Math.exp(-quality) : 1),
  )
  return variable.choices[random.index(weights)]?.code ?? MISSING.notAnswered
}

/** One to three ticks (or the question's own maximum), the first choices more often; now and then none at all. */
function drawTicks(
  question: Extract<Question, { kind: 'multiple' }>,
  dictionary: Dictionary,
  workspace: DemoWorkspace,
  random: Random,
  answers: Map<string, string>,
): void {
  const flags = dictionary.variables.filter((variable) => variable.questionCode === question.code)
  const missing = missingSign(workspace, random)
  const sign = missing === MISSING.multipleTicks ? MISSING.notAnswered : missing // many ticks are what it asks for
  for (const flag of flags) answers.set(flag.code, sign ?? '0')
  if (sign !== null) return
  const weights = flags.map((_, rank) => 1 / (rank + 3))
  const ticks = Math.min(question.max ?? 3, flags.length, 1 + Math.floor(random.next() * 3))
  for (let tick = 0; tick < ticks; tick++) {
    const drawn = random.index(weights)
    weights[drawn] = 0
    const flag = flags[drawn]
    if (flag !== undefined) answers.set(flag.code, '1')
  }
}

function missingSign(workspace: DemoWorkspace, random: Random): string | null {
  let left = random.next()
  for (const kind of MISSING_KINDS) {
    left -= workspace.missing[kind]
    if (left < 0) return MISSING[kind]
  }
  return null
}
