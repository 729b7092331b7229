import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildEntryForm } from '../../../src/core/entry/entry-form.ts'
import { completeEntry } from '../../../src/core/entry/entry-state.ts'
import { keyingProblems } from '../../../src/core/entry/keying-problems.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { type Questionnaire, questionnaireDraftSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import { findRecordProblems } from '../../../src/core/questionnaire/record.ts'
import { CHECKED } from '../../support/checked-questionnaire.ts'
import { ALL_KEYS, play, start } from './keying.ts'

const codes = (draft: Questionnaire) => keyingProblems(draft).map(({ code }) => code)

describe('a draft can be keyed', () => {
  it('without a scheme and before its texts are written', () => {
    const blank = (_: string, value: unknown) =>
      typeof value === 'object' && value !== null && 'vi' in value ? { vi: '', en: '' } : value
    const draft = JSON.parse(JSON.stringify({ ...CHECKED, schemes: [] }, blank))
    expect(codes(draft)).toEqual([])
  })

  it('with a scheme that is not finished', () => {
    const [scheme] = CHECKED.schemes
    if (scheme === undefined) throw new Error('no scheme')
    expect(codes({ ...CHECKED, schemes: [{ ...scheme, root: { ...scheme.root, items: ['gone'] } }] })).toEqual([])
  })

  it('but not without questions, with a list that is gone or with a rule that nobody can read', () => {
    expect(codes({ ...CHECKED, sections: [] })).toContain('questionnaire-empty')
    expect(codes({ ...CHECKED, choiceLists: [] })).toContain('questionnaire-list-unknown')
    const text = JSON.stringify(CHECKED).replace('years <= age', 'years <= (')
    expect(codes(JSON.parse(text))).toContain('bad-condition')
  })
})

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}

/** The document with something else at a path. */
function withAt(value: unknown, [key, ...rest]: Path, next: unknown): unknown {
  if (key === undefined) return next
  const copy = structuredClone(value) as Record<string, unknown> // the path leads into an object
  copy[key] = withAt(copy[key], rest, next)
  return copy
}

it('whatever is blanked or miswritten: a draft without a problem is keyed to its end, one with problems says so', () => {
  const whole = [CHECKED, ...BUILT_IN_QUESTIONNAIRES.filter(({ code }) => code === 'tthc-2017')]
  const damage = fc.record({
    at: fc.nat(),
    to: fc.constantFrom<unknown>('', 'a', 'age', '1', [], 0, -1, 1, undefined, 'age == 1', 'wish == 1'),
  })
  let keyed = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...whole),
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(...ALL_KEYS), { maxLength: 40 }),
      (from, damages, keys) => {
        let document: unknown = from
        for (const { at, to } of damages) {
          const paths = pathsOf(document)
          document = withAt(document, paths[at % paths.length] ?? [], to)
        }
        const draft = questionnaireDraftSchema.safeParse(document)
        if (!draft.success || keyingProblems(draft.data).length > 0) return
        const form = buildEntryForm(draft.data)
        const end = play(form, start(form), ...keys.map((key) => ({ type: 'key' as const, key })))
        expect(findRecordProblems(form.dictionary, completeEntry(form, end).record)).toEqual([])
        keyed += 1
      },
    ),
    { numRuns: 500 },
  )
  expect(keyed).toBeGreaterThan(20) // else nothing was tried
})
