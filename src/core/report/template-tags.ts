import type { Language } from '../words.ts'
import en from './template-tags.en.json' with { type: 'json' }
import vi from './template-tags.vi.json' with { type: 'json' }

/** The largest file taken as a template; the data file is copied whole with every backup. */
export const TEMPLATE_MEGABYTES = 10

/** What an office's own template reports on. */
export const TEMPLATE_SCOPES = ['whole', 'agency', 'sector'] as const
export type TemplateScope = (typeof TEMPLATE_SCOPES)[number]

/**
 * The tags of an office's own Word template, the one list of them: the check of a template, its values (app/report/template-values.ts)
 * and docs/bieu-mau-bao-cao.md are made of it. Names are Vietnamese without marks, as they are typed in Word: `{chi_so}`.
 * What a name means is said in template-tags.{vi,en}.json.
 */
export const TEXT_TAGS = {
  office: [
    ...(['co_quan_cap_tren', 'co_quan_ban_hanh', 'ky_hieu', 'dia_danh', 'ngay_lap', 'ngay', 'thang', 'nam'] as const),
    ...(['chuc_vu_ky', 'nguoi_ky'] as const),
  ],
  survey: [
    ...(['ten_khao_sat', 'ma_khao_sat', 'nam_khao_sat', 'ky', 'tu_ngay', 'den_ngay', 'mau_phieu', 'ma_phieu'] as const),
    ...(['ban_phieu', 'cong_thuc', 'cach_gop', 'nguon_so_lieu', 'du_lieu_mau'] as const),
    ...(['pham_vi', 'ten_co_quan', 'ma_co_quan', 'ten_linh_vuc', 'ma_linh_vuc', 'ten_ky_truoc'] as const),
  ],
  figures: [
    ...(['phieu_phat_ra', 'phieu_thu_ve', 'phieu_hop_le', 'so_co_quan', 'so_linh_vuc', 'n', 'so_tra_loi'] as const),
    ...(['chi_so', 'chi_so_duoi', 'chi_so_tren', 'sai_so_chuan', 'khong_hai_long', 'chi_so_chung'] as const),
    ...(['chi_tieu', 'chenh_lech_chi_tieu', 'ket_luan_chi_tieu'] as const),
    ...(['n_ky_truoc', 'chi_so_ky_truoc', 'thay_doi', 'thay_doi_duoi', 'thay_doi_tren', 'ket_luan_thay_doi'] as const),
    ...(['so_tieu_chi_yeu', 'so_viec_khac_phuc', 'so_y_kien', 'so_y_kien_chua_gan_nhan'] as const),
    ...(['cau_chi_so', 'cau_chi_tieu', 'cau_thay_doi'] as const),
  ],
} as const
export type TextTag = (typeof TEXT_TAGS)[keyof typeof TEXT_TAGS][number]

/** Written as `{#co_chi_tieu}…{/co_chi_tieu}`: what stands between is kept only where it is so. */
export const CONDITION_TAGS = [
  ...(['la_toan_bo', 'la_co_quan', 'la_linh_vuc', 'co_chi_tieu', 'co_ky_truoc', 'co_tieu_chi_yeu'] as const),
  ...(['co_viec_khac_phuc', 'co_y_kien', 'co_nhan_y_kien', 'co_du_lieu_mau'] as const),
] as const
export type ConditionTag = (typeof CONDITION_TAGS)[number]

export const IMAGE_TAGS = ['bieu_do_yeu_to', 'bieu_do_co_quan', 'bieu_do_linh_vuc', 'bieu_do_nhan'] as const
export type ImageTag = (typeof IMAGE_TAGS)[number]

const MEASURED = ['n', 'chi_so', 'chi_so_duoi', 'chi_so_tren'] as const
const TARGETED = ['chi_tieu', 'chenh_lech_chi_tieu', 'ket_luan_chi_tieu'] as const
const CHANGED = ['chi_so_ky_truoc', 'thay_doi', 'thay_doi_duoi', 'thay_doi_tren', 'ket_luan_thay_doi'] as const
const NODE = ['stt', 'ma', 'ten', ...MEASURED, 'khong_hai_long', ...TARGETED, ...CHANGED] as const
const PART = ['stt', 'ma', 'ten', ...MEASURED, ...TARGETED] as const
const PLACED = ['stt', 'ma', 'ten', 'pham_vi', 'ten_co_quan', 'ten_linh_vuc'] as const

/** By the name of a loop, `{#co_quan}…{/co_quan}`: what a row of it has. */
export const LOOPS = {
  yeu_to: NODE,
  tieu_chi: ['so', ...NODE],
  tieu_chi_thap: ['so', ...NODE],
  tieu_chi_cao: ['so', ...NODE],
  co_quan: PART,
  linh_vuc: PART,
  xep_hang: ['stt', 'khoi', 'hang', 'hang_tu', 'hang_den', 'ma', 'ten', ...MEASURED],
  chi_tieu_giao: [...PLACED, ...MEASURED, ...TARGETED, 'van_ban'],
  tieu_chi_yeu: [...PLACED, ...MEASURED, 'khong_hai_long', ...TARGETED, 'ly_do'],
  viec_khac_phuc: [...PLACED, 'tinh_trang', 'giao_cho', 'han', 'qua_han', 'nguyen_nhan', 'bien_phap'],
  chi_bao: ['stt', 'ten', 'so_phieu', 'tren_tong', 'ty_le', 'ty_le_duoi', 'ty_le_tren'],
  cau_hoi: ['stt', 'ten', 'noi_dung_hoi'],
  nhan_y_kien: ['stt', 'ten', 'so_y_kien'],
  can_cu: ['noi_dung'],
  noi_nhan: ['noi_dung'],
} as const
export type LoopTag = keyof typeof LOOPS

