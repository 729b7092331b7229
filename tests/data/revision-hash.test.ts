import { expect, test } from 'vitest'
import { type HashedRevision, revisionSha256 } from '../../src/data/revision-hash.ts'

const REVISION: HashedRevision = {
  deviceId: 'k3j9x2m4q8ab',
  seq: 7,
  surveyCode: 'DEMO',
  responseId: '01936f2a-0000-7000-8000-000000000001',
  rev: 2,
  baseRev: 1,
  kind: 'correction',
  reason: 'Nhập nhầm\nđơn vị',
  operatorKey: '9f2c3a1b8d7e',
  atMs: 1_780_000_000_000,
  content: '{"serial":"LC-0001","record":"4432.15"}',
  previousSha256: 'ab'.repeat(32),
}

/**
 * Outside answer: sha256sum of the lines sipas-revision-1 · previous · 7 · 2 · 1 · 1780000000000 · device · survey ·
 * response · correction · key · reason as JSON · content, joined by line feeds.
 */
test('the hash is what sha256sum says of the documented text', () => {
  expect(revisionSha256(REVISION)).toBe('41c44c50335a574ec8aed1d0c52cb787c7b31647c5bee321c8e25f3662d32938')
})

test('a change of any field changes the hash', () => {
  const hashes = new Set([revisionSha256(REVISION)])
  for (const [field, value] of Object.entries(REVISION)) {
    hashes.add(revisionSha256({ ...REVISION, [field]: typeof value === 'number' ? value + 1 : `${value}x` }))
  }
  expect(hashes.size).toBe(1 + Object.keys(REVISION).length)
})
