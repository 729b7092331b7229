import { type Kysely, sql } from 'kysely'

/**
 * Batches of paper forms, their second keying, what keying took, and what the quality rules found. Every survey has batch
 * 1, without a code: what was keyed before batches, or belongs to none that has a name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

/** SQL of a trigger: a form's row into its batch's counters, or out of them. */
function count(row: 'old' | 'new', sign: '+' | '-'): string {
  return `UPDATE batch SET form_count = form_count ${sign} 1,
      verified_count = verified_count ${sign} (${row}.second_keyed > 0),
      whole_count = whole_count ${sign} (${row}.second_keyed = 2),
      differing_count = differing_count ${sign} ${row}.is_differing
    WHERE survey_id = ${row}.survey_id AND id = ${row}.batch_id AND ${row}.state = 'valid';`
}

function countWaiting(row: 'old' | 'new', sign: '+' | '-'): string {
  return `UPDATE batch SET unmatched_count = unmatched_count ${sign} 1
    WHERE survey_id = ${row}.survey_id AND id = ${row}.batch_id AND ${row}.state = 'unmatched';`
}

/** SQL of a trigger: what of a second keying's form is keyed a second time now. */
function markForm(row: 'old' | 'new'): string {
  const ofForm = `FROM verification v
      WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched'`
  return `UPDATE response SET
      second_keyed = coalesce((SELECT max(CASE v.scope WHEN 'whole' THEN 2 ELSE 1 END) ${ofForm}), 0),
      is_differing = EXISTS (SELECT 1 ${ofForm} AND v.state = 'differs')
    WHERE survey_id = ${row}.survey_id AND id = ${row}.response_id;`
}

