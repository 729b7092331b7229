import type { ReportBlock, ReportColumn, ReportModel } from './report-model.ts'
import sample from './template-sample.json' with { type: 'json' }
import type { ConditionTag, LoopField, LoopTag, TemplateScope } from './template-tags.ts'
import { type ReportWord, sayIn } from './words.ts'

const say = sayIn('vi')

/** A template to begin with: a report laid out as the official one, with tags where its figures would stand. */
export function sampleTemplate(scope: TemplateScope): ReportModel {
  const name = `{${scope === 'agency' ? 'ten_co_quan' : 'ten_linh_vuc'}}`
  return {
    language: 'vi',
    letterhead: {
      superior: '{co_quan_cap_tren}',
      office: '{co_quan_ban_hanh}',
      number: say('letter.number', { sign: '{ky_hieu}' }),
      placeAndDate: say('letter.date', { place: '{dia_danh}', day: '{ngay}', month: '{thang}', year: '{nam}' }),
    },
    title: {
      kind: say('kind.report'),
      subject: say('subject', { time: '{ky}', of: scope === 'whole' ? '' : say(`of.${scope}`, { name }) }),
    },
    warning: null,
    grounds: [sample.can_cu],
    blocks: [...surveyBlocks(), ...resultBlocks(scope), ...remedyBlocks()],
    recipients: [sample.noi_nhan],
    signature: { authority: ['{chuc_vu_ky}'], name: '{nguoi_ky}' },
    annexes: [],
    hasContents: false,
  }
}

function surveyBlocks(): ReportBlock[] {
  return [
    heading(1, 'part.survey'),
    ...paragraphs('{#co_du_lieu_mau}{du_lieu_mau}{/co_du_lieu_mau}', sample.survey, sample.forms, sample.method),
  ]
}

function resultBlocks(scope: TemplateScope): ReportBlock[] {
  const change = [['column.change', 'thay_doi', 13]] as const
  return [
    heading(1, 'part.results'),
    ...paragraphs(sample.overall, sample.target),
    table(sample.factors, 'yeu_to', [...measured('column.criterion'), ...change, ...TARGETED]),
    ...paragraphs('{bieu_do_yeu_to}'),
    ...listed(sample.highest, sample.highestItem),
    ...listed(sample.lowest, sample.lowestItem),
    ...(scope === 'agency' ? [] : [table(sample.agencies, 'co_quan', [...measured('column.agency'), ...TARGETED])]),
    ...(scope === 'sector' ? [] : [table(sample.sectors, 'linh_vuc', [...measured('column.sector'), ...TARGETED])]),
    heading(2, 'section.service'),
    { kind: 'list', items: [sample.indicatorItem] },
    ...paragraphs(sample.comments),
    ...where('co_nhan_y_kien', [
      table(sample.tags, 'nhan_y_kien', [...first('column.tag', 60), ['column.comments', 'so_y_kien', 20]]),
    ]),
  ]
}

function remedyBlocks(): ReportBlock[] {
  return [
    heading(1, 'part.remedies'),
    ...where('co_tieu_chi_yeu', [
      table(sample.weak, 'tieu_chi_yeu', [
        ...first('column.item', 34),
        ['column.place', 'pham_vi', 20],
        ['column.index', 'chi_so', 12],
        ['column.target', 'chi_tieu', 11],
        ['column.why', 'ly_do', 22],
      ]),
    ]),
    ...where('co_viec_khac_phuc', [
      table(sample.cases, 'viec_khac_phuc', [
        ...first('column.item', 26),
        ['column.assignee', 'giao_cho', 18],
        ['column.due', 'han', 14],
        ['column.remedy', 'bien_phap', 24],
        ['column.state', 'tinh_trang', 14],
      ]),
    ]),
  ]
}

/** A heading, the field below it and the column's part of the width. */
type SampleColumn<Loop extends LoopTag> = readonly [ReportWord, LoopField<Loop>, number]

const first = <Name extends ReportWord>(name: Name, share: number) =>
  [
    ['column.number', 'stt', 7],
    [name, 'ten', share],
  ] as const

const measured = <Name extends ReportWord>(name: Name) =>
  [...first(name, 34), ['column.n', 'n', 11], ['column.index', 'chi_so', 12]] as const

const TARGETED = [
  ['column.target', 'chi_tieu', 11],
  ['column.result', 'ket_luan_chi_tieu', 15],
] as const

/** A row of tags that becomes one for each row of the loop. */
function table<Loop extends LoopTag>(caption: string, loop: Loop, columns: readonly SampleColumn<Loop>[]): ReportBlock {
  const tags = columns.map(([, field]) => `{${String(field)}}`)
  const cells = tags.map((tag, at) => {
    const opened = at === 0 ? `{#${loop}}${tag}` : tag
    return at === tags.length - 1 ? `${opened}{/${loop}}` : opened
  })
  return {
    kind: 'table',
    table: { caption, columns: columns.map(columnOf), rows: [{ kind: 'row', cells }], note: null, isShared: true },
  }
}

function columnOf([word, field, share]: readonly [ReportWord, unknown, number]): ReportColumn {
  const isText = TEXT_FIELDS.includes(String(field))
  return { heading: field === 'stt' ? sample.ordinal : say(word), align: isText ? 'left' : 'center', share }
}

const TEXT_FIELDS: readonly string[] = ['ten', 'pham_vi', 'ly_do', 'giao_cho', 'bien_phap']

/** Only where a condition is met. */
function where(condition: ConditionTag, blocks: readonly ReportBlock[]): ReportBlock[] {
  return [...paragraphs(`{#${condition}}`), ...blocks, ...paragraphs(`{/${condition}}`)]
}

function heading(level: 1 | 2, word: ReportWord): ReportBlock {
  return { kind: 'heading', level, text: say(word) }
}

function paragraphs(...texts: readonly string[]): ReportBlock[] {
  return texts.map((text) => ({ kind: 'paragraph', text }))
}

function listed(lead: string, item: string): ReportBlock[] {
  return [...paragraphs(lead), { kind: 'list', items: [item] }]
}
