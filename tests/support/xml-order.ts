/**
 * In which order ECMA-376 (part 1) wants the children of an element, by the element's name without its prefix: those that
 * our workbooks hold. Excel offers to repair a file that holds them in another.
 */
const ORDERS: Readonly<Record<string, string>> = {
  workbook:
    'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr',
  worksheet:
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks ignoredErrors drawing legacyDrawing tableParts extLst',
  styleSheet: 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst',
  border: 'left right top bottom diagonal',
  xf: 'alignment protection',
  sheetPr: 'tabColor outlinePr pageSetUpPr',
  c: 'f v is',
  chartSpace:
    'date1904 lang roundedCorners style clrMapOvr protection chart spPr txPr externalData printSettings userShapes',
  chart:
    'title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs showDLblsOverMax',
  plotArea: 'layout barChart lineChart catAx valAx dTable spPr',
  barChart: 'barDir grouping varyColors ser dLbls gapWidth overlap serLines axId',
  ser: 'idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape',
  dLbls: 'numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator',
  catAx:
    'axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl',
  valAx:
    'axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits',
  scaling: 'logBase orientation max min',
  title: 'tx layout overlay spPr txPr',
  legend: 'legendPos legendEntry layout overlay spPr txPr',
}

/** Elements in the wrong order or unknown where their order is known: `worksheet: hyperlinks after pageMargins`. */
export function orderFaults(xml: string): string[] {
  const faults: string[] = []
  const open: { name: string; last: string }[] = []
  for (const [, slash = '', name = '', empty = ''] of xml.matchAll(
    /<(\/?)(?:\w+:)?(\w+)(?:\s(?:"[^"]*"|[^>"])*?)?(\/?)>/g,
  )) {
    if (slash === '/') {
      if (open.pop()?.name !== name) faults.push(`</${name}> closes nothing`)
      continue
    }
    const parent = open.at(-1)
    const order = parent && ORDERS[parent.name]?.split(' ')
    if (parent !== undefined && order !== undefined) {
      if (!order.includes(name)) faults.push(`${parent.name}: ${name} is not known`)
      if (parent.last !== '' && order.indexOf(name) < order.indexOf(parent.last)) {
        faults.push(`${parent.name}: ${name} after ${parent.last}`)
      }
      parent.last = name
    }
    if (empty !== '/') open.push({ name, last: '' })
  }
  if (open.length > 0) faults.push(`<${open.at(-1)?.name}> stays open`)
  return faults
}
