CREATE TABLE action_case (
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
) STRICT;

CREATE INDEX action_case_due ON action_case (state, due_on);

CREATE UNIQUE INDEX action_case_subject ON action_case
  (survey_id, coalesce(agency_unit_id, 0), coalesce(sector_id, 0), node) WHERE state <> 'dropped';

CREATE TABLE action_event (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES action_case (id),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'changed', 'state', 'note', 'evidence', 'evidence-removed')),
  detail TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX action_event_case ON action_event (case_id);

CREATE TRIGGER action_event_is_never_changed BEFORE UPDATE ON action_event
  BEGIN SELECT RAISE(ABORT, 'the history of a case is never changed'); END;

CREATE TRIGGER action_event_is_never_deleted BEFORE DELETE ON action_event
  BEGIN SELECT RAISE(ABORT, 'the history of a case is never changed'); END;

CREATE TABLE action_evidence (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES action_case (id),
  title TEXT NOT NULL,
  document TEXT NOT NULL DEFAULT '',
  dated_on TEXT,
  file_name TEXT NOT NULL DEFAULT '',
  content BLOB,
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX action_evidence_case ON action_evidence (case_id);

CREATE TABLE batch (
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
) STRICT;

CREATE TABLE comment_quote (
  survey_id INTEGER NOT NULL,
  response_id TEXT NOT NULL,
  variable_code TEXT NOT NULL,
  body TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (survey_id, response_id, variable_code),
  FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
) STRICT;

CREATE TABLE comment_tag (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE comment_tagging (
  survey_id INTEGER NOT NULL,
  response_id TEXT NOT NULL,
  variable_code TEXT NOT NULL,
  tag_id INTEGER NOT NULL REFERENCES comment_tag (id),
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (survey_id, response_id, variable_code, tag_id),
  FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
) STRICT;

CREATE INDEX comment_tagging_tag ON comment_tagging (tag_id, survey_id);

CREATE TABLE device_clock (
  device_id TEXT NOT NULL PRIMARY KEY,
  next_seq INTEGER NOT NULL,
  last_sha256 TEXT NOT NULL,
  is_own INTEGER NOT NULL CHECK (is_own IN (0, 1))
) STRICT;

CREATE TABLE difference (
  survey_id INTEGER NOT NULL,
  verification_id TEXT NOT NULL,
  place TEXT NOT NULL,
  first_value TEXT NOT NULL,
  second_value TEXT NOT NULL,
  settled_value TEXT,
  PRIMARY KEY (survey_id, verification_id, place),
  FOREIGN KEY (survey_id, verification_id) REFERENCES verification (survey_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  id TEXT NOT NULL PRIMARY KEY,
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  serial TEXT NOT NULL,
  content TEXT NOT NULL,
  started_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
  , survey_version_id INTEGER NOT NULL DEFAULT 1, purpose TEXT NOT NULL DEFAULT 'entry' CHECK (purpose IN ('entry', 'second', 'verify')), subject TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX draft_survey ON draft (survey_id, operator_id);

CREATE TABLE external_figure (
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
) STRICT;

CREATE TABLE finding (
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
) STRICT;

CREATE INDEX finding_response ON finding (survey_id, response_id);

CREATE TABLE import_mapping (
  questionnaire_code TEXT NOT NULL,
  columns TEXT NOT NULL,
  mapping TEXT NOT NULL,
  used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (questionnaire_code, columns)
) STRICT;

CREATE TABLE keying (
  survey_id INTEGER NOT NULL,
  id TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('entry', 'second', 'verify')),
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  keyed_at_ms INTEGER NOT NULL,
  active_ms INTEGER NOT NULL,
  keystroke_count INTEGER NOT NULL,
  erasure_count INTEGER NOT NULL,
  PRIMARY KEY (survey_id, id, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE keying_day (
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
) STRICT;

CREATE TABLE operator (
  id INTEGER NOT NULL PRIMARY KEY,
  key TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(6)))),
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('keyer', 'verifier', 'supervisor', 'analyst', 'administrator')),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX operator_name ON operator (name);

CREATE TABLE page_map (
  questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
  layout_revision INTEGER NOT NULL,
  variant TEXT NOT NULL,
  map TEXT NOT NULL,
  PRIMARY KEY (questionnaire_version_id, layout_revision, variant)
) STRICT;

CREATE TRIGGER page_map_is_never_changed BEFORE UPDATE ON page_map
  BEGIN SELECT RAISE(ABORT, 'a page map is never changed'); END;

CREATE TABLE par_component (
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
) STRICT;

CREATE TABLE print_run (
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
) STRICT;

CREATE TABLE quality_rule (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  condition TEXT,
  parameter REAL,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  PRIMARY KEY (survey_id, code)
) STRICT;

CREATE TABLE questionnaire_version (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
  title_vi TEXT NOT NULL,
  title_en TEXT NOT NULL DEFAULT '',
  definition TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  record_width INTEGER NOT NULL,
  published_at_ms INTEGER, rev INTEGER NOT NULL DEFAULT 0, changed_at_ms INTEGER,
  UNIQUE (code, version)
) STRICT;

CREATE TRIGGER questionnaire_version_is_immutable BEFORE UPDATE OF code, version, definition, sha256, record_width
  ON questionnaire_version WHEN old.state <> 'draft'
  BEGIN SELECT RAISE(ABORT, 'a published questionnaire version is immutable'); END;

CREATE TABLE report_template (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('whole', 'agency', 'sector')),
  file_name TEXT NOT NULL,
  content BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE response (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id TEXT NOT NULL,
  serial TEXT NOT NULL,
  agency_id INTEGER NOT NULL DEFAULT 0,
  sector_id INTEGER NOT NULL DEFAULT 0,
  unit_id INTEGER NOT NULL DEFAULT 0,
  stratum_id INTEGER NOT NULL DEFAULT 0,
  cluster_id INTEGER NOT NULL DEFAULT 0,
  group_id INTEGER NOT NULL DEFAULT 0,
  weight REAL NOT NULL DEFAULT 1 CHECK (weight > 0),
  collected_on TEXT,
  record TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'valid' CHECK (state IN ('valid', 'void')),
  rev INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  saved_at_ms INTEGER NOT NULL, survey_version_id INTEGER NOT NULL DEFAULT 1, batch_id INTEGER NOT NULL DEFAULT 1, first_operator_id INTEGER NOT NULL DEFAULT 0, second_keyed INTEGER NOT NULL DEFAULT 0 CHECK (second_keyed IN (0, 1, 2)), is_differing INTEGER NOT NULL DEFAULT 0 CHECK (is_differing IN (0, 1)),
  PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX response_batch ON response (survey_id, batch_id, serial, state) WHERE batch_id > 1;

CREATE INDEX response_due ON response (survey_id, batch_id, second_keyed, first_operator_id, serial)
  WHERE state = 'valid' AND second_keyed < 2;

CREATE TRIGGER response_is_counted AFTER INSERT ON response WHEN new.state = 'valid'
  BEGIN UPDATE batch SET form_count = form_count + 1,
    verified_count = verified_count + (new.second_keyed > 0),
    whole_count = whole_count + (new.second_keyed = 2),
    differing_count = differing_count + new.is_differing
  WHERE survey_id = new.survey_id AND id = new.batch_id AND new.state = 'valid'; END;

CREATE TRIGGER response_is_counted_anew AFTER UPDATE OF state, batch_id, second_keyed, is_differing ON response
  WHEN (old.state, old.batch_id, old.second_keyed, old.is_differing)
    IS NOT (new.state, new.batch_id, new.second_keyed, new.is_differing)
  BEGIN UPDATE batch SET form_count = form_count - 1,
    verified_count = verified_count - (old.second_keyed > 0),
    whole_count = whole_count - (old.second_keyed = 2),
    differing_count = differing_count - old.is_differing
  WHERE survey_id = old.survey_id AND id = old.batch_id AND old.state = 'valid'; UPDATE batch SET form_count = form_count + 1,
    verified_count = verified_count + (new.second_keyed > 0),
    whole_count = whole_count + (new.second_keyed = 2),
    differing_count = differing_count + new.is_differing
  WHERE survey_id = new.survey_id AND id = new.batch_id AND new.state = 'valid'; END;

CREATE TRIGGER response_is_counted_no_more AFTER DELETE ON response WHEN old.state = 'valid'
  BEGIN UPDATE batch SET form_count = form_count - 1,
    verified_count = verified_count - (old.second_keyed > 0),
    whole_count = whole_count - (old.second_keyed = 2),
    differing_count = differing_count - old.is_differing
  WHERE survey_id = old.survey_id AND id = old.batch_id AND old.state = 'valid'; END;

CREATE INDEX response_saved ON response (survey_id, saved_at_ms);

CREATE UNIQUE INDEX response_serial ON response (survey_id, serial) WHERE state = 'valid';

CREATE INDEX response_void ON response (survey_id, batch_id, serial) WHERE state = 'void';

CREATE TABLE response_revision (
  device_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  survey_id INTEGER NOT NULL,
  response_id TEXT NOT NULL,
  rev INTEGER NOT NULL,
  base_rev INTEGER NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  operator_id INTEGER NOT NULL REFERENCES operator (id),
  at_ms INTEGER NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  previous_sha256 TEXT NOT NULL,
  PRIMARY KEY (device_id, seq)
) STRICT;

CREATE TRIGGER response_revision_is_never_changed BEFORE UPDATE ON response_revision
  BEGIN SELECT RAISE(ABORT, 'response_revision is append-only'); END;

CREATE TRIGGER response_revision_is_never_deleted BEFORE DELETE ON response_revision
  BEGIN SELECT RAISE(ABORT, 'response_revision is append-only'); END;

CREATE INDEX response_revision_response ON response_revision (survey_id, response_id, rev);

CREATE TABLE response_text (
  survey_id INTEGER NOT NULL,
  response_id TEXT NOT NULL,
  variable_code TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (survey_id, response_id, variable_code),
  FOREIGN KEY (survey_id, response_id) REFERENCES response (survey_id, id)
) STRICT;

CREATE TABLE scheme_node (
  questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
  scheme_code TEXT NOT NULL,
  node TEXT NOT NULL,
  parent_node TEXT,
  position INTEGER NOT NULL,
  variable_code TEXT,
  weight REAL NOT NULL DEFAULT 1,
  label_vi TEXT NOT NULL,
  label_en TEXT NOT NULL,
  PRIMARY KEY (questionnaire_version_id, scheme_code, node)
) STRICT;

CREATE TABLE sector (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name_vi TEXT NOT NULL,
  name_en TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE survey (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  year INTEGER NOT NULL,
  questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
  scheme_code TEXT NOT NULL,
  formula TEXT NOT NULL CHECK (formula IN ('satisfied-share', 'mean-score', 'all-satisfied')),
  aggregate TEXT NOT NULL CHECK (aggregate IN ('pooled', 'mean-of-children')),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  is_demonstration INTEGER NOT NULL DEFAULT 0 CHECK (is_demonstration IN (0, 1)),
  issued_count INTEGER,
  collected_count INTEGER,
  expected_count INTEGER,
  data_version INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL
  , next_batch_id INTEGER NOT NULL DEFAULT 1, period TEXT NOT NULL DEFAULT ''
  CHECK (period = '' OR period GLOB 'H[12]' OR period GLOB 'Q[1-4]' OR period GLOB 'M0[1-9]' OR period GLOB 'M1[0-2]')) STRICT;

CREATE TABLE survey_agency (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  PRIMARY KEY (survey_id, id),
  UNIQUE (survey_id, unit_id)
) STRICT;

CREATE TABLE survey_cluster (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  PRIMARY KEY (survey_id, id),
  UNIQUE (survey_id, code)
) STRICT;

CREATE TABLE survey_group (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (survey_id, id),
  UNIQUE (survey_id, code)
) STRICT;

CREATE TABLE survey_partner (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  name TEXT NOT NULL,
  issued_count INTEGER,
  collected_count INTEGER,
  PRIMARY KEY (survey_id, name)
) STRICT;

CREATE TABLE survey_sector (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id INTEGER NOT NULL,
  sector_id INTEGER NOT NULL REFERENCES sector (id),
  PRIMARY KEY (survey_id, id),
  UNIQUE (survey_id, sector_id)
) STRICT;

CREATE TABLE survey_stratum (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  population INTEGER,
  PRIMARY KEY (survey_id, id),
  UNIQUE (survey_id, code)
) STRICT;

CREATE TABLE survey_version (
  survey_id INTEGER NOT NULL REFERENCES survey (id),
  id INTEGER NOT NULL,
  questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
  since_ms INTEGER NOT NULL,
  PRIMARY KEY (survey_id, id),
  UNIQUE (survey_id, questionnaire_version_id)
) STRICT;

CREATE TABLE target (
  id INTEGER NOT NULL PRIMARY KEY,
  year INTEGER,
  node TEXT NOT NULL,
  agency_unit_id INTEGER REFERENCES unit (id),
  sector_id INTEGER REFERENCES sector (id),
  level TEXT,
  value REAL NOT NULL CHECK (value BETWEEN 0 AND 100),
  document TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE UNIQUE INDEX target_place ON target
  (coalesce(year, 0), node, coalesce(agency_unit_id, 0), coalesce(sector_id, 0), coalesce(level, ''));

CREATE TABLE unit (
  id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('province', 'department', 'vertical', 'district', 'commune', 'branch', 'other')),
  parent_id INTEGER REFERENCES unit (id),
  valid_from TEXT,
  valid_to TEXT
) STRICT;

CREATE INDEX unit_parent ON unit (parent_id);

CREATE TABLE unit_succession (
  predecessor_id INTEGER NOT NULL REFERENCES unit (id),
  successor_id INTEGER NOT NULL REFERENCES unit (id),
  happened_on TEXT NOT NULL,
  document TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (predecessor_id, successor_id)
) STRICT;

CREATE TABLE variable (
  questionnaire_version_id INTEGER NOT NULL REFERENCES questionnaire_version (id),
  code TEXT NOT NULL,
  question_code TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('choice', 'flag', 'number', 'date')),
  start INTEGER NOT NULL,
  width INTEGER NOT NULL,
  label_vi TEXT NOT NULL,
  label_en TEXT NOT NULL,
  PRIMARY KEY (questionnaire_version_id, code)
) STRICT;

CREATE TABLE verification (
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
) STRICT;

CREATE INDEX verification_batch ON verification (survey_id, batch_id, serial, state);

CREATE INDEX verification_error ON verification (survey_id, batch_id, first_operator_id, keyed_at_ms, id)
  WHERE first_error_count > 0;

CREATE TRIGGER verification_is_counted AFTER INSERT ON verification
  BEGIN UPDATE batch SET unmatched_count = unmatched_count + 1
  WHERE survey_id = new.survey_id AND id = new.batch_id AND new.state = 'unmatched'; UPDATE response SET
    second_keyed = coalesce((SELECT max(CASE v.scope WHEN 'whole' THEN 2 ELSE 1 END) FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched'), 0),
    is_differing = EXISTS (SELECT 1 FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched' AND v.state = 'differs')
  WHERE survey_id = new.survey_id AND id = new.response_id; END;

CREATE TRIGGER verification_is_counted_anew AFTER UPDATE OF state, batch_id, scope, response_id ON verification
  WHEN (old.state, old.batch_id, old.scope, old.response_id) IS NOT (new.state, new.batch_id, new.scope, new.response_id)
  BEGIN UPDATE batch SET unmatched_count = unmatched_count - 1
  WHERE survey_id = old.survey_id AND id = old.batch_id AND old.state = 'unmatched'; UPDATE batch SET unmatched_count = unmatched_count + 1
  WHERE survey_id = new.survey_id AND id = new.batch_id AND new.state = 'unmatched'; UPDATE response SET
    second_keyed = coalesce((SELECT max(CASE v.scope WHEN 'whole' THEN 2 ELSE 1 END) FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched'), 0),
    is_differing = EXISTS (SELECT 1 FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched' AND v.state = 'differs')
  WHERE survey_id = old.survey_id AND id = old.response_id; UPDATE response SET
    second_keyed = coalesce((SELECT max(CASE v.scope WHEN 'whole' THEN 2 ELSE 1 END) FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched'), 0),
    is_differing = EXISTS (SELECT 1 FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched' AND v.state = 'differs')
  WHERE survey_id = new.survey_id AND id = new.response_id; END;

CREATE TRIGGER verification_is_counted_no_more AFTER DELETE ON verification
  BEGIN UPDATE batch SET unmatched_count = unmatched_count - 1
  WHERE survey_id = old.survey_id AND id = old.batch_id AND old.state = 'unmatched'; UPDATE response SET
    second_keyed = coalesce((SELECT max(CASE v.scope WHEN 'whole' THEN 2 ELSE 1 END) FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched'), 0),
    is_differing = EXISTS (SELECT 1 FROM verification v
    WHERE v.survey_id = response.survey_id AND v.response_id = response.id AND v.state <> 'unmatched' AND v.state = 'differs')
  WHERE survey_id = old.survey_id AND id = old.response_id; END;

CREATE INDEX verification_response ON verification (survey_id, response_id);

CREATE INDEX verification_unmatched ON verification (survey_id, serial) WHERE state = 'unmatched';

CREATE INDEX verification_whole ON verification (survey_id, batch_id, first_operator_id, keyed_at_ms, id)
  WHERE scope = 'whole';
