import { readPrintedSerial } from '../print/serial.ts'
import type { Finding } from './finding.ts'

/**
 * What two serials that mean the same number share: capitals, no spaces, no zeros in front, a printed number without its
 * check digit. `12` and `0012`, `000123-4` and `000123`, `a-7` and `A-7`.
 * @param hasPrinted the survey has printed forms, so seven digits are a number and its check digit though no dash tells
 */
export function serialKey(serial: string, hasPrinted: boolean): string {
  const printed = readPrintedSerial(serial)
  if (printed?.isRight && (printed.isDashed || hasPrinted)) return String(printed.number)
  const plain = serial.normalize('NFKC').toUpperCase().replace(/\s/gu, '')
  return plain.replace(/^0+(?=\d+$)/, '')
}

export interface NumberedForm {
  readonly responseId: string
  readonly serial: string
}

/** Gathers the serials of a survey's valid forms, in any order; each later form (by id) of a number is a finding. */
export class SerialGroups {
  private readonly groups = new Map<string, NumberedForm | NumberedForm[]>()
  private readonly hasPrinted: boolean

  constructor(hasPrinted: boolean) {
    this.hasPrinted = hasPrinted
  }

  add(form: NumberedForm): void {
    const key = serialKey(form.serial, this.hasPrinted)
    const known = this.groups.get(key)
    if (known === undefined) this.groups.set(key, form)
    else this.groups.set(key, [...(Array.isArray(known) ? known : [known]), form])
  }

  /** `changed`: ids of forms that are no longer what was added. */
  findings(changed: ReadonlySet<string>): Finding[] {
    return [...this.groups.values()].flatMap((group) => {
      return Array.isArray(group) ? findingsOf(withoutChanged(group, changed)) : []
    })
  }
}

function findingsOf(group: readonly NumberedForm[]): Finding[] {
  const [first, ...later] = group.toSorted(byId)
  return later.map(({ responseId, serial }) => {
    const detail = { serial, other: first?.serial ?? '' }
    return { rule: 'duplicate-serial', responseId, place: '@serial', detail, basis: serialBasis(serial, detail.other) }
  })
}

export function serialBasis(serial: string, other: string): string {
  return `${serial}\n${other}`
}

export function withoutChanged(group: readonly NumberedForm[], changed: ReadonlySet<string>): NumberedForm[] {
  return group.filter(({ responseId }) => !changed.has(responseId))
}

export function byId(a: NumberedForm, b: NumberedForm): number {
  return a.responseId < b.responseId ? -1 : 1
}

/** A printed number that stands in another survey of the same questionnaire too: numbers run through all of them. */
export function foreignSerialFinding(form: NumberedForm, survey: string): Finding {
  const detail = { serial: form.serial, survey }
  return {
    rule: 'duplicate-serial',
    responseId: form.responseId,
    place: `@survey:${survey}`,
    detail,
    basis: form.serial,
  }
}
