/** What looks like a workbook's own mark of a character (`_x000D_`) is written so that it is read as it stands. */
export function escapeMarks(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}
