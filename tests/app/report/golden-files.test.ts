import { expect, test } from 'vitest'
import { reportData } from '../../../src/app/report/report-data.ts'
import { buildDeck } from '../../../src/app/report/slides.ts'
import { reportWorkbook } from '../../../src/app/report/workbook.ts'
import { goldenText } from '../../support/golden-text.ts'
import { bookTables } from '../../support/read-book.ts'
import { makeWeak } from '../../support/weak-workspace.ts'

/** Decimals that every machine agrees on. */
const AGREED = 9

test('a workbook holds what it held', async () => {
  const { services, surveyId, openAll } = await makeWeak()
  await openAll()
  const tables = await bookTables(await reportWorkbook(services, await reportData(services, { surveyId })))
  const cellText = (cell: unknown): string => {
    if (cell instanceof Date) return cell.toISOString().slice(0, 10)
    return typeof cell === 'number' ? String(Number(cell.toFixed(AGREED))) : String(cell ?? '')
  }
  const text = [...tables]
    .map(([name, rows]) => {
      const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map(cellText))]
      return `# ${name}\n${lines.map((line) => line.join(' | ')).join('\n')}\n`
    })
    .join('\n')
  expect(text).toBe(goldenText('report/workbook.txt', text))
})

test('slides say what they said', async () => {
  const { services, surveyId, openAll } = await makeWeak()
  await openAll()
  const deck = buildDeck(await reportData(services, { surveyId }))
  const round = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toFixed(AGREED)) : value
  const text = `${JSON.stringify(deck, round, 2)}\n`
  expect(text).toBe(goldenText('report/slides.json', text))
})
