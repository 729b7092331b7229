import { describe, expect, test } from 'vitest'
import {
  emptyDraft,
  findDraftProblems,
  inputOf,
  isStepFilled,
  parseCount,
  type SurveyDraft,
  suggestCode,
} from '../../../renderer/screens/survey/survey-draft.ts'

const good: SurveyDraft = {
  ...emptyDraft(2026),
  questionnaireCode: 'tthc-2017',
  code: 'TTHC-2026',
  name: 'Khảo sát TTHC',
  unitIds: [1],
}

describe('a survey as it is typed', () => {
  test('an empty page has a problem at each field that must be filled', () => {
    expect(findDraftProblems(emptyDraft(2026), [])).toEqual({
      questionnaireCode: 'questionnaireMissing',
      code: 'codeBad',
      name: 'nameMissing',
      unitIds: 'agenciesMissing',
    })
  })

  test('a filled page has none', () => {
    expect(findDraftProblems(good, ['SIPAS-2026'])).toEqual({})
  })

  test.each<[Partial<SurveyDraft>, object]>([
    [{ code: 'TTHC 2026' }, { code: 'codeBad' }],
    [{ code: 'SIPAS-2026' }, { code: 'codeTaken' }],
    [{ year: '26' }, { year: 'yearBad' }],
    [{ year: '1999' }, { year: 'yearBad' }],
    [{ issued: 'nhiều' }, { counts: 'countBad' }],
    [{ partners: [{ key: 'a', name: 'Bưu điện', issued: '1,5', collected: '' }] }, { counts: 'countBad' }],
    [{ groups: [{ key: 'a', code: 'dan', name: ' ', population: '' }] }, { groups: 'partBad' }],
    [{ strata: [{ key: 'a', code: 't1', name: 'Tầng 1', population: 'x' }] }, { strata: 'partBad' }],
  ])('%o', (change, problems) => {
    expect(findDraftProblems({ ...good, ...change }, ['SIPAS-2026'])).toEqual(problems)
  })

  test('a count may carry the stops of thousands', () => {
    expect(parseCount('13.200')).toBe(13200)
    expect(parseCount(' ')).toBeNull()
    expect(parseCount('-1')).toBeNaN()
  })

  test('an optional step counts as filled once something was put into it', () => {
    const optional = ['sectors', 'counts', 'parts']
    const filled = (change: Partial<SurveyDraft>): string[] =>
      optional.filter((step) => isStepFilled({ ...good, ...change }, step))
    expect(filled({})).toEqual([])
    expect(filled({ sectorIds: [1] })).toEqual(['sectors'])
    expect(filled({ collected: '12' })).toEqual(['counts'])
    expect(filled({ formula: 'mean-score' })).toEqual(['parts'])
  })

  test('an unnamed partner is left out, an empty count is not known', () => {
    const partners = [
      { key: 'a', name: 'Bưu điện', issued: '600', collected: '' },
      { key: 'b', name: ' ', issued: '', collected: '' },
    ]
    expect(inputOf({ ...good, partners }).partners).toEqual([
      { name: 'Bưu điện', issuedCount: 600, collectedCount: null },
    ])
  })

  test('the suggested code is free', () => {
    expect(suggestCode('sipas-2026', '2026', [])).toBe('SIPAS-2026')
    expect(suggestCode('tthc-2017', '2026', ['TTHC-2026', 'TTHC-2026-2'])).toBe('TTHC-2026-3')
  })
})
