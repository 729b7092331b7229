import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { differenceBetween } from '../../src/core/index/difference.ts'
import { holmAdjusted } from '../../src/core/index/holm.ts'
import { fisherInterval } from '../../src/core/index/importance.ts'
import { rankRanges } from '../../src/core/index/rank-range.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { studentT975 } from '../../src/core/index/student-t.ts'
import { stepsToTarget } from '../../src/core/index/target-gap.ts'
import { parPoints, parseSteps } from '../../src/core/par/par-points.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/phuong-phap.md'), 'utf8')

/** The bold figures of one section, as they are printed there. */
function figuresOf(heading: string): string[] {
  const [, section = ''] = page.split(new RegExp(`^##+ ${heading}.*$`, 'm'))
  const [text = ''] = section.split(/^##/m)
  return [...text.matchAll(/\*\*([\d,–]+)\*\*/g)].map(([, figure = '']) => figure)
}

const vi = (value: number, decimals = 2): string => value.toFixed(decimals).replace('.', ',')

/** From the lowest level on: nobody, nobody, 5, 16, 10. */
const LEVELS = [0, 0, 5, 16, 10]

test('the worked index, its error and its interval are the definitions', () => {
  expect(figuresOf('Chỉ số$')).toEqual([vi((100 * 26) / 31), vi((100 * 129) / 155)])
  const share = 26 / 31
  const error = 100 * Math.sqrt((share * (1 - share)) / 30)
  const half = studentT975(30) * error
  expect(figuresOf('Sai số chuẩn')).toEqual([vi(error), vi(100 * share - half), vi(100 * share + half)])
})

test('the worked difference and Holm’s example are what the program computes', () => {
  const side = (index: number, standardError: number) => ({
    ...{ node: 'root', n: 200, answers: 200, missing: 0, index, standardError },
    ...{ lower95: null, upper95: null, note: null },
  })
  const { difference, standardError, lower95, upper95 } = differenceBetween(side(86, 1.2), side(82, 1.6), 400)
  expect(figuresOf('Chênh lệch')).toEqual([difference, standardError, lower95, upper95].map((one) => vi(one ?? 0)))
  expect(figuresOf('Vì sao')).toEqual(holmAdjusted([0.01, 0.04, 0.03]).map((p) => vi(p ?? 0)))
})

test('rank ranges and the interval of a correlation', () => {
  const ranges = rankRanges(
    [95, 90, 89].map((index) => ({ n: 200, index, standardError: 1 })),
    400,
  )
  expect(figuresOf('Xếp hạng')).toEqual(ranges.map(({ from, to }) => `${from}–${to}`))
  const interval = fisherInterval(0.5, 28)
  expect(figuresOf('Tầm quan trọng')).toEqual([vi(interval?.lower95 ?? 0), vi(interval?.upper95 ?? 0)])
})

test('better answers to a target, least numbers and points', () => {
  const satisfied = stepsToTarget({ formula: 'satisfied-share', target: 90, levels: LEVELS })
  const mean = stepsToTarget({ formula: 'mean-score', target: 90, levels: LEVELS })
  const countOf = (way: string) => mean.find((step) => step.way === way)?.count
  expect(countOf('raise-to-satisfied')).toBeNull()
  const counts = [satisfied[0]?.count, countOf('raise-one'), countOf('raise-to-top')]
  expect(figuresOf('Còn cách')).toEqual(counts.map(String))
  const { minimumShown, minimumRanked } = DEFAULT_SMALL_CELLS
  expect(figuresOf('Số phiếu tối thiểu')).toEqual([String(minimumShown), String(minimumRanked)])
  const rule = { maxPoints: 10, weight: 1, steps: parseSteps('60: 25; 80: 50; 90: 100') ?? [] }
  const points = (['proportional', 'steps'] as const).map((method) => vi(parPoints({ ...rule, method }, 84.5)))
  expect(figuresOf('Điểm PAR')).toEqual(points)
})
