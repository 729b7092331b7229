import type { Inputs, Outputs } from '../../api-client.ts'

type SurveyDetail = Outputs['survey']['get']
type SurveyInput = Inputs['survey']['create']

/** A named part of the survey being typed; `key` keeps a row's identity while its code changes. */
export interface PartRow {
  key: string
  code: string
  name: string
  /** Strata only: how many people the stratum holds; empty when not known. */
  population: string
}

export interface PartnerRow {
  key: string
  name: string
  issued: string
  collected: string
}

/** The survey as it stands in the fields: numbers are still text, so that a mistake can be shown where it was typed. */
export interface SurveyDraft {
  questionnaireCode: string
  questionnaireVersion: number
  code: string
  name: string
  year: string
  period: SurveyDetail['period']
  unitIds: number[]
  sectorIds: number[]
  groups: PartRow[]
  strata: PartRow[]
  /** Empty: as the questionnaire's scheme says. */
  formula: SurveyDetail['formula'] | ''
  aggregate: SurveyDetail['aggregate'] | ''
  expected: string
  issued: string
  collected: string
  partners: PartnerRow[]
}

export type DraftField = 'questionnaireCode' | 'code' | 'name' | 'year' | 'unitIds' | 'counts' | 'groups' | 'strata'
export type DraftProblem =
  | 'questionnaireMissing'
  | 'codeBad'
  | 'codeTaken'
  | 'nameMissing'
  | 'yearBad'
  | 'agenciesMissing'
  | 'countBad'
  | 'partBad'
export type DraftProblems = Partial<Record<DraftField, DraftProblem>>

/** What every step of the form is given; `problems` is empty until saving was tried. */
export interface StepProps {
  draft: SurveyDraft
  problems: DraftProblems
  set: (change: Partial<SurveyDraft>) => void
}

export function emptyDraft(year: number): SurveyDraft {
  return {
    questionnaireCode: '',
    questionnaireVersion: 1,
    code: '',
    name: '',
    year: String(year),
    period: '',
    unitIds: [],
    sectorIds: [],
    groups: [],
    strata: [],
    formula: '',
    aggregate: '',
    expected: '',
    issued: '',
    collected: '',
    partners: [],
  }
}

export function draftOf(survey: SurveyDetail): SurveyDraft {
  const countText = (count: number | null): string => (count === null ? '' : String(count))
  return {
    questionnaireCode: survey.questionnaireCode,
    questionnaireVersion: survey.questionnaireVersion,
    code: survey.code,
    name: survey.name,
    year: String(survey.year),
    period: survey.period,
    unitIds: survey.agencies.map((agency) => agency.unitId),
    sectorIds: survey.sectors.map((sector) => sector.sectorId),
    groups: survey.groups.map(({ code, name }) => ({ key: code, code, name, population: '' })),
    strata: survey.strata.map(({ code, name, population }) => ({
      key: code,
      code,
      name,
      population: countText(population),
    })),
    formula: survey.formula,
    aggregate: survey.aggregate,
    expected: countText(survey.expectedCount),
    issued: countText(survey.issuedCount),
    collected: countText(survey.collectedCount),
    partners: survey.partners.map((partner) => ({
      key: partner.name,
      name: partner.name,
      issued: countText(partner.issuedCount),
      collected: countText(partner.collectedCount),
    })),
  }
}

/** A code as an office would write it, free among the taken ones: `SIPAS-2026`, then `SIPAS-2026-2`. */
export function suggestCode(questionnaireCode: string, year: string, taken: readonly string[]): string {
  const base = `${questionnaireCode.split('-')[0]?.toUpperCase() ?? ''}-${year}`
  if (!taken.includes(base)) return base
  const next = taken.length + 2
  for (let suffix = 2; suffix < next; suffix += 1) {
    if (!taken.includes(`${base}-${suffix}`)) return `${base}-${suffix}`
  }
  return `${base}-${next}`
}

/** A count as typed, `12.480` or `12480`; null when empty, NaN when it is no count. */
export function parseCount(text: string): number | null {
  const digits = text.replace(/[\s.]/g, '')
  if (digits === '') return null
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
}

/** What stops this survey from being saved, each problem at its field. `takenCodes`: those of the other surveys. */
export function findDraftProblems(draft: SurveyDraft, takenCodes: readonly string[]): DraftProblems {
  const problems: DraftProblems = {}
  const counts = [draft.expected, draft.issued, draft.collected]
  const partnerCounts = draft.partners.flatMap((partner) => [partner.issued, partner.collected])
  if (draft.questionnaireCode === '') problems.questionnaireCode = 'questionnaireMissing'
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(draft.code)) problems.code = 'codeBad'
  else if (takenCodes.includes(draft.code)) problems.code = 'codeTaken'
  if (draft.name.trim() === '') problems.name = 'nameMissing'
  if (!isYear(draft.year)) problems.year = 'yearBad'
  if (draft.unitIds.length === 0) problems.unitIds = 'agenciesMissing'
  if ([...counts, ...partnerCounts].some((text) => Number.isNaN(parseCount(text)))) problems.counts = 'countBad'
  if (draft.groups.some(isBadPart)) problems.groups = 'partBad'
  if (draft.strata.some((row) => isBadPart(row) || Number.isNaN(parseCount(row.population))))
    problems.strata = 'partBad'
  return problems
}

/** Whether anything was put into a step; one that must be filled counts as filled once nothing is wrong in it. */
export function isStepFilled(draft: SurveyDraft, step: string): boolean {
  switch (step) {
    case 'sectors':
      return draft.sectorIds.length > 0
    case 'counts':
      return draft.partners.length > 0 || [draft.expected, draft.issued, draft.collected].some((text) => text !== '')
    case 'parts':
      return draft.groups.length + draft.strata.length > 0 || draft.formula !== '' || draft.aggregate !== ''
    default:
      return true
  }
}

/** The years that the program takes: 2000 to 2100. */
function isYear(text: string): boolean {
  return /^(20\d\d|2100)$/.test(text)
}

function isBadPart(row: PartRow): boolean {
  return row.code.trim() === '' || row.name.trim() === ''
}

/** The fields as the program takes them. Call only when there are no problems. */
export function inputOf(draft: SurveyDraft): SurveyInput {
  return {
    code: draft.code,
    name: draft.name.trim(),
    year: Number(draft.year),
    period: draft.period,
    questionnaireCode: draft.questionnaireCode,
    questionnaireVersion: draft.questionnaireVersion,
    agencyUnitIds: draft.unitIds,
    sectorIds: draft.sectorIds,
    groups: draft.groups.map(({ code, name }) => ({ code: code.trim(), name: name.trim() })),
    strata: draft.strata.map(({ code, name, population }) => {
      const people = parseCount(population)
      return { code: code.trim(), name: name.trim(), ...(people === null ? {} : { population: people }) }
    }),
    ...(draft.formula === '' ? {} : { formula: draft.formula }),
    ...(draft.aggregate === '' ? {} : { aggregate: draft.aggregate }),
    expectedCount: parseCount(draft.expected),
    issuedCount: parseCount(draft.issued),
    collectedCount: parseCount(draft.collected),
    partners: draft.partners
      .filter((partner) => partner.name.trim() !== '')
      .map((partner) => ({
        name: partner.name.trim(),
        issuedCount: parseCount(partner.issued),
        collectedCount: parseCount(partner.collected),
      })),
  }
}
