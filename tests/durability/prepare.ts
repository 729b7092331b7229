import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkStore } from '../../src/app/check-store.ts'
import { openDatabase } from '../../src/data/open-database.ts'
import { makeFolder, makeForm, makeWorkspace } from '../support/make-services.ts'

/** `SIPAS_DURABILITY=full` repeats by the figures of the promises (hours); otherwise in the small form of every test run. */
export const isFull = process.env.SIPAS_DURABILITY === 'full'

export const TIMEOUT_MS = isFull ? 6 * 3_600_000 : 120_000

export const SAVE_FORMS = join(import.meta.dirname, 'save-forms.ts')

export interface Prepared {
  /** A closed data file with an operator and an open survey. */
  readonly file: string
  /** A complete form as JSON, its serial to be replaced. */
  readonly formFile: string
}

export async function prepareSurvey(): Promise<Prepared> {
  const workspace = await makeWorkspace()
  const form = await makeForm(workspace, { serial: '0' }, {}, { comment: 'Cần rút ngắn thời gian chờ' })
  const { store } = workspace.services
  await workspace.services.close()
  const file = join(makeFolder(), 'sipas.db')
  copyFileSync(store.file, file)
  const formFile = join(file, '..', 'form.json')
  writeFileSync(formFile, JSON.stringify(form))
  return { file, formFile }
}

/** Serials in the file; throws when anything in it is half saved or damaged. */
export async function readSerials(file: string): Promise<Set<string>> {
  const store = await openDatabase(file, { allowAnyFolder: true })
  try {
    const { findings } = await checkStore({ store })
    if (findings.length > 0) throw new Error(findings.map(({ message }) => message.en).join('\n'))
    const rows = await store.db.selectFrom('response').select('serial').execute()
    return new Set(rows.map(({ serial }) => serial))
  } finally {
    await store.close()
  }
}
