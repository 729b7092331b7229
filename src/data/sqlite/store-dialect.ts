import type { Database as Connection } from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely'
import { AppError } from '../../core/errors.ts'

/** Kysely's SQLite with transactions as this program needs them. */
export class StoreDialect extends SqliteDialect {
  readonly #connection: Connection

  constructor(connection: Connection) {
    super({ database: connection })
    this.#connection = connection
  }

  override createDriver(): Driver {
    return new StoreDriver(this.#connection)
  }
}

const CLOSED: DatabaseConnection = {
  executeQuery: async () => {
    throw new AppError('database-replaced')
  },
  // biome-ignore lint/correctness/useYield: it never comes to a row
  streamQuery: async function* () {
    throw new AppError('database-replaced')
  },
}

class StoreDriver extends SqliteDriver {
  readonly #connection: Connection

  constructor(connection: Connection) {
    super({ database: connection })
    this.#connection = connection
  }

  /** Whoever waited for their turn while the file was closed or replaced is told so: nothing of theirs was done. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection.open ? super.acquireConnection() : CLOSED // thrown here, Kysely would never give up the turn
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A full disk makes SQLite roll back by itself; a second rollback would fail and hide the true error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }
}
