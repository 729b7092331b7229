import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../core/errors.ts'

/** Told before anything is opened or made. Throws AppError `file-missing` {file}, `file-closed` {file}. */
export async function refuseMissing(file: string): Promise<void> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isFile) throw new AppError('file-missing', { file: basename(file) })
  // Opened for a moment: asking for the right to read says nothing of Windows' access lists.
  const opened = await open(file, 'r').catch(() => null)
  if (opened === null) throw new AppError('file-closed', { file: basename(file) })
  await opened.close()
}
