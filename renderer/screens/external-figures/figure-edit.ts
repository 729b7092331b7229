import { isLink, readNumber } from '../../../src/core/external/read-figures.ts'
import type { Inputs, Outputs } from '../../api-client.ts'

export type ExternalFigure = Outputs['external']['list'][number]
type FigureInput = Inputs['external']['save']

/** A figure as it stands in its fields; without `id` until it was saved once. */
export interface FigureEdit {
  id?: number
  source: string
  measure: string
  place: string
  year: string
  value: string
  scale: string
  rank: string
  document: string
  link: string
}

export type FigureField = Exclude<keyof FigureEdit, 'id'>

export const NEW_FIGURE: FigureEdit = {
  ...{ source: 'SIPAS', measure: '', place: '', year: '', value: '', scale: '100', rank: '', document: '', link: '' },
}

export function editOf({ year, value, scale, rank, ...rest }: ExternalFigure): FigureEdit {
  return { ...rest, year: String(year), value: numberText(value), scale: numberText(scale), rank: String(rank ?? '') }
}

/** The first field that keeps it from being saved. */
export function badField(edit: FigureEdit): FigureField | null {
  if (edit.source.trim() === '') return 'source'
  if (edit.place.trim() === '') return 'place'
  if (!/^20\d\d$/.test(edit.year.trim())) return 'year'
  const [value, scale] = [readNumber(edit.value.trim()), readNumber(edit.scale.trim())]
  if (!(scale > 0 && scale <= 1_000_000)) return 'scale'
  if (!(value >= 0 && value <= scale)) return 'value'
  if (!/^([1-9]\d{0,4})?$/.test(edit.rank.trim())) return 'rank'
  return isLink(edit.link.trim()) ? null : 'link'
}

/** As the program takes it; only where no field is bad. */
export function inputOf({ id, year, value, scale, rank, ...texts }: FigureEdit): FigureInput {
  return {
    ...texts,
    ...(id === undefined ? {} : { id }),
    link: texts.link.trim(),
    year: Number(year.trim()),
    value: readNumber(value.trim()),
    scale: readNumber(scale.trim()),
    rank: rank.trim() === '' ? null : Number(rank.trim()),
  }
}

export function numberText(value: number): string {
  return String(value).replace('.', ',')
}
