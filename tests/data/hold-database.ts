// A program that opens the data file, says `open` (or the code of its refusal) and keeps it until killed.
import { AppError } from '../../src/core/errors.ts'
import { openDatabase } from '../../src/data/open-database.ts'

const [file = '', create] = process.argv.slice(2)
try {
  await openDatabase(file, { create: create === 'create' })
  console.log('open')
  setInterval(() => undefined, 1000)
} catch (error) {
  console.log(error instanceof AppError ? error.code : String(error))
}
