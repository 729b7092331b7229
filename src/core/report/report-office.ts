/** What an office puts on every report of its own: who issues it, on what grounds, who signs and who receives it. */
export interface ReportOffice {
  /** The office above; '' where there is none. */
  readonly superior: string
  /** The issuing office as a sentence has it, `Sở Nội vụ`: the head of a report writes it in capitals. '' takes the name at the top of the home screen. */
  readonly office: string
  /** Where it is signed, for example `Đồng Nai`. */
  readonly place: string
  /** After the number: `BC-SNV` makes `Số:       /BC-SNV`. Of a notice the `BC` is a `TB`. */
  readonly sign: string
  /** A line each. */
  readonly grounds: readonly string[]
  readonly recipients: readonly string[]
  /** Before the name, a line each: `GIÁM ĐỐC`, or `KT. GIÁM ĐỐC` and `PHÓ GIÁM ĐỐC`. */
  readonly authority: readonly string[]
  readonly signer: string
}

/** What a new office begins with; grounds that hold for every office, to be checked against the originals. */
export const DEFAULT_REPORT_OFFICE: ReportOffice = {
  superior: '',
  office: '',
  place: '',
  sign: 'BC-SNV',
  grounds: [
    'Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030;',
    'Căn cứ Quyết định số 1001/QĐ-BNV ngày 11 tháng 12 năm 2023 của Bộ trưởng Bộ Nội vụ;',
  ],
  recipients: ['Bộ Nội vụ;', 'UBND tỉnh;', 'Các sở, ban, ngành; UBND các xã, phường, đặc khu;', 'Lưu: VT.'],
  authority: ['GIÁM ĐỐC'],
  signer: '',
}
