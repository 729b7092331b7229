import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../core/errors.ts'

/** Told before anything is opened or made. Throws AppError `file-missing` {file}. */
export async function refuseMissing(file: string): Promise<void> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  )
  if (!isFile) throw new AppError('file-missing', { file: basename(file) })
}
