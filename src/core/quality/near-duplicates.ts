import type { Dictionary } from '../questionnaire/dictionary.ts'
import { answerOf, fieldOf } from '../questionnaire/record.ts'
import { byId, type NumberedForm, withoutChanged } from './duplicate-serials.ts'
import type { Finding } from './finding.ts'
import { contentOf, fingerprint } from './fingerprint.ts'

/** More of one answer than this, and two honest forms may well be the same; such a form is told as straight-lining. */
const MOST_ALIKE = 0.9

/**
 * Whether a form is so full and varied that another with the same answers is hardly chance: at least `least` answers, no more
 * than nine in ten of its scale answers alike. Ticks of a multiple choice count, its empty boxes don't.
 */
export function distinctiveForm(dictionary: Dictionary, least: number): (record: string) => boolean {
  return (record) => {
    let answered = 0
    let scaled = 0
    const counts = new Map<string, number>()
    for (const variable of dictionary.variables) {
      const answer = answerOf(fieldOf(record, variable))
      if (answer === null || (variable.kind === 'flag' && answer === '0')) continue
      answered += 1
      if (!variable.isScale) continue
      scaled += 1
      counts.set(answer, (counts.get(answer) ?? 0) + 1)
    }
    return answered >= least && (scaled === 0 || Math.max(...counts.values()) <= MOST_ALIKE * scaled)
  }
}

/** Gathers forms in any order; each later form (by id) with the same answers and texts is a finding. 100 bytes a form. */
export class ContentGroups {
  private readonly groups = new Map<number, NumberedForm | NumberedForm[]>()
  private readonly isDistinctive: (versionId: number, record: string) => boolean

  constructor(isDistinctive: (versionId: number, record: string) => boolean) {
    this.isDistinctive = isDistinctive
  }

  add(form: NumberedForm, versionId: number, record: string, texts: Readonly<Record<string, string>>): void {
    const key = contentKey(versionId, record, texts)
    const known = this.groups.get(key)
    if (known === undefined) this.groups.set(key, form)
    else if (Array.isArray(known)) known.push(form)
    else if (this.isDistinctive(versionId, record)) this.groups.set(key, [known, form])
  }

  /** `changed`: ids of forms that are no longer what was added. */
  findings(changed: ReadonlySet<string>): Finding[] {
    return [...this.groups].flatMap(([key, group]) => {
      return Array.isArray(group) ? findingsOf(withoutChanged(group, changed), key) : []
    })
  }
}

/** Of one version: records of different versions are laid out differently. */
export function contentKey(versionId: number, record: string, texts: Readonly<Record<string, string>>): number {
  return fingerprint(`${versionId}\n${contentOf(record, texts)}`)
}

function findingsOf(group: readonly NumberedForm[], key: number): Finding[] {
  const [first, ...later] = group.toSorted(byId)
  return later.map(({ responseId }) => {
    const detail = { other: first?.serial ?? '' }
    return { rule: 'near-duplicate', responseId, place: '', detail, basis: key.toString(36) }
  })
}
