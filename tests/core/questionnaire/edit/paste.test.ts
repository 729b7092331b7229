import { describe, expect, test } from 'vitest'
import { blankList } from '../../../../src/core/questionnaire/edit/choice-lists.ts'
import { pasteChoices, pasteItems } from '../../../../src/core/questionnaire/edit/paste.ts'
import { questionAt } from '../../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import { formOf } from './form.ts'

const lines = (count: number): string[] => Array.from({ length: count }, (_, at) => `dòng ${at + 1}`)

describe('a pasted column', () => {
  test('fills blank options, then new ones before what is written already', () => {
    const list = blankList('q1')
    const written = { ...list, choices: [...list.choices, { code: '3', label: { vi: 'Khác', en: '' } }] }
    const { made, taken } = pasteChoices(written, 0, lines(4), [])
    expect(made.choices.map(({ code, label }) => `${code} ${label.vi}`)).toEqual([
      ...['1 dòng 1', '2 dòng 2', '4 dòng 3', '5 dòng 4', '3 Khác'],
    ])
    expect(taken).toBe(4)
  })

  test('takes as many options as have codes of two digits, and moves none of those that are there', () => {
    const { made, taken } = pasteChoices(blankList('q1'), 0, lines(1_000), [])
    expect([made.choices.length, taken]).toEqual([99, 99])
    expect(made.choices.map(({ label }) => label.vi)).toEqual(lines(99))
    expect(pasteChoices(made, 3, ['một', 'hai'], [])).toEqual({
      taken: 1,
      made: { ...made, choices: made.choices.with(3, { code: '4', label: { vi: 'một', en: '' } }) },
    })
  })

  test('takes as many items as a grid holds: 200 with those that are written', () => {
    const three = pasteItems(formOf('grid'), [0, 0, 0], lines(3), null).made
    const { made, taken } = pasteItems(three, [0, 0, 1], lines(250), null)
    // 200, less the first and the third, which stay: 198 lines.
    expect([labelsOf(made).length, taken]).toEqual([200, 198])
    expect(labelsOf(made)).toEqual(['dòng 1', ...lines(198), 'dòng 3'])
  })
})

function labelsOf(form: Questionnaire): string[] {
  const grid = questionAt(form, [0, 0])
  return grid?.kind === 'grid' ? grid.items.map(({ label }) => label.vi) : []
}
