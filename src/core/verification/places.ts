import type { Variable } from '../questionnaire/dictionary.ts'

/** The keys of a form that are keyed twice; weight and administrative unit are not on the paper, the batch is chosen once for many. Ids: 0 = none given. */
export interface KeyedKeys {
  readonly serial: string
  readonly agencyId: number
  readonly sectorId: number
  readonly stratumId: number
  readonly clusterId: number
  readonly groupId: number
  /** ISO date, or null. */
  readonly collectedOn: string | null
}

/** Where two keyings of a form are compared: a variable's code, or one of these. */
export const KEY_OF_PLACE = {
  '@agency': 'agencyId',
  '@sector': 'sectorId',
  '@group': 'groupId',
  '@stratum': 'stratumId',
  '@cluster': 'clusterId',
  '@date': 'collectedOn',
  '@serial': 'serial',
} as const satisfies Readonly<Record<string, keyof KeyedKeys>>

export type IdentifierPlace = keyof typeof KEY_OF_PLACE

export const IDENTIFIER_PLACES = Object.keys(KEY_OF_PLACE) as IdentifierPlace[] // an object literal has no other keys

export function isIdentifier(place: string): place is IdentifierPlace {
  return place in KEY_OF_PLACE
}

/** As a difference has it: an id in digits, an ISO date, empty = no date. */
export function identifierValue(keys: KeyedKeys, place: IdentifierPlace): string {
  return String(keys[KEY_OF_PLACE[place]] ?? '')
}

/** The keys with another value at a place; null where the place can't have it. */
export function withIdentifier<Keys extends KeyedKeys>(keys: Keys, place: IdentifierPlace, value: string): Keys | null {
  const key = KEY_OF_PLACE[place]
  if (key === 'serial') return { ...keys, serial: value }
  if (key === 'collectedOn') return { ...keys, collectedOn: value === '' ? null : value }
  return /^\d{1,9}$/.test(value) ? { ...keys, [key]: Number(value) } : null
}

/** Whether an equal value at an identifier's place was keyed twice: nothing given is nothing keyed, the serial found the form. */
export function isKeyedIdentifier(place: IdentifierPlace, value: string): boolean {
  return place !== '@serial' && value !== '' && value !== '0'
}

/** How many values a variable can take, its missing signs aside: what a wrong key falls among. */
export function codeCount({ choices, min, max, decimals, kind }: Variable): number {
  if (choices.length > 0) return choices.length
  if (kind === 'date') return DAYS_OF_A_YEAR
  return Math.max(2, Math.round(((max ?? 9) - (min ?? 0)) * 10 ** decimals) + 1)
}

const DAYS_OF_A_YEAR = 365
