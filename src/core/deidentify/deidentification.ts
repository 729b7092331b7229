import type { TimeLevel } from './coarsen.ts'
import type { Bands } from './number-bands.ts'

/** A question as the record names it. */
export interface NamedVariable {
  readonly code: string
  readonly number: string
  readonly label: { readonly vi: string; readonly en: string }
}

/** Columns of keys that a de-identified file may withhold or drop. */
export type FactKey = 'agency' | 'sector' | 'respondent_group' | 'stratum' | 'unit' | 'batch' | 'collected_on'

/** What de-identification did to a survey's responses: the record that goes with the file. It names no form. */
export interface Deidentification {
  readonly survey: { readonly code: string; readonly name: string }
  readonly k: number
  readonly forms: number
  /** Closed questions and open texts left out whole. */
  readonly removed: readonly NamedVariable[]
  readonly removedTexts: readonly NamedVariable[]
  /** What dates tell now; null where the forms have none. */
  readonly time: TimeLevel | null
  /** Keys left out whole because too few forms shared them. */
  readonly droppedKeys: readonly FactKey[]
  readonly bands: readonly (NamedVariable & { readonly bounds: Bands })[]
  /** What was counted together: keys and questions about who answers. */
  readonly keys: readonly FactKey[]
  readonly facts: readonly NamedVariable[]
  /** Answers given by fewer than k forms and kept back everywhere, by question; which ones is not told. */
  readonly merged: readonly (NamedVariable & { readonly answers: number })[]
  readonly withheldKeys: readonly { readonly key: FactKey; readonly cells: number }[]
  readonly withheldFacts: readonly (NamedVariable & { readonly cells: number })[]
  readonly clustersWithheld: number
  readonly weightsChanged: number
  /** Forms of which everything above is withheld and which still are fewer than k. */
  readonly whollyWithheld: number
  readonly combinations: { readonly count: number; readonly smallest: number; readonly alike: number }
}
