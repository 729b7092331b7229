import type { IntervalRow, ReportFigure, ReportModel, ReportTable } from '../../src/core/report/report-model.ts'

/** A report of every kind of block, with names as long as offices have them and the payloads of OWASP's list. */

export const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
] as const

const AGENCIES = [
  'Sở Nội vụ',
  'Sở Nông nghiệp và Môi trường',
  'Ban Quản lý các khu công nghiệp, khu kinh tế và khu công nghệ cao tỉnh Đồng Nai',
  'Trung tâm Phục vụ hành chính công tỉnh',
  'Ủy ban nhân dân phường Trấn Biên',
  'Ủy ban nhân dân xã Nhơn Trạch',
] as const

export function intervalRows(count: number): IntervalRow[] {
  return Array.from({ length: count }, (_, at) => {
    const index = 70 + ((at * 37) % 250) / 10
    const half = 1 + (at % 5) * 0.9
    const target = at % 7 === 6 ? null : 85
    const [lower95, upper95] = at % 9 === 8 ? [null, null] : [index - half, Math.min(100, index + half)]
    const verdict =
      target === null ? null : (lower95 ?? 0) >= target ? 'met' : (upper95 ?? 100) < target ? 'not-met' : 'unsure'
    return { name: `${at + 1}. ${AGENCIES[at % AGENCIES.length]}`, index, lower95, upper95, target, verdict }
  })
}

export const INTERVALS: ReportFigure = {
  caption: 'Hình 1. Chỉ số hài lòng theo cơ quan',
  alternative: 'Chỉ số của 12 cơ quan, từ 70,10 đến 94,50, so với chỉ tiêu 85',
  picture: { kind: 'intervals', rows: intervalRows(12) },
}

export const SHARES: ReportFigure = {
  caption: 'Hình 2. Kênh nhận thông tin về thủ tục',
  alternative: 'Tỷ lệ người trả lời theo kênh nhận thông tin',
  picture: {
    kind: 'shares',
    rows: [
      { name: 'Niêm yết tại bộ phận tiếp nhận và trả kết quả của cơ quan giải quyết thủ tục', percent: 45.2 },
      { name: 'Cổng dịch vụ công quốc gia', percent: 31.27 },
      { name: 'Người quen', percent: 4.05 },
      { name: 'Khác', percent: 0 },
    ],
  },
}

export const TREND: ReportFigure = {
  caption: 'Hình 3. Chỉ số hài lòng qua các kỳ',
  alternative: 'Chỉ số hài lòng chung của bốn kỳ, từ 81,02 lên 86,42',
  picture: {
    kind: 'trend',
    points: [
      { name: 'Quý I năm 2026', index: 81.02, lower95: 78.9, upper95: 83.1, target: 85, verdict: 'not-met' },
      { name: 'Quý II năm 2026', index: 83.5, lower95: 81.2, upper95: 85.6, target: 85, verdict: 'unsure' },
      { name: 'Quý III năm 2026', index: 82.11, lower95: 80.5, upper95: 83.7, target: 85, verdict: 'not-met' },
      { name: 'Quý IV năm 2026', index: 86.42, lower95: 85.1, upper95: 87.7, target: 85, verdict: 'met' },
    ],
  },
}

const SENTENCE =
  'Chỉ số hài lòng chung của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước là 86,42 (khoảng tin cậy 95 %: 85,10 – 87,70), tăng 1,28 điểm phần trăm so với kỳ trước; chênh lệch này vượt sai số chọn mẫu.'

const TABLE: ReportTable = {
  caption: 'Bảng 1. Chỉ số hài lòng theo yếu tố',
  columns: [
    { heading: 'TT', align: 'center', share: 1 },
    { heading: 'Yếu tố', align: 'left', share: 6 },
    { heading: 'Số phiếu', align: 'right', share: 2 },
    { heading: 'Chỉ số', align: 'right', share: 2 },
    { heading: 'Khoảng tin cậy 95 %', align: 'center', share: 3 },
  ],
  rows: [
    { kind: 'group', text: 'I. Phục vụ hành chính công' },
    { kind: 'row', cells: ['1', 'Tiếp cận dịch vụ', '1.204', '86,42', '85,10 – 87,70'] },
    { kind: 'row', cells: ['2', 'Thủ tục hành chính, thành phần hồ sơ phải nộp', '1.204', '82,11', '80,50 – 83,70'] },
    { kind: 'row', cells: ['3', PAYLOADS[0], '1.204', '91,00', '–'] },
    { kind: 'row', cells: ['', 'Chung', '3.612', '86,51', '85,90 – 87,12'], isTotal: true },
  ],
  note: 'Công thức: tỷ lệ phần trăm câu trả lời ở hai mức cao nhất. n = 1.204 phiếu hợp lệ; năm 2026; SIPAS 0.2.0.',
}

