import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeWhole } from '../../src/host/cli/write-file.ts'
import { makeFolder } from '../support/make-services.ts'
import { reportSkip } from '../support/report-skip.ts'

/** Of the system, where it lets us. */
const [MOUNT, UMOUNT] = ['mount', 'umount'] as const

test('a file is written whole, and of one that fails nothing is left', async () => {
  const folder = makeFolder()
  await writeWhole(join(folder, 'x.txt'), ['a', Buffer.from('b')])
  expect(readdirSync(folder)).toEqual(['x.txt'])
  const broken = function* () {
    yield 'a'
    throw new Error('broken')
  }
  await expect(writeWhole(join(folder, 'y.txt'), broken())).rejects.toThrow('broken')
  expect(readdirSync(folder)).toEqual(['x.txt'])
  const nowhere = writeWhole(join(folder, 'nowhere', 'y.txt'), ['a'])
  await expect(nowhere).rejects.toMatchObject({ code: 'file-unwritable', params: { file: 'y.txt' } })
})

/** A disk of 64 KB, null where this machine lets us have none. */
function smallDisk(): string | null {
  const folder = makeFolder()
  try {
    execFileSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    return folder
  } catch {
    return null
  }
}

test('a full disk is told as one, and nothing is left on it', async ({ skip }) => {
  const disk = smallDisk()
  if (disk === null) {
    reportSkip('a full disk', 'no small disk can be mounted here')
    skip()
    return
  }
  try {
    const written = writeWhole(join(disk, 'x.txt'), [Buffer.alloc(40_000), Buffer.alloc(40_000)])
    await expect(written).rejects.toMatchObject({ code: 'disk-full', params: { file: 'x.txt' } })
    expect(readdirSync(disk)).toEqual([])
  } finally {
    execFileSync(UMOUNT, [disk])
  }
})
