import { expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import { readRowsAhead } from '../../src/app/import-reader.ts'
import { type RowsRequest, type RowsTold, readRows } from '../../src/app/read-rows.ts'
import { assert } from '../../src/core/assert.ts'
import { AppError } from '../../src/core/errors.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { importText } from '../support/import-text.ts'
import { makeWorkspace } from '../support/make-services.ts'

const PIECE = 100_000

/** Four bytes a letter in the comments; every tenth row has something wrong, every third a comment. */
function manyRows(count: number): string {
  const lines = ['serial,agency,k01,comment']
  for (let row = 1; row <= count; row += 1) {
    const answer = row % 10 === 0 ? '9' : String((row % 5) + 1)
    const comment = row % 3 === 0 ? `"Tốt, ${'rất tốt 😀 '.repeat(40)}"` : ''
    lines.push(`${row},SO-XD,${answer},${comment}`)
  }
  return `${lines.join('\n')}\n`
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}

const questionnaire = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
assert(questionnaire !== undefined, 'the program brings questionnaires')
const request: RowsRequest = {
  encoding: 'auto',
  delimiter: 'auto',
  mapping: {},
  forms: [{ surveyVersionId: 1, questionnaire }],
}

async function all(told: AsyncIterable<RowsTold>): Promise<RowsTold[]> {
  const messages: RowsTold[] = []
  for await (const message of told) messages.push(message)
  return messages
}

test('a large file read in a thread tells what it tells read here', async () => {
  const text = manyRows(6000)
  expect(Buffer.byteLength(text)).toBeGreaterThan(10 * PIECE)
  const here = await all(readRows(request, pieces(text)))
  expect(here.length).toBeGreaterThan(20)
  expect(await all(readRowsAhead(request, pieces(text)))).toEqual(here)
})

test('what is wrong with a file far from its beginning is told as it is told of a small one', async () => {
  const text = `${manyRows(6000)}7000,"SO-XD,5,\n`
  const refused = all(readRowsAhead(request, pieces(text)))
  await expect(refused).rejects.toBeInstanceOf(AppError)
  await expect(refused).rejects.toMatchObject({ code: 'csv-quote-open', params: { row: 6002 } })
})

test('a file that can no longer be read ends the import with its own error', async () => {
  const gone = new Error('EIO')
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield* pieces(manyRows(6000))
    throw gone
  }
  await expect(all(readRowsAhead(request, failing()))).rejects.toBe(gone)
})

test('who stops early leaves neither the file open nor the thread waiting', async () => {
  let isClosed = false
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from('serial,k01\n')
      for (let row = 1; ; row += 10_000) {
        yield Buffer.from(Array.from({ length: 10_000 }, (_, at) => `${row + at},5\n`).join(''))
      }
    } finally {
      isClosed = true
    }
  }
  let count = 0
  for await (const told of readRowsAhead(request, endless())) {
    if (told.kind === 'rows') count += told.rows.rows.length
    if (count > 20_000) break
  }
  expect(isClosed).toBe(true)
})

test('an import of a large file saves every good row in order and lists every bad one', async () => {
  const workspace = await makeWorkspace()
  const refused: string[][] = []
  const result = await importText(workspace, manyRows(6000), { onRejected: (cells) => void refused.push([...cells]) })
  expect(result).toMatchObject({ rowsRead: 6000, accepted: 5400, rejected: 600, encoding: 'utf-8', delimiter: ',' })
  expect(refused.map(([serial]) => serial)).toEqual(Array.from({ length: 600 }, (_, at) => String(10 * (at + 1))))
  const { sqlite } = workspace.services.store
  const serials = sqlite.prepare("SELECT content ->> 'serial' FROM response_revision ORDER BY seq").pluck().all()
  expect(serials).toEqual(Array.from({ length: 6000 }, (_, at) => String(at + 1)).filter((one) => !one.endsWith('0')))
  expect(await checkStore(workspace.services)).toEqual({ isClean: true, findings: [] })
})

test('an import that is cancelled in the middle of a large file leaves nothing', async () => {
  const workspace = await makeWorkspace()
  const stop = new AbortController()
  const onProgress = (rows: number): void => void (rows > 2000 && stop.abort())
  const cancelled = importText(workspace, manyRows(6000), { signal: stop.signal, onProgress })
  await expect(cancelled).rejects.toMatchObject({ code: 'import-cancelled' })
  const { sqlite } = workspace.services.store
  expect(sqlite.prepare('SELECT count(*) FROM response').pluck().get()).toBe(0)
})

test('an import is cancelled in the midst of a file that has no rows to tell of', async () => {
  const workspace = await makeWorkspace()
  const stop = new AbortController()
  let taken = 0
  async function* emptyLines(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('serial,k01\n')
    for (; taken < 200; taken += 1) {
      if (taken === 20) stop.abort()
      yield Buffer.alloc(PIECE, '\n')
    }
  }
  const cancelled = importText(workspace, '', { open: emptyLines, signal: stop.signal })
  await expect(cancelled).rejects.toMatchObject({ code: 'import-cancelled' })
  expect(taken).toBeLessThan(30)
})