const STATEMENTS: readonly string[] = [
  // The number of the survey's next batch: one that was deleted leaves its number to nobody, since a form on somebody's
  // desk may still name it.
  'ALTER TABLE survey ADD COLUMN next_batch_id INTEGER NOT NULL DEFAULT 1',
  'UPDATE survey SET next_batch_id = 2',

  // verify_mode: how a form is keyed the second time; verify_plan: which forms are; identifiers always are.
  // csp_*: of continuous sampling, so many clean forms one after another, then this share of them (0-1).
  // *_count: its valid forms; of them those keyed a second time at all, whole, and those that differ; second keyings that
  // wait for a first. The triggers below keep them, so that nothing that writes a form can forget to.
  `CREATE TABLE batch (
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    id INTEGER NOT NULL CHECK (id >= 1),
    code TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    unit_id INTEGER REFERENCES unit (id),
    expected_count INTEGER CHECK (expected_count >= 0),
    first_serial TEXT NOT NULL DEFAULT '',
    last_serial TEXT NOT NULL DEFAULT '',
    verify_mode TEXT NOT NULL DEFAULT 'dependent' CHECK (verify_mode IN ('dependent', 'blind')),
    verify_plan TEXT NOT NULL DEFAULT 'none' CHECK (verify_plan IN ('all', 'csp1', 'none')),
    csp_clean INTEGER NOT NULL DEFAULT 30 CHECK (csp_clean >= 1),
    csp_share REAL NOT NULL DEFAULT 0.1 CHECK (csp_share > 0 AND csp_share <= 1),
    created_at_ms INTEGER NOT NULL,
    form_count INTEGER NOT NULL DEFAULT 0,
    verified_count INTEGER NOT NULL DEFAULT 0,
    whole_count INTEGER NOT NULL DEFAULT 0,
    differing_count INTEGER NOT NULL DEFAULT 0,
    unmatched_count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (survey_id, id),
    UNIQUE (survey_id, code)
  ) STRICT`,
  `INSERT INTO batch (survey_id, id, code, created_at_ms) SELECT id, 1, '', created_at_ms FROM survey`,
  // What was printed before is of no batch: its forms were keyed in the one without a code, and stay there. The text at
  // the head of such a run stays with the run.
  'ALTER TABLE response ADD COLUMN batch_id INTEGER NOT NULL DEFAULT 1',
  // Who keyed it first: the operator of its first revision. What of it is keyed a second time: 0 nothing, 1 its
  // identifiers, 2 the whole; is_differing: its two keyings wait for a third person. Both kept by the triggers below.
  'ALTER TABLE response ADD COLUMN first_operator_id INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE response ADD COLUMN second_keyed INTEGER NOT NULL DEFAULT 0 CHECK (second_keyed IN (0, 1, 2))',
  'ALTER TABLE response ADD COLUMN is_differing INTEGER NOT NULL DEFAULT 0 CHECK (is_differing IN (0, 1))',
  `UPDATE response SET first_operator_id = coalesce((SELECT v.operator_id FROM response_revision v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.rev = 1), 0)`,
  // Partial, so that an import into no batch pays nothing for it. A query must say batch_id > 1 to use it.
  // The state in it: a batch's valid and void forms are counted, and its serials listed, without reading the forms.
  'CREATE INDEX response_batch ON response (survey_id, batch_id, serial, state) WHERE batch_id > 1',
  // The forms to key a second time: the lowest serial of any other keyer is found at once, however many are done.
  `CREATE INDEX response_due ON response (survey_id, batch_id, second_keyed, first_operator_id, serial)
    WHERE state = 'valid' AND second_keyed < 2`,
  "CREATE INDEX response_void ON response (survey_id, batch_id, serial) WHERE state = 'void'",

  // entry: first keying; second: blind second keying; verify: against the first. subject: the response being verified.
  `ALTER TABLE draft ADD COLUMN purpose TEXT NOT NULL DEFAULT 'entry' CHECK (purpose IN ('entry', 'second', 'verify'))`,
  `ALTER TABLE draft ADD COLUMN subject TEXT NOT NULL DEFAULT ''`,

  // A form keyed a second time. response_id and first_operator_id are null while no first keying with its serial is known.
  // header, record, texts: as the second keyer keyed them; header and texts are JSON. first_error_count: differences that
  // are not settled as first keyed.
  `CREATE TABLE verification (
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    id TEXT NOT NULL,
    serial TEXT NOT NULL,
    batch_id INTEGER NOT NULL,
    response_id TEXT,
    mode TEXT NOT NULL CHECK (mode IN ('dependent', 'blind')),
    scope TEXT NOT NULL CHECK (scope IN ('whole', 'identifiers')),
    state TEXT NOT NULL CHECK (state IN ('unmatched', 'differs', 'agreed', 'settled')),
    first_operator_id INTEGER REFERENCES operator (id),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    survey_version_id INTEGER NOT NULL,
    header TEXT NOT NULL,
    record TEXT NOT NULL,
    texts TEXT NOT NULL,
    compared_count INTEGER NOT NULL DEFAULT 0,
    first_error_count INTEGER NOT NULL DEFAULT 0,
    keyed_at_ms INTEGER NOT NULL,
    settler_id INTEGER REFERENCES operator (id),
    settled_at_ms INTEGER,
    PRIMARY KEY (survey_id, id)
  ) STRICT`,
  'CREATE INDEX verification_batch ON verification (survey_id, batch_id, serial, state)',
  'CREATE INDEX verification_response ON verification (survey_id, response_id)',
  // A first keyer's newest errors, and newest forms keyed whole: where continuous sampling stands.
  `CREATE INDEX verification_error ON verification (survey_id, batch_id, first_operator_id, keyed_at_ms, id)
    WHERE first_error_count > 0`,
  `CREATE INDEX verification_whole ON verification (survey_id, batch_id, first_operator_id, keyed_at_ms, id)
    WHERE scope = 'whole'`,
  "CREATE INDEX verification_unmatched ON verification (survey_id, serial) WHERE state = 'unmatched'",
  // One answer keyed differently. place: a variable's code, or @ and a key of the header. Values as in the record.
  `CREATE TABLE difference (
    survey_id INTEGER NOT NULL,
    verification_id TEXT NOT NULL,
    place TEXT NOT NULL,
    first_value TEXT NOT NULL,
    second_value TEXT NOT NULL,
    settled_value TEXT,
    PRIMARY KEY (survey_id, verification_id, place),
    FOREIGN KEY (survey_id, verification_id) REFERENCES verification (survey_id, id)
  ) STRICT, WITHOUT ROWID`,

  `UPDATE batch SET form_count = (SELECT count(*) FROM response r WHERE r.survey_id = batch.survey_id AND r.state = 'valid')`,
  `CREATE TRIGGER response_is_counted AFTER INSERT ON response WHEN new.state = 'valid'
    BEGIN ${count('new', '+')} END`,
  `CREATE TRIGGER response_is_counted_anew AFTER UPDATE OF state, batch_id, second_keyed, is_differing ON response
    WHEN (old.state, old.batch_id, old.second_keyed, old.is_differing)
      IS NOT (new.state, new.batch_id, new.second_keyed, new.is_differing)
    BEGIN ${count('old', '-')} ${count('new', '+')} END`,
  `CREATE TRIGGER response_is_counted_no_more AFTER DELETE ON response WHEN old.state = 'valid'
    BEGIN ${count('old', '-')} END`,
  `CREATE TRIGGER verification_is_counted AFTER INSERT ON verification
    BEGIN ${countWaiting('new', '+')} ${markForm('new')} END`,
  `CREATE TRIGGER verification_is_counted_anew AFTER UPDATE OF state, batch_id, scope, response_id ON verification
    WHEN (old.state, old.batch_id, old.scope, old.response_id) IS NOT (new.state, new.batch_id, new.scope, new.response_id)
    BEGIN ${countWaiting('old', '-')} ${countWaiting('new', '+')} ${markForm('old')} ${markForm('new')} END`,
  `CREATE TRIGGER verification_is_counted_no_more AFTER DELETE ON verification
    BEGIN ${countWaiting('old', '-')} ${markForm('old')} END`,

  // What keying one form took, pauses left out. id: of the response, or of the second keying.
  `CREATE TABLE keying (
    survey_id INTEGER NOT NULL,
    id TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('entry', 'second', 'verify')),
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    keyed_at_ms INTEGER NOT NULL,
    active_ms INTEGER NOT NULL,
    keystroke_count INTEGER NOT NULL,
    erasure_count INTEGER NOT NULL,
    PRIMARY KEY (survey_id, id, purpose)
  ) STRICT, WITHOUT ROWID`,
  // The same summed by keyer and day (local date). fields: JSON, by code of the field [forms, ms].
  `CREATE TABLE keying_day (
    survey_id INTEGER NOT NULL,
    operator_id INTEGER NOT NULL REFERENCES operator (id),
    day TEXT NOT NULL,
    purpose TEXT NOT NULL,
    form_count INTEGER NOT NULL,
    active_ms INTEGER NOT NULL,
    keystroke_count INTEGER NOT NULL,
    erasure_count INTEGER NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (survey_id, operator_id, day, purpose)
  ) STRICT`,

  // A rule of the program (condition null) as the survey wants it, or one of its own (CEL that a sound form fulfils).
  `CREATE TABLE quality_rule (
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    condition TEXT,
    parameter REAL,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    PRIMARY KEY (survey_id, code)
  ) STRICT`,
  // response_id is empty where the finding is of a batch, an agency or the survey. basis: what the rule looked at, so that
  // an excuse holds only while it stays. detail: JSON, the parameters of the rule's sentence.
  `CREATE TABLE finding (
    survey_id INTEGER NOT NULL REFERENCES survey (id),
    rule TEXT NOT NULL,
    response_id TEXT NOT NULL,
    place TEXT NOT NULL,
    detail TEXT NOT NULL,
    basis TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'fixed', 'excused', 'void')),
    reason TEXT NOT NULL DEFAULT '',
    operator_id INTEGER REFERENCES operator (id),
    found_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    PRIMARY KEY (survey_id, rule, response_id, place)
  ) STRICT`,
  'CREATE INDEX finding_response ON finding (survey_id, response_id)',

  // How a file's columns were read, by the names of the file's columns: the next file of the same make is read so again.
  `CREATE TABLE import_mapping (
    questionnaire_code TEXT NOT NULL,
    columns TEXT NOT NULL,
    mapping TEXT NOT NULL,
    used_at_ms INTEGER NOT NULL,
    PRIMARY KEY (questionnaire_code, columns)
  ) STRICT`,
]
