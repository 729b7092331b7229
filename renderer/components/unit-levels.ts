import type { Inputs } from '../api-client.ts'

export type UnitLevel = Inputs['unit']['create']['level']

/** The levels of the tree of units, the ones most often added first. */
export const UNIT_LEVELS: readonly UnitLevel[] = [
  'department',
  'commune',
  'branch',
  'vertical',
  'province',
  'district',
  'other',
]

/** How names of agencies begin, `UBND` left out. A town's name alone doesn't say which level it is: not guessed. */
const BEGINNINGS: readonly (readonly [UnitLevel, readonly string[]])[] = [
  ['department', ['sở', 'ban', 'thanh tra tỉnh', 'thanh tra thành phố', 'văn phòng ubnd']],
  ['commune', ['xã', 'phường', 'đặc khu', 'thị trấn']],
  ['district', ['huyện', 'quận', 'thị xã', 'thành phố thuộc']],
  ['branch', ['chi nhánh', 'điểm phục vụ']],
  ['vertical', ['cục', 'chi cục', 'thuế', 'kho bạc', 'bảo hiểm xã hội', 'công an']],
  ['province', ['tỉnh']],
]

/** The level that an agency's name speaks of: `UBND phường Trấn Biên` → commune; null when it doesn't say. */
export function guessLevel(name: string): UnitLevel | null {
  const words = name.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
  const bare = `${words.replace(/^(ubnd|[uủ][ỷy] ban nhân dân) /, '')} `
  const hit = BEGINNINGS.find(([, beginnings]) => beginnings.some((beginning) => bare.startsWith(`${beginning} `)))
  return hit?.[0] ?? null
}
