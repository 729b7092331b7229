import { accessSync, constants, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { readFileHeader } from '../../data/sqlite/file-header.ts'
import { APPLICATION_ID } from '../../data/sqlite/pragmas.ts'

interface InUse {
  /** The data file of the command, there or not yet. */
  readonly database: string
  /** Files that the command reads. */
  readonly inputs?: readonly string[]
}

const BESIDE_DATABASE = ['', '-wal', '-shm', '-journal']

/**
 * Lets a command write `target` only where nothing dear is lost: never over the data file, what SQLite keeps beside it, a
 * file being read, any other data file or backup, or what is no file. Whatever way leads there: links are followed.
 * Throws AppError `target-is-data`, `target-is-input`, `target-not-file` {file}.
 */
export function assertWritableTarget(target: string, { database, inputs = [] }: InUse): void {
  const file = basename(target)
  const place = placeOf(target)
  const isOneOf = (files: readonly string[]): boolean => files.some((other) => isSame(place, placeOf(other)))
  if (isOneOf(BESIDE_DATABASE.map((suffix) => `${database}${suffix}`))) throw new AppError('target-is-data', { file })
  if (isOneOf(inputs)) throw new AppError('target-is-input', { file })
  if (place.found === undefined) return
  if (!place.found.isFile()) throw new AppError('target-not-file', { file })
  if (isDataFile(target)) throw new AppError('target-is-data', { file })
}

/** Before anything is done that a file which can't be written would leave half done. Throws AppError `file-unwritable` {file}. */
export function assertWritableFolder(target: string): void {
  try {
    accessSync(dirname(resolve(target)), constants.W_OK)
  } catch {
    throw new AppError('file-unwritable', { file: basename(target) })
  }
}

interface Place {
  /** Its real folder and name, in small letters: most systems of our users know no others. */
  readonly path: string
  readonly found: Stats | undefined
}

function placeOf(file: string): Place {
  const path = resolve(file)
  return { path: join(realFolder(dirname(path)), basename(path)).toLowerCase(), found: statOf(path) }
}

function isSame(one: Place, other: Place): boolean {
  if (one.path === other.path) return true
  const [a, b] = [one.found, other.found]
  return a !== undefined && b !== undefined && a.ino !== 0 && a.ino === b.ino && a.dev === b.dev
}

function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    return folder // writing there will say what is wrong with it
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/** Only asked of files that this process doesn't hold open. */
function isDataFile(file: string): boolean {
  try {
    const { isSqlite, applicationId } = readFileHeader(file)
    return isSqlite && applicationId === APPLICATION_ID
  } catch {
    return false // what can't be read can hardly be written; if it can, it is no file of ours
  }
}
