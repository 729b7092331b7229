/** What people may choose for the names of things; read by the schemas of the API and by the use cases. */

/** Codes: no space, so that they stand in file names and command lines. */
export const CODE_PATTERN = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u
export const CODE_LIMIT = 40
export const NAME_LIMIT = 300
/** A form's serial, and its open texts. */
export const SERIAL_LIMIT = 40
export const TEXT_LIMIT = { short: 500, long: 10_000 } as const
export const YEARS = { min: 2000, max: 2100 } as const
/** Of mergers: units are older than surveys, and `25` typed for a year is no year. */
export const SUCCESSION_YEARS = { min: 1945, max: 2100 } as const
/** Number and date of a decision. */
export const DOCUMENT_LIMIT = 300

/** Paper forms of one print run, and the name of its batch. */
export const MOST_COPIES = 10_000
export const BATCH_LIMIT = 60
