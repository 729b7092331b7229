/** What a row of the survey sheet is. */
export type RowType =
  | { readonly is: 'begin' | 'end'; readonly what: 'group' | 'repeat' }
  | { readonly is: 'select'; readonly isMultiple: boolean; readonly list: string; readonly hasOther: boolean }
  | { readonly is: 'number'; readonly isWhole: boolean }
  | { readonly is: 'range' | 'date' | 'text' | 'note' }
  /** Filled in by the device, so nothing on paper. */
  | { readonly is: 'device' }
  | { readonly is: 'unknown' }

const SELECTS: readonly (readonly [RegExp, boolean])[] = [
  [/^(?:add select one prompt using|select[_ ]one(?: from)?|select1)\s+(.+)$/i, false],
  [/^(?:add select multiple prompt using|select[_ ]multiple(?: from)?|select all that apply(?: from)?)\s+(.+)$/i, true],
]
const OTHER = /\s+or[_ ](?:specify[_ ])?other$/i

const SIMPLE: Readonly<Record<string, RowType>> = {
  integer: { is: 'number', isWhole: true },
  int: { is: 'number', isWhole: true },
  decimal: { is: 'number', isWhole: false },
  range: { is: 'range' },
  date: { is: 'date' },
  text: { is: 'text' },
  string: { is: 'text' },
  note: { is: 'note' },
  ...Object.fromEntries(
    [
      'start',
      'end',
      'today',
      'deviceid',
      'imei',
      'subscriberid',
      'simserial',
      'username',
      'email',
      'phonenumber',
      'audit',
    ]
      .flatMap((name) => [name, `get ${name}`])
      .concat('start time', 'end time', 'device id', 'sim id', 'get today', 'start-geopoint', 'background-audio')
      .map((name) => [name, { is: 'device' } satisfies RowType]),
  ),
}

export function rowTypeOf(type: string): RowType {
  const text = type.trim().replace(/\s+/g, ' ')
  const [, edge, what] = /^(begin|end)[ _](group|lgroup|looped group|repeat|loop)\b/i.exec(text) ?? []
  if (edge !== undefined && what !== undefined) {
    return { is: edge.toLowerCase() === 'begin' ? 'begin' : 'end', what: /^group$/i.test(what) ? 'group' : 'repeat' }
  }
  for (const [pattern, isMultiple] of SELECTS) {
    const rest = pattern.exec(text)?.[1]
    if (rest !== undefined)
      return { is: 'select', isMultiple, list: rest.replace(OTHER, ''), hasOther: OTHER.test(rest) }
  }
  const name = text.toLowerCase()
  return Object.hasOwn(SIMPLE, name) ? (SIMPLE[name] ?? { is: 'unknown' }) : { is: 'unknown' }
}
