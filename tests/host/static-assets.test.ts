import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAssets } from '../../src/host/static-assets.ts'

const BUILT = join(import.meta.dirname, '../../dist/renderer')

test('every file of the built renderer is served under a type of its own', async () => {
  const serve = createAssets(BUILT)
  const files = readdirSync(join(BUILT, 'assets'))
  expect(files.length).toBeGreaterThan(5)
  for (const name of files) {
    const answer = await serve(new Request(`http://127.0.0.1/assets/${name}`))
    expect([name, answer.status]).toEqual([name, 200])
    expect(answer.headers.get('content-type'), name).toMatch(/^(font|text|image)\//)
  }
})
