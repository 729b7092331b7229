import { expect, test } from 'vitest'
import { type Distribution, linesOnPaper, segmentsOf } from '../../../renderer/screens/results/item-lines.ts'
import { questionnaireSchema } from '../../../src/core/questionnaire/questionnaire.ts'

const text = (vi: string) => ({ vi, en: '' })
const choices = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ code: String(at + 1), label: text(`${at}`) }))

const questionnaire = questionnaireSchema.parse({
  format: 'sipas-questionnaire/1',
  code: 'short',
  version: 1,
  title: text('Ngắn'),
  source: '',
  choiceLists: [
    { code: 'wishes', isScale: false, choices: choices(2) },
    { code: 'levels', isScale: true, choices: choices(5) },
  ],
  sections: [
    {
      code: 'a',
      number: 'A',
      title: text('Phần'),
      questions: [
        {
          kind: 'grid',
          code: 'k',
          number: '8',
          label: text('Hài lòng?'),
          choices: 'levels',
          items: [{ code: 'k01', number: '1', label: text('Ghế'), heading: text('I. Tiếp cận') }],
        },
        { kind: 'multiple', code: 'wish', number: '10', label: text('Mong?'), choices: 'wishes' },
        { kind: 'text', code: 'comment', number: '11', label: text('Ý kiến'), isLong: true },
      ],
    },
  ],
  schemes: [],
})

const NONE = { notAnswered: 0, refused: 0, illegible: 0, multipleTicks: 0, notAsked: 0 }
const item = (
  variable: string,
  number: string,
  kind: Distribution['kind'],
  count = 2,
  isScale = false,
): Distribution => ({
  variable,
  number,
  kind,
  isScale,
  label: text(variable),
  choices: choices(count).map((choice) => ({ ...choice, count: 1, share: 1 / count })),
  missing: NONE,
  isHidden: false,
})

test('the words of a question stand once over its options, of a grid over its items', () => {
  const list = [item('k01', '8.1', 'choice', 5, true), item('wish_1', '10', 'flag'), item('wish_2', '10', 'flag')]
  const lines = linesOnPaper(list, questionnaire).map((line) =>
    'heading' in line ? `${line.number} ${line.heading.vi}` : `${line.number} > ${line.item.variable}`,
  )
  expect(lines).toEqual(['8 Hài lòng?', ' I. Tiếp cận', '8.1 > k01', '10 Mong?', ' > wish_1', ' > wish_2'])
})

test('no colour comes twice in a bar of up to eight choices', () => {
  for (const count of [2, 3, 4, 5, 6, 7, 8]) {
    const colors = segmentsOf(item('a', '1', 'choice', count)).map(({ color }) => color)
    expect(new Set(colors).size).toBe(count)
  }
})
