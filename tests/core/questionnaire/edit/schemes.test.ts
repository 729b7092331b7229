import { expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../../src/core/questionnaire/dictionary.ts'
import { itemsBelow, pathsOf } from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import { addFactors, addScheme, nodeIds } from '../../../../src/core/questionnaire/edit/schemes.ts'
import { validateQuestionnaire } from '../../../../src/core/questionnaire/validate.ts'

const label = { vi: 'Chỉ số', en: 'Index' }

test.each(BUILT_IN_QUESTIONNAIRES)('$code: one factor a heading are the factors of its own first scheme', (built) => {
  const begun = addScheme({ ...built, schemes: [] }, label)
  const [scheme] = begun.schemes
  const items = buildDictionary(begun).variables.filter((variable) => variable.isScale)
  if (scheme === undefined) throw new Error('no scheme was added')
  const made = addFactors(begun, scheme, items)
  const factorsOf = (root: typeof scheme.root) =>
    pathsOf(root).flatMap(({ node }) => (node.items === undefined ? [] : [node.items.join()]))
  const extra = built.code === 'tthc-2017' ? ['overall'] : [] // asked after the grid, under no heading
  expect(factorsOf(made.root)).toEqual([...factorsOf(built.schemes[0]?.root ?? scheme.root), ...extra])
  expect(validateQuestionnaire({ ...begun, schemes: [made] })).toEqual([])
  expect(addFactors({ ...begun, schemes: [made] }, made, items)).toBe(made)
})

test('only items that no factor holds are grouped, on the scale the scheme has begun with', () => {
  const [built] = BUILT_IN_QUESTIONNAIRES
  if (built === undefined) throw new Error('no questionnaire')
  const items = buildDictionary(built).variables.filter((variable) => variable.isScale)
  const begun = addScheme(built, label)
  const scheme = begun.schemes.at(-1)
  if (scheme === undefined) throw new Error('no scheme was added')
  const root = { ...scheme.root, children: [{ id: 'Q1B', label, items: ['q1_1', 'q1_2'] }] } // four levels
  const made = addFactors(begun, { ...scheme, root }, items)
  const added = itemsBelow(made.root).slice(2)
  expect(new Set(added.map((code) => code.replace(/_.*/, '')))).toEqual(new Set(['q1', 'q3', 'q7', 'q10']))
  expect(added).not.toContain('q1_1')
})

test('a further scheme takes a free code and a free id', () => {
  const [built] = BUILT_IN_QUESTIONNAIRES
  if (built === undefined) throw new Error('no questionnaire')
  const twice = addScheme(addScheme(built, label), label)
  expect(twice.schemes.slice(-2).map(({ code, root }) => [code, root.id])).toEqual([
    ['main', 'SIPAS2'],
    ['main-2', 'SIPAS3'],
  ])
  expect(nodeIds(twice).has('SIPAS3')).toBe(true)
})
