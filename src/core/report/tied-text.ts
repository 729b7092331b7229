/** A text whose numbers keep their sign and their other end: `95 %`, `85,10 – 87,70`, `2021 - 2030` stay on one line. */
export function tiedText(text: string): string {
  return text.replace(/(?<=\d) (?=%)/g, '\u00a0').replace(/(?<=\d%?) ([-–]) (?=\d)/g, '\u00a0$1\u00a0')
}
