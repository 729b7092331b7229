import type { StatisticsVariable } from './statistics-table.ts'

/** Words of SPSS's own language. */
const RESERVED: ReadonlySet<string> = new Set('all and by eq ge gt le lt ne not or to with'.split(' '))
const SHORT_LIMIT = 8

/** The variable's name in SPSS: its code, with an underscore where that is a word of the language. */
export function spssName({ name }: Pick<StatisticsVariable, 'name'>): string {
  return RESERVED.has(name) ? `${name}_` : name
}

/**
 * Gives names of eight bytes, as every variable record has one: the name itself where it is short enough, else `@1`, `@2` …,
 * which no variable code can be.
 */
export function shortNamer(): (name: string) => string {
  let given = 0
  return (name) => {
    if (name !== '' && name.length <= SHORT_LIMIT) return name.toUpperCase()
    given += 1
    return `@${given}`
  }
}
