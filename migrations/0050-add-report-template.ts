import { type Kysely, sql } from 'kysely'

/** Word files of an office's own, with tags that the figures of a survey are put in place of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  // scope: what it reports on. folded: the name in lower case without marks, so that no two look alike. sha256: of content.
  `CREATE TABLE report_template (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL CHECK (scope IN ('whole', 'agency', 'sector')),
    file_name TEXT NOT NULL,
    content BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at_ms INTEGER NOT NULL
  ) STRICT`,
]
