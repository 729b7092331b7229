import type { Kysely } from 'kysely'
import type { Database } from './tables.ts'

/** What every repository takes first: the open database, or the transaction that a use case began. */
export type Db = Kysely<Database>
