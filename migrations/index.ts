import type { Kysely } from 'kysely'
import * as createStore from './0010-create-store.ts'
import * as addVersionsAndPrint from './0020-add-versions-and-print.ts'
import * as addBatchesAndVerification from './0030-add-batches-and-verification.ts'
import * as addActionsAndRegisters from './0040-add-actions-and-registers.ts'
import * as addReportTemplate from './0050-add-report-template.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  up(db: Kysely<unknown>): Promise<void>
}

/** Every migration in order, a static list. Landed ones are frozen; numbers go by tens. */
export const MIGRATIONS: readonly Migration[] = [
  { number: 10, name: 'create-store', up: createStore.up },
  { number: 20, name: 'add-versions-and-print', up: addVersionsAndPrint.up },
  { number: 30, name: 'add-batches-and-verification', up: addBatchesAndVerification.up },
  { number: 40, name: 'add-actions-and-registers', up: addActionsAndRegisters.up },
  { number: 50, name: 'add-report-template', up: addReportTemplate.up },
]
