import type { ReportBlock, ReportModel, ReportTable } from '../../src/core/report/report-model.ts'
import { SAMPLE_REPORT } from './sample-report.ts'

/** 90 rows of a name that wraps, over several pages. */
export const LONG_TABLE: ReportTable = {
  caption: 'Bảng 3. Chỉ số của mọi đơn vị',
  columns: [
    { heading: 'TT', align: 'center', share: 1 },
    { heading: 'Cơ quan, đơn vị', align: 'left', share: 5 },
    ...[1, 2, 3, 4, 5].map((at) => ({ heading: `Yếu tố ${at}`, align: 'right' as const, share: 1 })),
  ],
  rows: Array.from({ length: 90 }, (_, at) => ({
    kind: 'row' as const,
    cells: [
      `${at + 1}`,
      `Chi nhánh Trung tâm Phục vụ hành chính công số ${at + 1}`,
      '81,01',
      '82,02',
      '83,03',
      '84,04',
      '85,05',
    ],
  })),
  note: 'n = 1.204 phiếu.',
}

/** Names that wrap, a place of 63 letters, and a table over several pages before the signature. */
export const LONG_REPORT: ReportModel = {
  ...SAMPLE_REPORT,
  warning: null,
  letterhead: {
    superior: 'Ủy ban nhân dân thành phố Hồ Chí Minh',
    office: 'Ban Quản lý các khu công nghiệp, khu kinh tế và khu công nghệ cao',
    number: 'Số:       /BC-BQL',
    placeAndDate: 'Đặc khu hành chính - kinh tế Vân Đồn trực thuộc tỉnh Quảng Ninh, ngày 05 tháng 02 năm 2026',
  },
  blocks: [...SAMPLE_REPORT.blocks, { kind: 'table', table: LONG_TABLE }],
}

const isText = ({ kind }: ReportBlock): boolean => kind === 'paragraph'

/** A page, without contents and annexes. */
export const NOTICE: ReportModel = {
  ...SAMPLE_REPORT,
  title: { kind: 'THÔNG BÁO', subject: 'Kết quả đo lường sự hài lòng quý II năm 2026' },
  warning: null,
  blocks: SAMPLE_REPORT.blocks.filter(isText).slice(0, 4),
  annexes: [],
  hasContents: false,
}

/** Every text of a report in the order of its Word document, as it is written there. */
export function textsOf(model: ReportModel): string[] {
  const upper = (text: string): string => text.toLocaleUpperCase('vi')
  const { letterhead, title, signature } = model
  return [
    ...(model.warning === null ? [] : [model.warning]),
    upper(letterhead.superior),
    upper(letterhead.office),
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    letterhead.number,
    letterhead.placeAndDate,
    title.kind,
    title.subject,
    ...model.grounds,
    ...model.blocks.flatMap(textsOfBlock),
    'Nơi nhận:',
    ...model.recipients,
    ...signature.authority,
    signature.name,
    ...model.annexes.flatMap((annex) => [annex.number, upper(annex.title), ...annex.blocks.flatMap(textsOfBlock)]),
  ]
}

function textsOfBlock(block: ReportBlock): string[] {
  switch (block.kind) {
    case 'heading':
      return block.level === 1
        ? block.text.split('. ').map((part, at) => (at === 0 ? part : part.toLocaleUpperCase('vi')))
        : [block.text]
    case 'paragraph':
      return [block.text]
    case 'list':
      return [...block.items]
    case 'table': {
      const { caption, columns, rows, note } = block.table
      return [
        caption,
        ...columns.map(({ heading }) => heading),
        ...rows.flatMap((row) => (row.kind === 'group' ? [row.text] : row.cells)),
        ...(note === null ? [] : [note]),
      ]
    }
    case 'figure':
      return [block.figure.caption]
  }
}
