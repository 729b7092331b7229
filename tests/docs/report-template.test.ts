import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type TagGroup, tagGroups } from '../../src/core/report/template-tag-list.ts'
import { TEMPLATE_MEGABYTES } from '../../src/core/report/template-tags.ts'

const FILE = join(import.meta.dirname, '../../docs/bieu-mau-bao-cao.md')

/** `vitest run -u tests/docs` writes the file anew. */
test('the published list of tags is that of the program', async () => {
  await expect(page()).toMatchFileSnapshot(FILE)
})

function page(): string {
  return `${[INTRODUCTION, ...tagGroups('vi').map(section), ENGLISH].join('\n\n')}\n`
}

function section(group: TagGroup): string {
  const rows = group.tags.map(({ tag, meaning }) => `| \`${tag}\` | ${meaning} |`)
  const table = ['| Thẻ | Nghĩa |', '|---|---|', ...rows].join('\n')
  if (group.key !== 'loop') return `## ${TITLES[group.key]}\n\n${table}`
  const { tag, meaning } = group.loop
  const lead = group.isNested
    ? `Trong mỗi dòng, \`${tag}\`: ${meaning.toLowerCase()}.`
    : `### \`${tag}\`\n\n${meaning}.`
  return `${tag === FIRST_LOOP ? `${LOOP_HEAD}\n\n` : ''}${lead}\n\n${table}`
}

const FIRST_LOOP = tagGroups('vi').find(({ key }) => key === 'loop')?.loop?.tag

const TITLES = {
  office: 'Cơ quan ban hành',
  survey: 'Đợt khảo sát và phạm vi báo cáo',
  figures: 'Số liệu chung',
  conditions: 'Điều kiện\n\nPhần nằm giữa thẻ mở và thẻ đóng chỉ còn lại khi điều kiện đúng.',
  images:
    'Biểu đồ\n\nThẻ đứng riêng một đoạn thì biểu đồ rộng nhất 150 mm. Muốn tự định cỡ: chèn một ảnh bất kỳ, ghi thẻ vào phần văn bản thay thế (alt text) của ảnh; biểu đồ thế chỗ ảnh và giữ nguyên cỡ ảnh.',
} as const

const LOOP_HEAD = `## Vòng lặp

Mỗi dòng của danh sách lặp lại phần nằm giữa thẻ mở và thẻ đóng; dòng bảng thì lặp lại cả dòng. Trong vòng lặp dùng được các thẻ của dòng ghi dưới đây, các thẻ của cơ quan ban hành và của đợt khảo sát; thẻ số liệu chung không dùng được, để không bị đọc nhầm là số của dòng.`

const INTRODUCTION = `# Biểu mẫu báo cáo riêng của cơ quan

Cơ quan có thể dùng tệp Word của mình: gõ các thẻ dưới đây vào chỗ cần số liệu, tải tệp lên ở trang **Báo cáo**, thẻ **Mẫu của cơ quan**. Chương trình kiểm tra thẻ, giữ mẫu, và điền số liệu của đợt khảo sát, của một cơ quan hoặc một lĩnh vực. Nên bắt đầu từ *mẫu ví dụ* tải ở đó. Danh sách này do chương trình lập (\`tests/docs/report-template.test.ts\`). *English: at the end.*

- Thẻ viết không dấu, trong ngoặc nhọn: \`{chi_so}\`. Định dạng chữ của thẻ là định dạng của số liệu. Thẻ bị Word cắt thành nhiều đoạn định dạng vẫn điền được.
- Gõ cả thẻ bằng chữ hoa thì giá trị in hoa: \`{CO_QUAN_BAN_HANH}\` thành SỞ NỘI VỤ.
- Bảng: ghi thẻ mở ở ô đầu, thẻ đóng ở ô cuối của dòng: \`{#co_quan}{stt}\` | \`{ten}\` | \`{chi_so}{/co_quan}\`. Đoạn văn: \`- {#noi_nhan [loopOver: "paragraph"]}{noi_dung}{/noi_nhan}\`.
- Số liệu viết như trong báo cáo: 86,42; 12.480; +1,20. Không có số thì ghi “–”; dưới số phiếu được công bố thì ghi “quá ít phiếu”.
- Thẻ không có trong danh sách được giữ nguyên trong văn bản và nêu ra khi kiểm tra. Thẻ mở mà không đóng, đóng mà không mở, dấu ngoặc nhọn lẻ thì tệp không giữ được cho tới khi sửa.
- Điền được ở thân văn bản, đầu trang, chân trang, hộp chữ và tên biểu đồ; không điền ở chú thích cuối trang và ghi chú bên lề.
- Nhận tệp .docx nhiều nhất ${TEMPLATE_MEGABYTES} MB. Không nhận tệp có macro, đối tượng nhúng, ảnh hoặc mẫu liên kết ra ngoài tệp, trường lấy nội dung từ nơi khác.

Lệnh: \`sipas report --survey MÃ --template "TÊN MẪU"|TỆP.docx --out TỆP.docx\`.`

const ENGLISH = `## English

An office's own .docx, filled with a survey's figures: type the tags above where figures belong and upload the file on the page *Reports*. \`{name}\` is a value, \`{#name}…{/name}\` a loop (table rows, or paragraphs with \`[loopOver: "paragraph"]\`) or a condition, a chart's tag may stand in a picture's alternative text. A name in capitals gives its value in capitals. Unknown tags stay as typed and are listed by the check; unclosed loops and lone braces keep a file from being taken. The tags are one table, \`src/core/report/template-tags.ts\`, with its meanings in both languages beside it.`
