import { boundedParts } from '../../src/files/xlsx-bounds.ts'
import { unpackText } from '../../src/files/xlsx-parts.ts'

/** The parts of a Word file by name, as text. */
export async function docxParts(bytes: Uint8Array): Promise<Map<string, string>> {
  const parts = new Map<string, string>()
  for (const entry of boundedParts(bytes)) parts.set(entry.name, await unpackText(bytes, entry))
  return parts
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What a reader sees of a part, breaks and ends of paragraphs as line ends. Throws where tags don't nest. */
export function textOfXml(xml: string): string {
  const open: string[] = []
  let text = ''
  for (const [token, isEnd, name = '', isEmpty] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>|<\?[^>]*\?>|[^<]+/g)) {
    if (name === '') {
      if (!token.startsWith('<') && open.at(-1) === 'w:t') text += plain(token)
      continue
    }
    if (name === 'w:br' || (name === 'w:p' && isEnd === '/')) text += '\n'
    if (name === 'w:tab' && open.at(-1) === 'w:r') text += '\t'
    if (isEmpty === '/') continue
    if (isEnd !== '/') open.push(name)
    else if (open.pop() !== name) throw new Error(`</${name}> closes another tag`)
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`)
  return text
}

function plain(text: string): string {
  return text.replaceAll(/&(#x?[\da-f]+|\w+);/gi, (_, name: string) => {
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.replace('#x', '0x').replace('#', '')))
    const character = ENTITIES[name]
    if (character === undefined) throw new Error(`&${name}; is no entity of XML`)
    return character
  })
}

/** The tables of a part of a Word file, none inside another: rows of the texts of their cells. */
export function tablesOfXml(xml: string): string[][][] {
  const inside = (text: string, tag: string): string[] =>
    [...text.matchAll(new RegExp(`<w:${tag}(?: [^>]*)?>(.*?)</w:${tag}>`, 'gs'))].map(([, found]) => found ?? '')
  return inside(xml, 'tbl').map((table) =>
    inside(table, 'tr').map((row) => inside(row, 'tc').map((cell) => textOfXml(cell).trim())),
  )
}
