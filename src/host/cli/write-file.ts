import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../core/errors.ts'

type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

/**
 * Writes a file whole or not at all: under another name beside it, put on the disk, then renamed.
 * Throws AppError `disk-full`, `file-unwritable` {file}, and what the chunks throw.
 */
export async function writeWhole(file: string, chunks: Chunks): Promise<void> {
  // Not by the file's own name, which may be as long as a name can be.
  const part = join(dirname(file), `.sipas-${randomUUID().slice(0, 8)}.part`)
  const refuse = (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    throw new AppError(isFull ? 'disk-full' : 'file-unwritable', { file: basename(file) })
  }
  const handle = await open(part, 'wx').catch(refuse)
  try {
    for await (const chunk of chunks) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      await handle.writeFile(bytes).catch(refuse)
    }
    await handle.sync().catch(refuse)
    await handle.close()
    await rename(part, file).catch(refuse)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(part, { force: true })
    throw error
  }
}
