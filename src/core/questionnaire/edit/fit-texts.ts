import type { Questionnaire } from '../questionnaire.ts'
import { MOST } from './limits.ts'
import { mapSame } from './map-same.ts'

/** By the property that holds the text; conditions are no texts: cut, one would mean something else. */
const LONGEST: Readonly<Record<string, number>> = {
  ...{ vi: MOST.text, en: MOST.text },
  ...{ source: MOST.source, number: MOST.number },
  ...{ code: MOST.code, id: MOST.code, choices: MOST.code, items: MOST.code },
}

/** The document with every text cut to what its field holds; what fits is the very same object. */
export function fitTexts(questionnaire: Questionnaire): Questionnaire {
  const fitted = shortened(questionnaire, '') as Questionnaire // the same shape, with shorter texts in it
  const sections = mapSame(fitted.sections, (section) =>
    section.code.length > MOST.sectionCode ? { ...section, code: cut(section.code, MOST.sectionCode) } : section,
  )
  return sections === fitted.sections ? fitted : { ...fitted, sections }
}

function shortened(value: unknown, name: string): unknown {
  if (typeof value === 'string') return cut(value, LONGEST[name] ?? value.length)
  if (Array.isArray(value)) return mapSame(value, (one) => shortened(one, name))
  if (typeof value !== 'object' || value === null) return value
  const entries: [string, unknown][] = Object.entries(value)
  const fitted = mapSame(entries, (entry): [string, unknown] => {
    const inside = shortened(entry[1], entry[0])
    return inside === entry[1] ? entry : [entry[0], inside]
  })
  return fitted === entries ? value : Object.fromEntries(fitted)
}

/** A character of two units isn't halved. */
function cut(text: string, longest: number): string {
  return text.length > longest ? text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '') : text
}
