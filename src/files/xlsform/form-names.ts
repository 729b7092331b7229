const LONGEST = 31

/** Lower-case letters, digits and the joining sign; Vietnamese letters lose their marks. */
export function plainName(text: string, joint: '_' | '-'): string {
  const ascii = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd')
  return ascii.replace(/[^a-z0-9]+/g, joint).replace(/^[-_]+|[-_]+$/g, '')
}

/** A code of ours for a name of a form: the name itself where it can be one, else as near as may be. */
export function codeFor(name: string, isFree: (code: string) => boolean): string {
  const plain = /^[a-z][a-z0-9_]{0,30}$/.test(name) ? name : plainName(name, '_')
  const start = (/^[a-z]/.test(plain) ? plain : `q_${plain}`).slice(0, LONGEST)
  if (isFree(start)) return start
  for (let count = 2; ; count += 1) {
    const end = `_n${count}`
    const code = start.slice(0, LONGEST - end.length) + end
    if (isFree(code)) return code
  }
}

/** The code of a questionnaire, for example `household-survey-2024`. */
export function questionnaireCodeFor(...names: readonly string[]): string {
  for (const name of names) {
    const plain = plainName(name, '-')
    const code = (/^[a-z]/.test(plain) ? plain : `f-${plain}`).slice(0, 40).replace(/-+$/, '')
    if (plain !== '' && code.length > 1) return code
  }
  return 'xlsform'
}
