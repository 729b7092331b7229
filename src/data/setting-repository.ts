import type { Db } from './db.ts'

/**
 * `office`: the name at the top of the home screen and of reports. `entry.…`: how the operator with this key keys.
 * `quality-run:` and a survey's id: when its quality rules last ran, as JSON. `quality-own:`: its last own rule's number.
 * `small-cells`: from how many respondents on figures are shown and agencies ranked, as JSON.
 * `report-office`: what stands at the head and the foot of its reports, as JSON.
 * `weak-rules`: what the office holds to be a weak criterion, as JSON.
 */
export type SettingKey =
  | 'office'
  | 'small-cells'
  | 'weak-rules'
  | 'report-office'
  | `entry.${string}`
  | `quality-run:${number}`
  | `quality-own:${number}`

/** The stored text, or null when the setting was never made. */
export async function findSetting(db: Db, key: SettingKey): Promise<string | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export async function putSetting(db: Db, key: SettingKey, value: string): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
