import { FONT, REPORT_LAYOUT, REPORT_SIZE } from '../decree-page.ts'

/** What Word counts in half points, in points. */
export const POINTS = Object.fromEntries(
  Object.entries(REPORT_SIZE).map(([what, halfPoints]) => [what, halfPoints / 2]),
) as Readonly<Record<keyof typeof REPORT_SIZE, number>> // the same keys

/**
 * The looks of a report as HTML: on a screen white sheets on grey, on paper the pages of Nghị định 30/2020, annex I, with
 * the number in the top margin from page 2 on (margin boxes: Chromium from 131 on).
 * @param foot below every page but the first; null for none
 */
export function reportCss(foot: string | null): string {
  const { firstLine, officeWidth, signatureWidth, shortRule } = REPORT_LAYOUT
  const below = foot === null ? 'none' : cssString(foot)
  return `
@page { size: A4; margin: 20mm 15mm 20mm 30mm;
  @top-center { content: counter(page); font: ${POINTS.pageNumber}pt ${FAMILY}; }
  @bottom-center { content: ${below}; font: italic 9pt ${FAMILY}; } }
@page :first { @top-center { content: none; } @bottom-center { content: none; } }
@page wide { size: A4 landscape; }
* { box-sizing: border-box; }
body { margin: 0; background: #e3e8ef; color: #000; font: ${POINTS.body}pt/1.2 ${FAMILY}; }
.sheet { width: 210mm; min-height: 297mm; margin: 6mm auto; padding: 20mm 15mm 20mm 30mm; background: #fff;
  box-shadow: 0 0 0 1px #c3ccd9, 0 1mm 3mm #0003; }
.sheet.wide { width: 297mm; min-height: 210mm; page: wide; }
p, li { margin: 0 0 6pt; text-align: justify; text-indent: ${firstLine}mm; overflow-wrap: break-word; orphans: 2; widows: 2; }
ul { margin: 0; padding: 0; list-style: none; }
li::before { content: "- "; }
.warning { margin: 0 0 8pt; padding: 1mm; border: 1px solid; font-size: ${POINTS.warning}pt; font-weight: bold;
  text-align: center; text-indent: 0; }
.letterhead { display: grid; grid-template-columns: ${officeWidth}mm 1fr; }
.letterhead p { margin: 0; padding: 0 0.5mm; text-align: center; text-indent: 0; text-wrap: balance; }
.superior, .office { font-size: ${POINTS.office}pt; text-transform: uppercase; }
.office, .state, .motto { font-weight: bold; }
.state { font-size: ${POINTS.state}pt; white-space: nowrap; }
.motto { font-size: ${POINTS.motto}pt; }
.motto span { border-bottom: 1px solid; }
.office::after, .subject::after { content: ""; display: block; width: ${100 * shortRule}%; margin: 2pt auto 0; border-top: 1px solid; }
.subject::after { margin-top: 5pt; }
.number { font-size: ${POINTS.number}pt; padding-top: 4pt !important; white-space: pre-wrap; }
.place { font-size: ${POINTS.placeAndDate}pt; font-style: italic; padding-top: 4pt !important; }
h1, h2, .annex { margin: 14pt 0 6pt; font-size: ${POINTS.body}pt; text-align: center; text-wrap: balance; break-after: avoid; }
h1 { margin: 16pt 0 14pt; }
h1 span, h2 span { display: block; }
h1 .subject { margin-top: 3pt; }
h3, h4 { margin: 6pt 0; font-size: ${POINTS.body}pt; text-indent: ${firstLine}mm; text-align: justify; break-after: avoid; }
h4 { font-style: italic; }
nav { margin-bottom: 12pt; font-size: ${POINTS.contents}pt; }
nav h2 { font-size: ${POINTS.contents}pt; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav li { margin: 0 0 2pt; text-align: left; text-indent: 0; }
nav li::before { content: none; }
nav li.second { padding-left: 5mm; }
nav li.first { font-weight: bold; }
nav a { color: inherit; text-decoration: none; }
nav a:hover, nav a:focus-visible { text-decoration: underline; }
.addressee { text-align: center; text-indent: 0; margin-bottom: 8pt; }
.grounds p { font-style: italic; }
table { width: 100%; margin: 6pt 0; border-collapse: collapse; font-size: ${POINTS.table}pt; line-height: 1.15; }
table.many { font-size: ${POINTS.wideTable}pt; }
caption, figcaption { padding: 3pt 0 4pt; font-size: ${POINTS.caption}pt; font-style: italic; text-align: center;
  break-after: avoid; }
th, td { padding: 1.5pt 3pt; border: 1px solid #000; vertical-align: middle; text-align: left; font-weight: normal; }
thead { display: table-header-group; }
thead th { text-align: center; font-weight: bold; }
h1, h2, h3, h4, tr, .warning, .letterhead { break-inside: avoid; }
.left { text-align: left; } .center { text-align: center; } .right { text-align: right; font-variant-numeric: tabular-nums; }
.group th { font-weight: bold; font-style: italic; break-after: avoid; }
.total > * { font-weight: bold; }
.note { font-size: ${POINTS.note}pt; font-style: italic; text-indent: 0; margin-bottom: 9pt; }
figure { margin: 6pt 0; break-inside: avoid; text-align: center; }
figure svg { max-width: 100%; max-height: 200mm; }
.wide figure svg { max-height: 125mm; }
.closing { display: grid; grid-template-columns: 1fr ${signatureWidth}mm; margin-top: 8pt; break-inside: avoid; }
.closing p, .closing li { margin: 0; text-indent: 0; text-align: left; }
.closing .recipients { font-size: ${POINTS.recipientsHead}pt; font-weight: bold; font-style: italic; }
.closing li { font-size: ${POINTS.recipients}pt; }
.closing .signature p { text-align: center; font-weight: bold; }
.closing .authority { text-transform: uppercase; }
.closing .signer { padding-top: 25mm; }
.attached { white-space: pre-wrap; text-align: center; text-indent: 0; font-style: italic; margin-bottom: 12pt; }
@media screen and (max-width: 1150px) { .sheet.wide { zoom: 0.7; } }
@media screen and (max-width: 850px) { .sheet { margin: 0; } }
@media print {
  body { background: none; }
  .sheet, .sheet.wide { width: auto; min-height: 0; margin: 0; padding: 0; box-shadow: none; }
  .sheet + .sheet { break-before: page; }
}
`
}

const FAMILY = `"${FONT}", Tinos, "Liberation Serif", serif`

/** A text between quotes, every letter that could mean something written by its number. */
function cssString(text: string): string {
  return `"${text.toWellFormed().replace(/[^\p{L}\p{N} .,]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`
}
