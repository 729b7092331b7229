/** A whole form as a revision keeps it: codes instead of the file's own ids, so that another office can read it. */
export interface RevisionContent {
  readonly serial: string
  /** Codes; empty = none given. */
  readonly agency: string
  readonly sector: string
  readonly unit: string
  readonly stratum: string
  readonly cluster: string
  readonly group: string
  /** Empty = the survey's batch without a code. */
  readonly batch: string
  readonly weight: number
  /** ISO date, or null. */
  readonly collectedOn: string | null
  readonly state: 'valid' | 'void'
  /** By which questionnaire version `record` is laid out, `par-officials@2`; empty = the one the survey began with. */
  readonly form: string
  readonly record: string
  /** Open answers by variable code. */
  readonly texts: Readonly<Record<string, string>>
}

/** What a key that is left out means. */
const DEFAULTS: RevisionContent = {
  serial: '',
  agency: '',
  sector: '',
  unit: '',
  stratum: '',
  cluster: '',
  group: '',
  batch: '',
  weight: 1,
  collectedOn: null,
  state: 'valid',
  form: '',
  record: '',
  texts: {},
}

const KEYS = Object.keys(DEFAULTS) as (keyof RevisionContent)[] // an object literal has no other keys

/**
 * The one JSON text of a form, the same on every machine: keys in the order above, defaults left out, texts by code in
 * code-unit order, empty texts left out. Hashes are of this text, so it never changes for what has been written.
 */
export function canonicalRevisionContent(content: RevisionContent): string {
  const { serial, agency, sector, unit, stratum, cluster, group, batch, weight, collectedOn, state, form, record } =
    content
  // One literal for all forms, and JSON leaves undefined out: half the time of adding key by key, 100,000 times a second.
  const canonical: Record<keyof RevisionContent, unknown> = {
    serial: serial || undefined,
    agency: agency || undefined,
    sector: sector || undefined,
    unit: unit || undefined,
    stratum: stratum || undefined,
    cluster: cluster || undefined,
    group: group || undefined,
    batch: batch || undefined,
    weight: weight === DEFAULTS.weight ? undefined : weight,
    collectedOn: collectedOn ?? undefined,
    state: state === DEFAULTS.state ? undefined : state,
    form: form || undefined,
    record: record || undefined,
    texts: canonicalTexts(content.texts),
  }
  return JSON.stringify(canonical)
}

/** By code in code-unit order; undefined when there is none. */
function canonicalTexts(texts: RevisionContent['texts']): Record<string, string> | undefined {
  const written = Object.entries(texts).filter(([, body]) => body !== '')
  if (written.length === 0) return undefined
  return Object.fromEntries(written.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Reads what canonicalRevisionContent wrote; null when the text is not such an object. */
export function parseRevisionContent(text: string): RevisionContent | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return isContent({ ...DEFAULTS, ...value })
  } catch {
    return null
  }
}

function isContent(value: Record<keyof RevisionContent, unknown>): RevisionContent | null {
  const isSound = KEYS.every((key) => {
    if (key === 'collectedOn') return value[key] === null || typeof value[key] === 'string'
    if (key === 'texts') return isTexts(value.texts)
    if (key === 'state') return value[key] === 'valid' || value[key] === 'void'
    return typeof value[key] === typeof DEFAULTS[key]
  })
  return isSound ? (value as RevisionContent) : null // every key has just been looked at
}

function isTexts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((body) => typeof body === 'string')
}

/** What a history tells beside the answers, in its order: the header's fields, then the state. */
export const HISTORY_KEYS = [
  'serial',
  'agency',
  'sector',
  'unit',
  'stratum',
  'cluster',
  'group',
  'batch',
  'weight',
  'collectedOn',
  'state',
] as const satisfies readonly (keyof RevisionContent)[]