const WIDE: ReportTable = {
  caption: 'Bảng 2. Chỉ số theo cơ quan và yếu tố',
  columns: [
    { heading: 'TT', align: 'center', share: 1 },
    { heading: 'Cơ quan', align: 'left', share: 6 },
    ...Array.from({ length: 8 }, (_, at) => ({ heading: `Yếu tố ${at + 1}`, align: 'right' as const, share: 1.6 })),
  ],
  rows: Array.from({ length: 60 }, (_, at) => ({
    kind: 'row' as const,
    cells: [
      `${at + 1}`,
      AGENCIES[at % AGENCIES.length] ?? '',
      ...Array.from({ length: 8 }, (_, n) => `${80 + n},${10 + at}`),
    ],
  })),
  note: null,
}

export const SAMPLE_REPORT: ReportModel = {
  language: 'vi',
  letterhead: {
    superior: 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI',
    office: 'SỞ NỘI VỤ',
    number: 'Số:       /BC-SNV',
    placeAndDate: 'Đồng Nai, ngày 26 tháng 11 năm 2026',
  },
  title: {
    kind: 'BÁO CÁO',
    subject:
      'Kết quả đo lường sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước năm 2026',
  },
  warning: 'DỮ LIỆU MẪU, KHÔNG PHẢI SỐ LIỆU THẬT',
  grounds: [
    'Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030;',
    'Căn cứ Quyết định số 1001/QĐ-BNV ngày 11 tháng 12 năm 2023 của Bộ trưởng Bộ Nội vụ;',
  ],
  hasContents: true,
  blocks: [
    { kind: 'heading', level: 1, text: 'Phần thứ nhất. TỔ CHỨC KHẢO SÁT' },
    { kind: 'heading', level: 2, text: '1. Phạm vi và đối tượng' },
    { kind: 'paragraph', text: `${SENTENCE} ${SENTENCE}` },
    {
      kind: 'list',
      items: ['Số phiếu phát ra: 1.500;', 'Số phiếu thu về: 1.290;', `Số phiếu hợp lệ: 1.204 ${PAYLOADS[1]}.`],
    },
    { kind: 'heading', level: 3, text: 'a) Phương pháp' },
    ...Array.from({ length: 6 }, (_, at) => ({ kind: 'paragraph' as const, text: `Đoạn ${at + 1}. ${SENTENCE}` })),
    { kind: 'heading', level: 1, text: 'Phần thứ hai. KẾT QUẢ' },
    {
      kind: 'heading',
      level: 2,
      text: '1. Chỉ số chung và các yếu tố, so với chỉ tiêu của Ủy ban nhân dân tỉnh giao trong năm và so với kỳ trước liền kề',
    },
    { kind: 'paragraph', text: SENTENCE },
    { kind: 'table', table: TABLE },
    { kind: 'figure', figure: INTERVALS },
    { kind: 'heading', level: 2, text: '2. Kênh thông tin' },
    { kind: 'paragraph', text: `${PAYLOADS[2]} ${SENTENCE}` },
    { kind: 'figure', figure: SHARES },
    { kind: 'heading', level: 2, text: '3. Qua các kỳ' },
    { kind: 'figure', figure: TREND },
    { kind: 'paragraph', text: SENTENCE },
  ],
  recipients: ['Ủy ban nhân dân tỉnh (để báo cáo);', 'Các sở, ban, ngành;', 'Lưu: VT, CCHC.'],
  signature: { authority: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Nguyễn Văn Ánh' },
  annexes: [
    {
      number: 'Phụ lục I',
      title: 'Chỉ số theo cơ quan và yếu tố',
      isLandscape: true,
      blocks: [{ kind: 'table', table: WIDE }],
    },
    { number: 'Phụ lục II', title: 'Ghi chú', isLandscape: false, blocks: [{ kind: 'paragraph', text: SENTENCE }] },
  ],
}
