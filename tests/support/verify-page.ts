import type { Page } from 'playwright-core'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import { answerOf, fieldOf, withField } from '../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../src/core/questionnaire/skips.ts'

/** A survey with batches over the browser's own door, keyed by several people in turn. */
export interface VerifySurvey {
  readonly surveyId: number
  readonly agencies: readonly number[]
  readonly sectors: readonly number[]
  readonly batches: Readonly<Record<string, number>>
  readonly operators: Readonly<Record<string, number>>
}

const tthc = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
if (tthc === undefined) throw new Error('tthc-2017 is missing')
const dictionary = buildDictionary(tthc)
const skips = compileSkips(dictionary)

/** Every row of tthc-2017 in time, down to the wishes, as keys; and the answers they make. */
export const ALL_KEYS = `121121${'1112'}${'2'}${'4'.repeat(23)}`

export async function callAs<T>(
  page: Page,
  operator: number | null,
  procedure: string,
  input: unknown,
  method: 'GET' | 'POST' = 'POST',
): Promise<T> {
  return await page.evaluate(
    async ([who, name, body, verb]) => {
      const own = sessionStorage.getItem('sipas.operator') ?? ''
      const headers = { 'content-type': 'application/json', 'x-sipas-operator': who === null ? own : String(who) }
      const query = verb === 'GET' ? `?input=${encodeURIComponent(body)}` : ''
      const init = verb === 'GET' ? { headers } : { method: verb, headers, body }
      const answer = await (await fetch(`/trpc/${name}${query}`, init)).json()
      if (answer.error !== undefined) throw new Error(`${name}: ${JSON.stringify(answer.error).slice(0, 300)}`)
      return answer.result.data
    },
    [operator, procedure, JSON.stringify(input ?? null), method] as const,
  )
}

/** `batches`: settings by code, as `batch.create` takes them. */
export async function makeVerifySurvey(
  page: Page,
  batches: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<VerifySurvey> {
  const call = <T>(procedure: string, input: unknown, method: 'GET' | 'POST' = 'POST') =>
    callAs<T>(page, null, procedure, input, method)
  const unit = (code: string, name: string) => call<{ id: number }>('unit.create', { code, name, level: 'commune' })
  const units = [await unit('P-01', 'Phường Thử Một'), await unit('P-02', 'Phường Thử Hai')]
  const all = await call<{ id: number }[]>('sector.list', undefined, 'GET')
  const { id: surveyId } = await call<{ id: number }>('survey.create', {
    code: 'THU-2026',
    name: 'Đợt thử 2026',
    year: 2026,
    questionnaireCode: 'tthc-2017',
    agencyUnitIds: units.map((one) => one.id),
    sectorIds: all.slice(0, 2).map((one) => one.id),
  })
  await call('batch.create', {
    surveyId,
    batches: Object.entries(batches).map(([code, settings]) => ({ code, ...settings })),
  })
  const listed = await call<{ id: number; code: string }[]>('batch.list', { surveyId }, 'GET')
  const survey = await call<{ agencies: { id: number }[]; sectors: { id: number }[] }>(
    'survey.get',
    { id: surveyId },
    'GET',
  )
  const operator = (name: string, role: string) => call<{ id: number }>('operator.create', { name, role })
  return {
    surveyId,
    agencies: survey.agencies.map(({ id }) => id),
    sectors: survey.sectors.map(({ id }) => id),
    batches: Object.fromEntries(listed.map(({ code, id }) => [code, id])),
    operators: {
      lan: (await operator('Lê Thị Lan', 'keyer')).id,
      hoa: (await operator('Phạm Thị Hoa', 'keyer')).id,
      minh: (await operator('Trần Văn Minh', 'verifier')).id,
      dung: (await operator('Ngô Văn Dũng', 'supervisor')).id,
    },
  }
}

/** The answers that ALL_KEYS makes, no wish ticked, with others at some variables. */
export function recordWith(answers: Readonly<Record<string, string>> = {}): string {
  const keys = [...ALL_KEYS]
  let record = ' '.repeat(dictionary.recordWidth)
  for (const variable of dictionary.variables) {
    const isKeyed = variable.kind !== 'flag' && skips.isAsked(variable.code, skips.applyTo(record, 'draft'))
    record = withField(record, variable, isKeyed ? (keys.shift() ?? '.') : '.')
  }
  for (const [code, answer] of Object.entries(answers)) {
    const variable = dictionary.byCode.get(code)
    if (variable !== undefined) record = withField(record, variable, answer)
  }
  return skips.applyTo(record, 'final')
}

export function answerIn(record: string, code: string): string {
  const variable = dictionary.byCode.get(code)
  if (variable === undefined) throw new Error(code)
  const field = fieldOf(record, variable)
  return answerOf(field) ?? field
}

/** What a header of these forms holds; the parts that a form differs by are given. */
type Header = Readonly<Partial<Record<'agencyId' | 'sectorId', number>>>

const headerOf = (survey: VerifySurvey, batch: string, serial: string, header: Header) => ({
  serial,
  agencyId: survey.agencies[1],
  sectorId: survey.sectors[0],
  stratumId: 0,
  clusterId: 0,
  groupId: 0,
  batchId: survey.batches[batch],
  collectedOn: null,
  ...header,
})

/** A first keying, saved as its keyer would. */
export async function keyFirst(
  page: Page,
  survey: VerifySurvey,
  by: string,
  batch: string,
  serial: string,
  answers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { responseId } = await callAs<{ responseId: string }>(page, survey.operators[by] ?? 0, 'entry.save', {
    surveyId: survey.surveyId,
    draftId: null,
    header: headerOf(survey, batch, serial, {}),
    record: recordWith(answers),
    texts: {},
  })
  return responseId
}

interface BegunSecond {
  readonly mode: string
  readonly scope: string
  readonly surveyVersionId: number
  readonly responseId: string
  readonly baseRev: number
}

/** A second keying of a form that is keyed already, begun and saved as its keyer would; answers its id. */
export async function keySecond(
  page: Page,
  survey: VerifySurvey,
  by: string,
  [batch, serial]: readonly [batch: string, serial: string],
  { answers = {}, header = {} }: { answers?: Readonly<Record<string, string>>; header?: Header } = {},
): Promise<string> {
  const operator = survey.operators[by] ?? 0
  const of = { surveyId: survey.surveyId, batchId: survey.batches[batch] }
  const begun = await callAs<BegunSecond>(page, operator, 'verification.begin', { ...of, serial }, 'GET')
  const { mode, scope, surveyVersionId, responseId, baseRev } = begun
  const id = crypto.randomUUID()
  await callAs(page, operator, 'verification.save', {
    ...{ ...of, id, mode, scope, surveyVersionId, responseId, baseRev, slips: {} },
    ...{ header: headerOf(survey, batch, serial, header), record: recordWith(answers), texts: {} },
  })
  return id
}
