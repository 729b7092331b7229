import { type Kysely, sql } from 'kysely'

/**
 * From the index to what is done about it: the part of the year a survey is of, tags and quotations of open comments, cases
 * of weak criteria with their remedies, points of the PAR INDEX, and yearly figures that others have published.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS: readonly string[] = [
  // '' the whole year, H1-H2 a half, Q1-Q4 a quarter, M01-M12 a month.
  `ALTER TABLE survey ADD COLUMN period TEXT NOT NULL DEFAULT ''
    CHECK (period = '' OR period GLOB 'H[12]' OR period GLOB 'Q[1-4]' OR period GLOB 'M0[1-9]' OR period GLOB 'M1[0-2]')`,

  // Tags are the office's, one list for all its surveys; folded: the name in lower case without marks, so that no two look alike.
  `CREATE TABLE comment_tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    created_at_ms INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE comment_tagging (
    survey_id INTEGER NOT NULL,
    response_id TEXT NOT NULL,
    variable_code TEXT NOT NULL,
    tag_id INTEGER NOT NULL REFERENCES comment_tag (id),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (survey_id, response_id, variable_code, tag_id),
    FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
  ) STRICT`,
  'CREATE INDEX comment_tagging_tag ON comment_tagging (tag_id, survey_id)',
  // A passage as it may be printed: names and numbers of people are taken out by whoever chose it.
  `CREATE TABLE comment_quote (
    survey_id INTEGER NOT NULL,
    response_id TEXT NOT NULL,
    variable_code TEXT NOT NULL,
    body TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (survey_id, response_id, variable_code),
    FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
  ) STRICT`,

  // A weak criterion that somebody must explain and mend. agency_unit_id null: the whole province. rules: JSON, which rules
  // found it weak. found: JSON, the figures as they were then, with formula, n and target. id is a UUIDv7, the same on
  // every machine.
  `CREATE TABLE action_case (
    id TEXT PRIMARY KEY,
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    agency_unit_id INTEGER REFERENCES unit (id),
    sector_id INTEGER REFERENCES sector (id),
    node TEXT NOT NULL,
    rules TEXT NOT NULL,
    found TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'assigned', 'explained', 'underway', 'done', 'closed', 'dropped')),
    assignee TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    cause TEXT NOT NULL DEFAULT '',
    remedy TEXT NOT NULL DEFAULT '',
    rev INTEGER NOT NULL DEFAULT 1,
    opened_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER
  ) STRICT`,
  // One case a criterion; what was dropped may be opened anew.
  `CREATE UNIQUE INDEX action_case_subject ON action_case
    (survey_id, coalesce(agency_unit_id, 0), coalesce(sector_id, 0), node) WHERE state <> 'dropped'`,
  'CREATE INDEX action_case_due ON action_case (state, due_on)',
  // What was done with a case, by whom and when: never changed. detail: JSON.
  `CREATE TABLE action_event (
    id INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES action_case (id),
    kind TEXT NOT NULL CHECK (kind IN ('opened', 'changed', 'state', 'note', 'evidence', 'evidence-removed')),
    detail TEXT NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at_ms INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX action_event_case ON action_event (case_id)',
  `CREATE TRIGGER action_event_is_never_changed BEFORE UPDATE ON action_event
    BEGIN SELECT RAISE(ABORT, 'the history of a case is never changed'); END`,
  `CREATE TRIGGER action_event_is_never_deleted BEFORE DELETE ON action_event
    BEGIN SELECT RAISE(ABORT, 'the history of a case is never changed'); END`,
  // What shows that a remedy was carried out: a document by its number and date, a file kept here, or both.
  `CREATE TABLE action_evidence (
    id INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES action_case (id),
    title TEXT NOT NULL,
    document TEXT NOT NULL DEFAULT '',
    dated_on TEXT,
    file_name TEXT NOT NULL DEFAULT '',
    content BLOB,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    at_ms INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX action_evidence_case ON action_evidence (case_id)',

  // Points of one year's PAR INDEX that come from an index. steps: JSON, [from index, share of the points] ascending, for
  // method 'steps'. value: what is entered by hand (0-100) where no survey of ours has it. group_id 0: everybody asked.
  `CREATE TABLE par_component (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    respondents TEXT NOT NULL CHECK (respondents IN ('people', 'organisations', 'officials', 'deputies')),
    survey_id INTEGER REFERENCES survey (id),
    group_id INTEGER NOT NULL DEFAULT 0,
    node TEXT NOT NULL DEFAULT '',
    value REAL CHECK (value >= 0 AND value <= 100),
    max_points REAL NOT NULL CHECK (max_points > 0),
    weight REAL NOT NULL DEFAULT 1 CHECK (weight >= 0),
    method TEXT NOT NULL CHECK (method IN ('proportional', 'steps')),
    steps TEXT NOT NULL DEFAULT '[]',
    document TEXT NOT NULL DEFAULT '',
    UNIQUE (year, code)
  ) STRICT`,

  // Yearly values that others published: a source ('SIPAS', 'PAPI', 'PAR INDEX', 'PCI'), what of it, where.
  `CREATE TABLE external_figure (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    measure TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    value REAL NOT NULL,
    scale REAL NOT NULL DEFAULT 100 CHECK (scale > 0),
    place_rank INTEGER CHECK (place_rank >= 1),
    document TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    UNIQUE (source, measure, place, year)
  ) STRICT`,
]
