import { sql } from 'kysely'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import type { Db } from './db.ts'

/** `sipas-2026`, 1 → `response_sipas_2026_v1`. */
function responseViewName(code: string, version: number): string {
  return `response_${code.replaceAll('-', '_')}_v${version}`
}

/**
 * The view of one questionnaire version: the keys as codes, then one named column per variable, so that anyone with an
 * SQLite browser reads the answers without this program. Void responses are there too, told by `state`.
 */
export async function createResponseView(
  db: Db,
  code: string,
  version: number,
  versionId: number,
  dictionary: Dictionary,
): Promise<void> {
  const columns = dictionary.variables.map(
    (variable) => `substr(r.record, ${variable.start + 1}, ${variable.width}) AS "${variable.code}"`,
  )
  const statement = `CREATE VIEW "${responseViewName(code, version)}" AS
    SELECT ${[...KEY_COLUMNS, ...columns].join(',\n      ')}
    FROM response r
    JOIN survey s ON s.id = r.survey_id
    JOIN survey_version sv ON sv.survey_id = r.survey_id AND sv.id = r.survey_version_id
      AND sv.questionnaire_version_id = ${versionId}
    LEFT JOIN survey_agency sa ON sa.survey_id = r.survey_id AND sa.id = r.agency_id
    LEFT JOIN unit a ON a.id = sa.unit_id
    LEFT JOIN survey_sector ss ON ss.survey_id = r.survey_id AND ss.id = r.sector_id
    LEFT JOIN sector c ON c.id = ss.sector_id
    LEFT JOIN unit u ON u.id = r.unit_id
    LEFT JOIN survey_stratum st ON st.survey_id = r.survey_id AND st.id = r.stratum_id
    LEFT JOIN survey_cluster cl ON cl.survey_id = r.survey_id AND cl.id = r.cluster_id
    LEFT JOIN survey_group g ON g.survey_id = r.survey_id AND g.id = r.group_id`
  await sql.raw(statement).execute(db)
}

// The names start with an underscore: no variable code can, so no questionnaire collides with them.
const KEY_COLUMNS: readonly string[] = [
  's.code AS _survey',
  'r.id AS _id',
  'r.serial AS _serial',
  'r.state AS _state',
  'a.code AS _agency',
  'c.code AS _sector',
  'u.code AS _unit',
  'st.code AS _stratum',
  'cl.code AS _cluster',
  'g.code AS _respondent_group',
  'r.weight AS _weight',
  'r.collected_on AS _collected_on',
]
