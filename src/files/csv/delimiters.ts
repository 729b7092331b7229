export const DELIMITERS = [',', ';', '\t'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** The delimiters by the names that options use. */
export const DELIMITER_NAMES = { comma: ',', semicolon: ';', tab: '\t' } as const satisfies Record<string, Delimiter>
export const DELIMITER_CHOICES = [
  'comma',
  'semicolon',
  'tab',
] as const satisfies readonly (keyof typeof DELIMITER_NAMES)[]
