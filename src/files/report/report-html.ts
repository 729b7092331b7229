import { attachmentLine } from '../../core/report/attachment-line.ts'
import { drawPicture } from '../../core/report/draw-picture.ts'
import { captionParts, partLines } from '../../core/report/part-lines.ts'
import { pictureSvg } from '../../core/report/picture-svg.ts'
import type { Annex, ReportBlock, ReportModel, ReportTable } from '../../core/report/report-model.ts'
import { tiedText } from '../../core/report/tied-text.ts'
import { type Language, wordsFor } from '../../core/words.ts'
import { escapeXml } from '../../core/xml-text.ts'
import { REPORT_LAYOUT } from '../decree-page.ts'
import { reportCss } from './report-style.ts'

/** What the document says of itself, wherever it is opened: nothing runs and nothing is fetched. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * A report as one HTML document that needs nothing beside it: pictures and looks within, no script. Printed by a browser it
 * has the pages of the decree; what holds for Word holds here (files/docx/report-docx.ts).
 */
export function reportHtml(model: ReportModel): string {
  const { title, language, warning } = model
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(`${title.kind} ${title.subject}`)}</title>
<style>${reportCss(warning)}</style>
</head>
<body>
<main aria-label="${escapeXml(title.subject)}">
<article class="sheet">
${[warningPart(model), letterheadPart(model), titlePart(model), addresseePart(model), contentsPart(model), groundsPart(model)].join('')}
${blockParts(model.blocks, language, 0)}
${closingPart(model)}
</article>
${model.annexes.map((annex, index) => annexPart(model, annex, index)).join('\n')}
</main>
</body>
</html>
`
}

function paragraph(text: string, className = ''): string {
  return `<p${className === '' ? '' : ` class="${className}"`}>${lines(text)}</p>\n`
}

/** Escaped and tied, with the line breaks of the text. */
function lines(text: string): string {
  return escapeXml(tiedText(text)).replace(/\r\n?|\n/g, '<br>')
}

function warningPart({ warning }: ReportModel): string {
  return warning === null ? '' : paragraph(warning, 'warning')
}

function letterheadPart({ letterhead, language }: ReportModel): string {
  const { superior, office, number, placeAndDate } = letterhead
  return `<header class="letterhead">
<div>${superior === '' ? '' : paragraph(superior, 'superior')}${paragraph(office, 'office')}</div>
<div>${paragraph(wordsFor('report.state', language), 'state')}<p class="motto"><span>${escapeXml(wordsFor('report.motto', language))}</span></p></div>
${paragraph(number, 'number')}${paragraph(placeAndDate, 'place')}</header>
`
}

function titlePart({ title }: ReportModel): string {
  return `<h1><span>${lines(title.kind.toLocaleUpperCase('vi'))}</span> <span class="subject">${lines(title.subject)}</span></h1>\n`
}

function addresseePart({ addressee }: ReportModel): string {
  return addressee === undefined ? '' : paragraph(addressee, 'addressee')
}

/** Headings of the first two levels and annexes, by the addresses of `blockParts` and `annexPart`. */
function contentsPart({ hasContents, language, blocks, annexes }: ReportModel): string {
  if (!hasContents) return ''
  const name = wordsFor('report.contents', language)
  const entry = (level: 1 | 2, address: string, text: string): string =>
    `<li class="${level === 1 ? 'first' : 'second'}"><a href="#${address}">${escapeXml(text)}</a></li>`
  const entries = [
    ...blocks.flatMap((block, index) =>
      block.kind === 'heading' && block.level !== 3
        ? [entry(block.level, addressOf(0, index), block.level === 1 ? partLines(block.text).join('. ') : block.text)]
        : [],
    ),
    ...annexes.map((annex, index) => entry(1, annexAddress(index), annexLines(annex).join('. '))),
  ]
  const list = `<ol>\n${entries.join('\n')}\n</ol>`
  return `<nav aria-labelledby="contents">\n<h2 id="contents">${escapeXml(name)}</h2>\n${list}\n</nav>\n`
}

function addressOf(section: number, index: number): string {
  return `s${section}-${index}`
}

function annexAddress(index: number): string {
  return `annex-${index + 1}`
}

function annexLines({ number, title }: Annex): readonly string[] {
  return partLines(`${number}\n${title}`)
}

function groundsPart({ grounds }: ReportModel): string {
  return grounds.length === 0 ? '' : `<div class="grounds">\n${grounds.map((line) => paragraph(line)).join('')}</div>\n`
}

function blockParts(blocks: readonly ReportBlock[], language: Language, section: number): string {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []))
  const top = section === 0 ? Math.min(...levels) : 1
  return blocks.map((block, index) => blockPart(block, { language, address: addressOf(section, index), top })).join('')
}

interface BlockPlace {
  readonly language: Language
  readonly address: string
  /** The highest level of headings there: a notice has no parts, so its sections stand right under its title. */
  readonly top: number
}

function blockPart(block: ReportBlock, { language, address, top }: BlockPlace): string {
  switch (block.kind) {
    case 'heading':
      return headingPart(block.level, block.text, address, top)
    case 'paragraph':
      return paragraph(block.text)
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${lines(item)}</li>`).join('\n')}\n</ul>\n`
    case 'table':
      return tablePart(block.table)
    case 'figure': {
      const { caption, alternative, picture } = block.figure
      const svg = pictureSvg(drawPicture(picture, language), alternative)
      return `<figure>\n${svg}<figcaption>${captionPart(caption)}</figcaption>\n</figure>\n`
    }
  }
}

function headingPart(level: 1 | 2 | 3, text: string, address: string, top: number): string {
  const rank = top === 1 ? '' : ` aria-level="${level + 2 - top}"`
  if (level > 1) return `<h${level + 1} id="${address}"${rank}>${lines(text)}</h${level + 1}>\n`
  return `<h2 id="${address}">${spans(partLines(text))}</h2>\n`
}

function spans(texts: readonly string[]): string {
  return texts.map((line) => `<span>${lines(line)}</span>`).join(' ')
}

function captionPart(text: string): string {
  const { label, rest } = captionParts(text)
  return label === '' ? lines(rest) : `<strong>${escapeXml(label)}</strong>${lines(rest)}`
}

function tablePart({ caption, columns, rows, note }: ReportTable): string {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => `<col style="width:${((share / total) * 100).toFixed(2)}%">`).join('')
  const heads = columns.map(({ heading }) => `<th scope="col">${lines(heading)}</th>`).join('')
  return `<table${columns.length > REPORT_LAYOUT.mostColumns ? ' class="many"' : ''}>
