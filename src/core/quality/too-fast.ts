import type { Dictionary } from '../questionnaire/dictionary.ts'
import type { FormFinding, LookedAtForm } from './finding.ts'
import { missingCounter } from './missing-share.ts'

/**
 * A form keyed in fewer than `least` ms an answer: nobody reads and keys so fast, so it was copied or invented. An answer is
 * what the paper asks: a multiple choice is one, a missing answer too. The fastest typists known press about 17 keys a second
 * (60 ms a key) on plain text.
 */
export function tooFastRule(dictionary: Dictionary, least: number): (form: LookedAtForm) => FormFinding[] {
  const count = missingCounter(dictionary)
  return ({ record, activeMs }) => {
    if (activeMs === null) return []
    const { asked } = count(record)
    if (asked === 0 || activeMs >= least * asked) return []
    const detail = { milliseconds: Math.round(activeMs / asked), answers: asked, limit: least }
    return [{ rule: 'too-fast', place: '', detail, basis: String(activeMs) }]
  }
}
