// A program that saves forms through the real save path and says each serial once it is answered as saved.
// Arguments: data file, file with one form as JSON, first serial, number of forms; then SQLite settings as name=value.
import { readFileSync, writeSync } from 'node:fs'
import { listOperators } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { openServices } from '../../src/app/services.ts'
import { AppError } from '../../src/core/errors.ts'

const [file = '', formFile = '', first = '1', count = '1', ...settings] = process.argv.slice(2)
/** Straight to the descriptor, so that what was said before a kill was said. */
const say = (line: string) => writeSync(1, `${line}\n`)

const services = await openServices(file, { allowAnyFolder: true }).catch((error) => {
  say(`not opened ${error instanceof AppError ? error.code : String(error)}`)
  process.exit(3)
})
for (const setting of settings) services.store.sqlite.pragma(setting)
const [operator] = await listOperators(services)
if (operator === undefined) throw new Error('the file has no operator')
const form = JSON.parse(readFileSync(formFile, 'utf8'))
say('open')
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  const serial = String(number).padStart(6, '0')
  try {
    await saveResponse(services, operator, { ...form, header: { ...form.header, serial }, draftId: null })
    say(`saved ${serial}`)
  } catch (error) {
    say(`refused ${serial} ${error instanceof AppError ? error.code : String(error)}`)
  }
}
await services.close()
say('closed')
