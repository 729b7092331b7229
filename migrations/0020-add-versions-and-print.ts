import { type Kysely, sql } from 'kysely'

/**
 * Drafts of questionnaires, surveys that move to a newer version of theirs, and printed forms. A response says by which
 * of its survey's versions its record is laid out (survey_version, small integers within the survey from 1).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  await renewResponseViews(db)
}

const STATEMENTS: readonly string[] = [
  // Of a draft: raised with every change, so that two windows never write over each other unseen.
  'ALTER TABLE questionnaire_version ADD COLUMN rev INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE questionnaire_version ADD COLUMN changed_at_ms INTEGER',

  // The newest row is the one that survey.questionnaire_version_id names.
  `CREATE TABLE survey_version (
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    id INTEGER NOT NULL,
    questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
    since_ms INTEGER NOT NULL,
    PRIMARY KEY (survey_id, id),
    UNIQUE (survey_id, questionnaire_version_id)
  ) STRICT`,
  `INSERT INTO survey_version (survey_id, id, questionnaire_version_id, since_ms)
    SELECT id, 1, questionnaire_version_id, created_at_ms FROM survey`,
  'ALTER TABLE response ADD COLUMN survey_version_id INTEGER NOT NULL DEFAULT 1',
  'ALTER TABLE draft ADD COLUMN survey_version_id INTEGER NOT NULL DEFAULT 1',

  // Serials are numbers with a check digit; a run takes form_count of them from first_number on, and no two overlap.
  // A cancelled run keeps its numbers: some of its pages may have left the printer.
  `CREATE TABLE print_run (
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    first_number INTEGER NOT NULL CHECK (first_number >= 1),
    form_count INTEGER NOT NULL CHECK (form_count >= 1),
    batch TEXT NOT NULL DEFAULT '',
    questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
    layout_revision INTEGER NOT NULL,
    variant TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'printed' CHECK (state IN ('printed', 'cancelled')),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    printed_at_ms INTEGER NOT NULL,
    PRIMARY KEY (survey_id, first_number)
  ) STRICT`,

  // Where every box of a printed page is, for whoever reads the scanned page later. Kept for ever.
  `CREATE TABLE page_map (
    questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
    layout_revision INTEGER NOT NULL,
    variant TEXT NOT NULL,
    map TEXT NOT NULL,
    PRIMARY KEY (questionnaire_version_id, layout_revision, variant)
  ) STRICT`,
  `CREATE TRIGGER page_map_is_never_changed BEFORE UPDATE ON page_map
    BEGIN SELECT RAISE(ABORT, 'a page map is never changed'); END`,
]

const OF_THE_SURVEY = /JOIN survey s ON s\.id = r\.survey_id AND s\.questionnaire_version_id = (\d+)/

/** A version's view shows the responses that were keyed with it, wherever their survey has moved since. */
async function renewResponseViews(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string; sql: string }>`
    SELECT name, sql FROM sqlite_schema WHERE type = 'view' AND substr(name, 1, 9) = 'response_'`.execute(db)
  for (const view of rows) {
    const renewed = view.sql.replace(
      OF_THE_SURVEY,
      `JOIN survey s ON s.id = r.survey_id
    JOIN survey_version sv ON sv.survey_id = r.survey_id AND sv.id = r.survey_version_id
      AND sv.questionnaire_version_id = $1`,
    )
    await sql.raw(`DROP VIEW "${view.name}"`).execute(db)
    await sql.raw(renewed).execute(db)
  }
}