/** Loops that stand inside a row of another. */
export const NESTED_LOOPS = {
  yeu_to_co_quan: { within: 'co_quan', fields: ['stt', 'ma', 'ten', ...MEASURED] },
  lua_chon: { within: 'cau_hoi', fields: ['stt', 'ten', 'so_phieu', 'tren_tong', 'ty_le', 'ty_le_duoi', 'ty_le_tren'] },
} as const satisfies Readonly<Record<string, { readonly within: LoopTag; readonly fields: readonly string[] }>>
export type NestedLoopTag = keyof typeof NESTED_LOOPS

export type LoopField<Loop extends LoopTag | NestedLoopTag> = Loop extends LoopTag
  ? (typeof LOOPS)[Loop][number]
  : Loop extends NestedLoopTag
    ? (typeof NESTED_LOOPS)[Loop]['fields'][number]
    : never

/** One row of a loop, with the rows of the loop inside it where it has one. */
export type TemplateRow<Loop extends LoopTag | NestedLoopTag> = Readonly<Record<LoopField<Loop>, string>> & {
  readonly [Inner in NestedLoopTag as (typeof NESTED_LOOPS)[Inner]['within'] extends Loop
    ? Inner
    : never]: readonly TemplateRow<Inner>[]
}

/** What stands in a template's tags. A picture that there is nothing to draw of is null: its tag is taken away. */
export interface TemplateValues<Picture> {
  readonly texts: Readonly<Record<TextTag, string>>
  readonly conditions: Readonly<Record<ConditionTag, boolean>>
  readonly loops: { readonly [Loop in LoopTag]: readonly TemplateRow<Loop>[] }
  readonly images: Readonly<Record<ImageTag, Picture | null>>
}

/** What a name stands for where it stands. */
export type TagKind = 'text' | 'image' | 'field' | 'condition' | 'loop'

const has = (names: readonly string[], name: string): boolean => names.includes(name)

/** The loops that a tag stands in, from the outermost; conditions aren't among them. */
export type OpenLoops = readonly string[]

/**
 * What a tag is, or null where nobody knows it. In a row its own fields come first; of what holds for the whole only the
 * office, the survey and what is reported on reach into a loop: an overall figure repeated in every row would be read as the row's.
 */
export function tagKind(name: string, isOpening: boolean, loops: OpenLoops): TagKind | null {
  if (isOpening) {
    if (has(CONDITION_TAGS, name)) return 'condition'
    return isLoopHere(name, loops) ? 'loop' : null
  }
  const inner = loops.at(-1)
  if (inner !== undefined && has(fieldsOf(inner), name)) return 'field'
  if (has([...TEXT_TAGS.office, ...TEXT_TAGS.survey], name)) return 'text'
  if (inner !== undefined) return null
  if (has(TEXT_TAGS.figures, name)) return 'text'
  return has(IMAGE_TAGS, name) ? 'image' : null
}

/** A name typed in capitals asks for its value in capitals: `{CO_QUAN_BAN_HANH}`. */
export function tagName(typed: string): { readonly name: string; readonly isCapital: boolean } {
  const isCapital = /^[A-Z][A-Z_]*$/.test(typed)
  return { name: isCapital ? typed.toLowerCase() : typed, isCapital }
}

function isLoopHere(name: string, loops: OpenLoops): boolean {
  if (loops.length === 0) return Object.hasOwn(LOOPS, name)
  return loops.length === 1 && nestedIn(loops[0] ?? '').some(({ loop }) => loop === name)
}

/** What a row of a loop has; nothing for a loop that there isn't. */
export function fieldsOf(loop: string): readonly string[] {
  if (Object.hasOwn(LOOPS, loop)) return LOOPS[loop as LoopTag] // just looked up
  return Object.hasOwn(NESTED_LOOPS, loop) ? NESTED_LOOPS[loop as NestedLoopTag].fields : [] // just looked up
}

export function nestedIn(loop: string): { readonly loop: NestedLoopTag; readonly fields: readonly string[] }[] {
  return (Object.keys(NESTED_LOOPS) as NestedLoopTag[]) // of a constant object
    .filter((inner) => NESTED_LOOPS[inner].within === loop)
    .map((inner) => ({ loop: inner, fields: NESTED_LOOPS[inner].fields }))
}

/** Every name that may be typed where a tag stands, for a suggestion. */
export function namesAt(isOpening: boolean, loops: OpenLoops): readonly string[] {
  const all = isOpening
    ? [...CONDITION_TAGS, ...Object.keys(LOOPS), ...Object.keys(NESTED_LOOPS)]
    : [...fieldsOf(loops.at(-1) ?? ''), ...Object.values(TEXT_TAGS).flat(), ...IMAGE_TAGS]
  return all.filter((name) => tagKind(name, isOpening, loops) !== null)
}

/** The loops whose rows have a field of that name. */
export function loopsWith(field: string): readonly string[] {
  return [...Object.keys(LOOPS), ...Object.keys(NESTED_LOOPS)].filter((loop) => has(fieldsOf(loop), field))
}

type Meaning = keyof typeof vi

/** What a tag, a loop, a condition or a picture stands for. */
export function tagMeaning(
  name: TextTag | ConditionTag | ImageTag | LoopTag | NestedLoopTag,
  language: Language,
): string {
  return say(name, language)
}

/** What a field of a row stands for. */
export function fieldMeaning(field: LoopField<LoopTag | NestedLoopTag>, language: Language): string {
  return say(`row.${field}`, language)
}

function say(key: Meaning, language: Language): string {
  return (language === 'vi' ? vi : en)[key]
}
