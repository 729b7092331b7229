import type { ErrorCode, ErrorParams } from '../../core/errors.ts'

/** Why a rule of a form can't be said in our conditions. Always caught and told beside its row. */
export class NotCarried extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}
