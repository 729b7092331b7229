/**
 * Of the heading of a part or an annex: `Phần thứ nhất` on a line of its own in small letters, its title in capitals below;
 * a title without such words in capitals.
 */
export function partLines(text: string): readonly string[] {
  const [, number, title = text] = /^((?:Phần|Part|Phụ lục|Annex) [^.:\n]+)[.:\n]\s*(.+)$/su.exec(text) ?? []
  return [...(number === undefined ? [] : [number]), title.toLocaleUpperCase('vi')]
}

/** Of a caption: `Bảng 1.`, which is bold, and its words with the space before them. */
export function captionParts(text: string): { readonly label: string; readonly rest: string } {
  const [, label = '', rest = text] = /^(\S+ \S+\.)( .*)$/su.exec(text) ?? []
  return { label, rest }
}
