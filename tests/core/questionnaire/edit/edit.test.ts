import { describe, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../../src/core/questionnaire/built-in/index.ts'
import { addItem, addOther, addQuestion, addSection, spotOfOther } from '../../../../src/core/questionnaire/edit/add.ts'
import { answerKindOf, changeKind } from '../../../../src/core/questionnaire/edit/answer-kind.ts'
import {
  addChoice,
  fixedLevels,
  moveChoice,
  publishedChoices,
  removeChoice,
  renameChoice,
  renameList,
  withList,
} from '../../../../src/core/questionnaire/edit/choice-lists.ts'
import { findCodeProblem, isPublishedCode } from '../../../../src/core/questionnaire/edit/codes.ts'
import { copyAt } from '../../../../src/core/questionnaire/edit/copy.ts'
import { moveStep, moveTo } from '../../../../src/core/questionnaire/edit/move.ts'
import { isNumbered, renumber } from '../../../../src/core/questionnaire/edit/numbering.ts'
import { namesInCondition, referencesTo } from '../../../../src/core/questionnaire/edit/references.ts'
import { removeAt } from '../../../../src/core/questionnaire/edit/remove.ts'
import { renameCode } from '../../../../src/core/questionnaire/edit/rename.ts'
import { scaleOf } from '../../../../src/core/questionnaire/edit/scales.ts'
import { questionAt, spotOfCode, withItem, withQuestion } from '../../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../../src/core/questionnaire/questionnaire.ts'
import { BLANK, formOf, itemsOf, linesOf } from './form.ts'

const builtIn = (code: string): Questionnaire => {
  const found = BUILT_IN_QUESTIONNAIRES.find((one) => one.code === code)
  if (found === undefined) throw new Error(code)
  return found
}
const tthc = builtIn('tthc-2017')
const sipas = builtIn('sipas-2026')

/** q1 single, q2 asked if q1 == 1, q3 a grid with q3_01 in a scheme. */
function ruled(): Questionnaire {
  const form = formOf('single', 'number', 'grid')
  return {
    ...withQuestion(form, [0, 1], (question) => ({ ...question, askIf: 'q1 == 1 && "q1" != "x"' })),
    schemes: [
      {
        code: 'sipas',
        label: { vi: 'Chỉ số', en: '' },
        formula: 'mean-score',
        aggregate: 'pooled',
        root: { id: 'SIPAS', label: { vi: 'Chỉ số', en: '' }, items: ['q3_01'] },
      },
    ],
  }
}

describe('adding', () => {
  test('the first question of an empty form comes with a section, a code, a number and what its kind needs', () => {
    const { questionnaire, spot } = addQuestion(BLANK, null, 'likert', null)
    expect(spot).toEqual([0, 0])
    expect(questionnaire.sections[0]?.code).toBe('A')
    expect(linesOf(questionnaire)).toEqual(['q1 1'])
    expect(questionnaire.choiceLists.map(({ code, isScale }) => `${code} ${isScale}`)).toEqual(['satisfaction true'])
  })

  test('a question in the middle takes the next free code; the numbers go on through the form', () => {
    const { questionnaire, spot } = addQuestion(formOf('number', 'number'), [0, 0], 'date', null)
    expect(spot).toEqual([0, 1])
    expect(linesOf(questionnaire)).toEqual(['q1 1', 'q3 2', 'q2 3'])
  })

  test('codes that an earlier version had are not proposed again', () => {
    const earlier = { ...formOf('number', 'number', 'number'), retiredCodes: ['q7'] }
    expect(linesOf(addQuestion(BLANK, null, 'number', earlier).questionnaire)).toEqual(['q8 1'])
  })

  test('items of a grid are counted in two digits after the highest', () => {
    const form = formOf('grid')
    const added = addItem(addItem(form, [0, 0, 0], null).questionnaire, [0, 0, 0], null)
    expect(added.spot).toEqual([0, 0, 1])
    expect(itemsOf(added.questionnaire)).toEqual(['q1_01 1', 'q1_03 2', 'q1_02 3'])
  })

  test('“other” is a text under the same number, asked of whoever chose the option', () => {
    const single = addOther(formOf('single', 'number'), [0, 0], '2', { vi: 'Ghi rõ', en: '' }, null)
    expect(questionAt(single.questionnaire, [0, 1])).toEqual({
      ...{ kind: 'text', code: 'q1_other', number: '1', label: { vi: 'Ghi rõ', en: '' } },
      ...{ askIf: 'q1 == 2', isLong: false },
    })
    expect(linesOf(single.questionnaire)).toEqual(['q1 1', 'q1_other 1', 'q2 2'])
    const multiple = addOther(formOf('multiple'), [0, 0], '2', { vi: 'Ghi rõ', en: '' }, null)
    expect(questionAt(multiple.questionnaire, [0, 1])?.askIf).toBe('q1_2 == 1')
    const question = questionAt(multiple.questionnaire, [0, 0])
    if (question === undefined) throw new Error('the form has a question')
    expect(spotOfOther(multiple.questionnaire, question, '2')).toEqual([0, 1])
    expect(spotOfOther(multiple.questionnaire, question, '1')).toBeNull()
    expect(linesOf(removeAt(multiple.questionnaire, [0, 1]).questionnaire)).toEqual(linesOf(formOf('multiple')))
  })
})

describe('numbers', () => {
  test('two built-in forms are numbered through, the one of 2022 leaves numbers out', () => {
    expect([tthc, sipas, builtIn('sipas-2022')].map(isNumbered)).toEqual([true, true, false])
    expect(renumber(tthc)).toBe(tthc)
  })

  test('a section goes on in its own style, a note has none, an office’s own numbers are left alone', () => {
    expect(linesOf(addQuestion(tthc, [0, 1], 'number', null).questionnaire).slice(0, 8)).toEqual([
      ...['respondent_kind A1', 'a_gender A2', 'q1 A3', 'a_age A4', 'a_education A5', 'a_occupation A6'],
      ...['a_residence A7', 'u_source 1'],
    ])
    const own = withQuestion(formOf('number', 'number'), [0, 0], (question) => ({ ...question, number: '7a' }))
    expect(linesOf(addQuestion(own, [0, 1], 'note', null).questionnaire)).toEqual(['q1 7a', 'q2 2', 'q3 '])
    expect(linesOf(addQuestion(own, [0, 1], 'date', null).questionnaire)).toEqual(['q1 7a', 'q2 2', 'q3 3'])
    expect(linesOf(renumber(own))).toEqual(['q1 1', 'q2 2'])
  })
})

describe('moving', () => {
  test('a question goes through its section and over into the next, taking that one’s numbers', () => {
    const over = moveStep(tthc, [0, 5], 1)
    expect(over?.spot).toEqual([1, 0])
    expect(linesOf(over?.questionnaire ?? BLANK).slice(4, 8)).toEqual([
      ...['a_occupation A5', 'a_residence 1', 'u_source 2', 'u_visits 3'],
    ])
    expect(moveStep(tthc, [1, 0], -1)?.spot).toEqual([0, 6])
    expect(moveStep(tthc, [0, 0], -1)).toBeNull()
    expect(moveStep(tthc, [3, 1], 1)).toBeNull()
  })

  test('an item moves within its grid and into another one; a section with all of its own', () => {
    const grids = addItem(formOf('grid', 'grid'), [0, 0], null).questionnaire
    expect(itemsOf(moveStep(grids, [0, 0, 1], -1)?.questionnaire ?? BLANK)).toEqual(['q1_02 1', 'q1_01 2', 'q2_01 1'])
    expect(itemsOf(moveTo(grids, [0, 0, 0], [0, 1, 1])?.questionnaire ?? BLANK)).toEqual([
      ...['q1_02 1', 'q2_01 1', 'q1_01 2'],
    ])
    expect(moveTo(tthc, [3], [0])?.questionnaire.sections.map(({ code }) => code)).toEqual(['D', 'A', 'B', 'C'])
  })
})

describe('copying', () => {
  test('a question is copied with a code and a list of its own', () => {
    const { questionnaire, spot } = copyAt(formOf('single', 'number'), [0, 0], null)
    expect(spot).toEqual([0, 1])
    expect(linesOf(questionnaire)).toEqual(['q1 1', 'q3 2', 'q2 3'])
    expect(questionnaire.choiceLists.map(({ code }) => code)).toEqual(['q1', 'q3'])
    expect(questionAt(questionnaire, [0, 1])).toMatchObject({ choices: 'q3' })
  })

  test('rules within a copied section name the copy’s codes', () => {
    const { questionnaire } = copyAt(ruled(), [0], null)
    expect(questionnaire.sections[1]).toMatchObject({ code: 'B', number: 'B' })
    expect(questionnaire.sections[1]?.questions.map(({ code, askIf }) => [code, askIf])).toEqual([
      ...[
        ['q4', undefined],
        ['q5', 'q4 == 1 && "q1" != "x"'],
        ['q6', undefined],
      ],
    ])
    expect(itemsOf(questionnaire)).toEqual(['q3_01 1', 'q6_01 1'])
  })
})

describe('removing', () => {
  test('tells which rules and nodes name it; the scheme lets go of it, rules are left for their writer', () => {
    expect(referencesTo(ruled(), [0, 0])).toEqual([{ kind: 'askIf', where: 'q2', number: '2' }])
    expect(referencesTo(ruled(), [0, 2])).toEqual([{ kind: 'scheme', where: 'SIPAS', number: '' }])
    expect(referencesTo(ruled(), [0])).toEqual([{ kind: 'scheme', where: 'SIPAS', number: '' }])
    const { questionnaire, spot } = removeAt(ruled(), [0, 2])
    expect(spot).toEqual([0, 1])
    expect(questionnaire.schemes[0]?.root.items).toEqual([])
    expect(linesOf(questionnaire)).toEqual(['q1 1', 'q2 2'])
  })

  test('a list made for the question alone goes along, a shared one stays', () => {
    expect(removeAt(formOf('single', 'likert'), [0, 0]).questionnaire.choiceLists.map(({ code }) => code)).toEqual([
      'satisfaction',
    ])
    expect(removeAt(formOf('single', 'likert'), [0, 1]).questionnaire.choiceLists.map(({ code }) => code)).toEqual([
      ...['q1', 'satisfaction'],
    ])
  })
})

describe('codes', () => {
  test('what refers to a code follows it; words in quotes don’t', () => {
    const renamed = renameCode(ruled(), [0, 0], 'gender')
    expect(renamed.sections[0]?.questions[1]?.askIf).toBe('gender == 1 && "q1" != "x"')
    expect(renamed.choiceLists.map(({ code }) => code)).toEqual(['gender', 'satisfaction'])
    const grid = renameCode(ruled(), [0, 2], 'k')
    expect(itemsOf(grid)).toEqual(['k_01 1'])
    expect(grid.schemes[0]?.root.items).toEqual(['k_01'])
    expect(namesInCondition('q1 == 1 && "q2')).toEqual(['q1', 'q2'])
  })

  test('columns of a multiple choice follow', () => {
    const other = addOther(formOf('multiple'), [0, 0], '2', { vi: '', en: '' }, null).questionnaire
    expect(renameCode(other, [0, 0], 'kenh').sections[0]?.questions[1]?.askIf).toBe('kenh_2 == 1')
  })

  test('while two things share a code, rules are not led astray', () => {
    const taken = renameCode(ruled(), [0, 0], 'q2')
    expect(taken.sections[0]?.questions[1]?.askIf).toBe('q1 == 1 && "q1" != "x"')
    const named = withQuestion(taken, [0, 2], (question) => ({ ...question, askIf: 'q2 == 1' }))
    expect(renameCode(named, [0, 0], 'q9').sections[0]?.questions[2]?.askIf).toBe('q2 == 1')
    expect(renameCode(ruled(), [0, 0], '').sections[0]?.questions[1]?.askIf).toBe('q1 == 1 && "q1" != "x"')
  })

  test.each([
    ['', 'empty'],
    ['Q1', 'form'],
    ['1a', 'form'],
    ['câu', 'form'],
    ['a'.repeat(32), 'long'],
    ['serial', 'reserved'],
    ['in', 'reserved'],
    ['q2', 'repeated'],
    ['q1_2', 'repeated'],
    ['old', 'retired'],
    ['older', 'retired'],
    ['a'.repeat(31), null],
  ])('a new code “%s”: %s', (code, problem) => {
    const form = { ...formOf('multiple', 'number', 'date'), retiredCodes: ['old'] }
    const typed = withQuestion(form, [0, 2], (question) => ({ ...question, code }))
    expect(findCodeProblem(code, typed, { ...BLANK, retiredCodes: ['older'] })).toBe(problem)
  })

  test('a code of a published version is known, also of an option', () => {
    expect(isPublishedCode('u_result', tthc)).toBe(true)
    expect(isPublishedCode('wish_3', tthc)).toBe(true)
    expect(isPublishedCode('q1', tthc)).toBe(false)
    expect(isPublishedCode('u_result', null)).toBe(false)
  })

  test('a code leads to its spot, an option to its question, a section by its own', () => {
    expect(spotOfCode(tthc, 'k22')).toEqual([2, 0, 21])
    expect(spotOfCode(tthc, 'wish_3')).toEqual([3, 0])
    expect(spotOfCode(tthc, 'D')).toEqual([3])
    expect(spotOfCode(tthc, 'nothing')).toBeNull()
  })
})

describe('kinds', () => {
  test('a change keeps code, texts, rules and a list that fits', () => {
    const asked = withQuestion(formOf('single', 'multiple'), [0, 1], (question) => ({
      ...{ ...question, askIf: 'q1 == 1', isRequired: true, hint: { vi: 'Gợi ý', en: '' } },
    }))
    const single = changeKind(asked, [0, 1], 'single', null)
    expect(questionAt(single, [0, 1])).toEqual({
      ...{ kind: 'single', code: 'q2', number: '2', label: { vi: '', en: '' }, choices: 'q2' },
      ...{ askIf: 'q1 == 1', isRequired: true, hint: { vi: 'Gợi ý', en: '' } },
    })
    const note = changeKind(asked, [0, 1], 'note', null)
    expect(questionAt(note, [0, 1])).toEqual({
      ...{ kind: 'note', code: 'q2', number: '2', label: { vi: '', en: '' } },
      ...{ askIf: 'q1 == 1', hint: { vi: 'Gợi ý', en: '' } },
    })
    expect(note.choiceLists.map(({ code }) => code)).toEqual(['q1'])
  })

  test('a list of one’s own that has words becomes the scale, a blank one gives way to the form’s scale', () => {
    const worded = withList(formOf('single'), 0, (list) => ({
      ...list,
      choices: list.choices.map((choice) => ({ ...choice, label: { vi: 'Tốt', en: '' } })),
    }))
    expect(changeKind(worded, [0, 0], 'likert', null).choiceLists).toEqual([
      { ...worded.choiceLists[0], isScale: true },
    ])
    const blank = changeKind(formOf('likert', 'single'), [0, 1], 'likert', null)
    expect(blank.choiceLists.map(({ code }) => code)).toEqual(['satisfaction'])
    expect(blank.sections[0]?.questions.map((one) => answerKindOf(one, blank))).toEqual(['likert', 'likert'])
  })

  test('a new grid has one item to fill in', () => {
    expect(itemsOf(changeKind(formOf('likert'), [0, 0], 'grid', null))).toEqual(['q1_01 1'])
  })
})

describe('choice lists', () => {
  test.each([
    ['satisfaction', 'satisfaction', 5],
    ['interest', 'interest', 4],
    ['suitability', 'suitability', 4],
    ['wish', 'wish', 4],
  ] as const)('the words of %s with %s levels are those of the built-in form', (list, preset, levels) => {
    expect(scaleOf(preset, levels)).toEqual(sipas.choiceLists.find(({ code }) => code === list))
  })

  test('from eight levels on only the ends have words', () => {
    expect(scaleOf('agreement', 11).choices.map(({ label }) => label.vi)).toEqual([
      ...['Hoàn toàn không đồng ý', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'Hoàn toàn đồng ý'],
    ])
  })

  test('a code that a published version gave an option is not given to another one', () => {
    const choices = ['1', '2', '3'].map((code) => ({ code, label: { vi: code, en: '' } }))
    const list = { code: 'o', isScale: false, choices }
    const question = { code: 'q1', number: '1', label: { vi: 'Câu', en: '' }, kind: 'single', choices: 'o' } as const
    const sections = [{ code: 'A', number: 'A', title: { vi: 'A', en: '' }, questions: [question] }]
    const earlier = { ...BLANK, choiceLists: [list], sections }
    const removed = removeChoice(list, 2)
    const published = publishedChoices({ ...earlier, choiceLists: [removed] }, removed, earlier)
    expect(addChoice(removed, published).choices.at(-1)?.code).toBe('4')
    expect(addChoice(removed).choices.at(-1)?.code).toBe('3') // a list of nobody's answers
    // The same question answers with a list of another code now: its old answers are still there.
    const own = { ...removed, code: 'q1' }
    const moved = {
      ...BLANK,
      choiceLists: [own],
      sections: sections.map((section) => ({ ...section, questions: [{ ...question, choices: 'q1' }] })),
    }
    expect(addChoice(own, publishedChoices(moved, own, earlier)).choices.at(-1)?.code).toBe('4')
    expect(publishedChoices(moved, own, null)).toEqual([])
    // Retired by a version before the one before: of a choice, of a column of a multiple choice.
    const older = { ...earlier, retiredCodes: ['q1=7', 'q1_other', 'q1_9'] }
    expect(addChoice(removed, publishedChoices(earlier, removed, older)).choices.at(-1)?.code).toBe('8')
    const several = (form: Questionnaire): Questionnaire => ({
      ...form,
      sections: sections.map((section) => ({ ...section, questions: [{ ...question, kind: 'multiple' }] })),
    })
    expect(addChoice(removed, publishedChoices(several(earlier), removed, several(older))).choices.at(-1)?.code).toBe(
      '10',
    )
  })

  test('the levels that a published version had keep their places, those after them do not', () => {
    const choices = ['1', '2', '3', '4'].map((code) => ({ code, label: { vi: code, en: '' } }))
    const scale = { code: 's', isScale: true, choices }
    expect(fixedLevels(scale, choices.slice(0, 3))).toBe(3)
    expect(fixedLevels(scale, [])).toBe(0)
    expect(fixedLevels({ ...scale, isScale: false }, choices)).toBe(0)
  })

  test('an option takes its code along when it moves, a level is counted anew', () => {
    const options = {
      code: 'o',
      isScale: false,
      choices: ['1', '2', '9'].map((code) => ({ code, label: { vi: code, en: '' } })),
    }
    expect(moveChoice(options, 2, 0).choices.map(({ code, label }) => `${code} ${label.vi}`)).toEqual([
      '9 9',
      '1 1',
      '2 2',
    ])
    expect(
      moveChoice({ ...options, isScale: true }, 2, 0).choices.map(({ code, label }) => `${code} ${label.vi}`),
    ).toEqual([...['1 9', '2 1', '3 2']])
    expect(addChoice(options).choices.at(-1)?.code).toBe('10')
    expect(addChoice({ ...options, choices: [{ code: '99', label: { vi: '', en: '' } }] }).choices).toHaveLength(1)
  })

  test('rules that compare with an option follow its new code', () => {
    const form = withQuestion(formOf('single', 'number'), [0, 1], (question) => ({
      ...{ ...question, askIf: 'q1 == 2 || q1 in [1, 2] || q9 == 2' },
    }))
    const renamed = renameChoice(form, 0, 1, '8')
    expect(renamed.choiceLists[0]?.choices.map(({ code }) => code)).toEqual(['1', '8'])
    expect(renamed.sections[0]?.questions[1]?.askIf).toBe('q1 == 8 || q1 in [1, 8] || q9 == 2')
    expect(renameChoice(form, 0, 1, '1').sections[0]?.questions[1]?.askIf).toBe('q1 == 2 || q1 in [1, 2] || q9 == 2')
  })

  test('questions follow their list to its new code', () => {
    expect(questionAt(renameList(formOf('single'), 0, 'gender'), [0, 0])).toMatchObject({ choices: 'gender' })
    expect(questionAt(renameList(formOf('single', 'single'), 0, 'q2'), [0, 0])).toMatchObject({ choices: 'q1' })
  })
})

test('a section gets the next free letter', () => {
  const two = addSection(addSection(BLANK).questionnaire).questionnaire
  expect(two.sections.map(({ code }) => code)).toEqual(['A', 'B'])
  expect(addSection(removeAt(two, [0]).questionnaire).questionnaire.sections.map(({ code }) => code)).toEqual([
    'B',
    'A',
  ])
})

test('an item is changed alone: everything beside it is the very same object', () => {
  const after = withItem(tthc, [2, 0, 3], (item) => ({ ...item, label: { vi: 'Mới', en: '' } }))
  expect(after.sections[0]).toBe(tthc.sections[0])
  expect(after.choiceLists).toBe(tthc.choiceLists)
  const [grid, before] = [questionAt(after, [2, 0]), questionAt(tthc, [2, 0])]
  expect(grid?.kind === 'grid' && before?.kind === 'grid' && grid.items[2] === before.items[2]).toBe(true)
})