<caption>${captionPart(caption)}</caption>
<colgroup>${widths}</colgroup>
<thead><tr>${heads}</tr></thead>
${bodies(rows)
  .map((body) => `<tbody>\n${body.map((row) => rowPart(row, columns)).join('')}</tbody>`)
  .join('\n')}
</table>
${note === null ? '' : paragraph(note, 'note')}`
}

/** A body for each group, so that its head speaks for the rows below it. */
function bodies(rows: ReportTable['rows']): ReportTable['rows'][] {
  const starts = rows.flatMap((row, index) => (index === 0 || row.kind === 'group' ? [index] : []))
  return starts.map((start, at) => rows.slice(start, starts[at + 1]))
}

function rowPart(row: ReportTable['rows'][number], columns: ReportTable['columns']): string {
  if (row.kind === 'group') {
    return `<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${lines(row.text)}</th></tr>\n`
  }
  // The first column of words names the row; what stands before it is its number.
  const naming = columns.findIndex(({ align }) => align === 'left')
  const cells = columns.map(({ align }, at) => {
    const text = lines(row.cells[at] ?? '')
    return at === naming ? `<th scope="row" class="left">${text}</th>` : `<td class="${align}">${text}</td>`
  })
  return `<tr${row.isTotal === true ? ' class="total"' : ''}>${cells.join('')}</tr>\n`
}

function closingPart({ recipients, signature, language }: ReportModel): string {
  const items = recipients.map((line) => `<li>${lines(line)}</li>`).join('\n')
  const list =
    recipients.length === 0
      ? ''
      : `${paragraph(wordsFor('report.recipients', language), 'recipients')}<ul>\n${items}\n</ul>`
  const authority = signature.authority.map((line) => paragraph(line, 'authority')).join('')
  return `<footer class="closing">
<div>${list}</div>
<div class="signature">${authority}${paragraph(signature.name, 'signer')}</div>
</footer>`
}

function annexPart(model: ReportModel, annex: Annex, index: number): string {
  return `<section class="sheet${annex.isLandscape ? ' wide' : ''}" aria-labelledby="${annexAddress(index)}">
<h2 id="${annexAddress(index)}">${spans(annexLines(annex))}</h2>
${paragraph(attachmentLine(model), 'attached')}${blockParts(annex.blocks, model.language, index + 1)}</section>`
}
