import type { ErrorCode, ErrorParams } from '../../core/errors.ts'

/** `lost`: not in the questionnaire · `rule`: a rule is not in it · `changed`: there in another way · `guessed`: look at it. */
export type Severity = 'lost' | 'rule' | 'changed' | 'guessed'

/** One thing of a form that is not in the questionnaire as it was; `row` as the spreadsheet numbers it. */
export interface Told {
  readonly sheet: string
  readonly row: number
  /** The name, column or list it is about. */
  readonly what: string
  readonly severity: Severity
  readonly code: ErrorCode
  readonly params: ErrorParams
}

/** What of a form was read, and where it went: every row of its sheets is carried or told. */
export class Account {
  readonly told: Told[] = []
  readonly #rows = { read: 0, lost: 0 }

  readRows(count: number): void {
    this.#rows.read += count
  }

  /** Rows that are not in the questionnaire: `count` of them from `row` on. */
  lose(sheet: string, row: number, what: string, code: ErrorCode, params: ErrorParams = {}, count = 1): void {
    this.#rows.lost += count
    this.tell('lost', sheet, row, what, code, count > 1 ? { ...params, count } : params)
  }

  tell(severity: Severity, sheet: string, row: number, what: string, code: ErrorCode, params: ErrorParams = {}): void {
    this.told.push({ sheet, row, what: short(what), severity, code, params })
  }

  get rows(): { readonly read: number; readonly carried: number } {
    return { read: this.#rows.read, carried: this.#rows.read - this.#rows.lost }
  }
}

const LONGEST = 80

/** Enough to find it by; a hostile cell is no message. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
