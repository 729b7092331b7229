import type { ChoiceList, Text } from '../questionnaire.ts'
import presets from './scale-presets.json' with { type: 'json' }

export type ScalePreset = keyof typeof presets

export const SCALE_PRESETS = ['satisfaction', 'agreement', 'interest', 'suitability', 'wish'] as const
export const LEVELS_FEWEST = 2
export const LEVELS_MOST = 11

/** Which of the seven words a scale of few levels has: with a middle on a scale of two sides, from "not" up on one. */
const WORDS: Record<'twoSided' | 'oneSided', Readonly<Record<number, readonly number[]>>> = {
  twoSided: {
    2: [1, 5],
    3: [1, 3, 5],
    4: [0, 1, 5, 6],
    5: [0, 1, 3, 5, 6],
    6: [0, 1, 2, 4, 5, 6],
    7: [0, 1, 2, 3, 4, 5, 6],
  },
  oneSided: {
    2: [1, 5],
    3: [1, 5, 6],
    4: [1, 4, 5, 6],
    5: [1, 2, 4, 5, 6],
    6: [0, 1, 2, 4, 5, 6],
    7: [0, 1, 2, 3, 4, 5, 6],
  },
}

/** A scale of 2 to 11 levels, worded; from 8 levels on only the ends have words, between them stand the numbers. */
export function scaleOf(preset: ScalePreset, levels: number): ChoiceList {
  const { levels: words, isTwoSided } = presets[preset]
  const picked = WORDS[isTwoSided ? 'twoSided' : 'oneSided'][levels]
  const labels = picked?.map((at) => words[at]) ?? Array.from({ length: levels }, (_, at) => endWord(words, at, levels))
  return {
    code: preset,
    isScale: true,
    choices: labels.map((label, at) => ({ code: String(at + 1), label: label ?? numberWord(at) })),
  }
}

function endWord(words: readonly Text[], at: number, levels: number): Text | undefined {
  return at === 0 ? words[0] : at === levels - 1 ? words.at(-1) : undefined
}

function numberWord(at: number): Text {
  return { vi: String(at + 1), en: String(at + 1) }
}

/** Another number of levels: those that are there stay, new ones come in at the end, blank. */
export function withLevels(list: ChoiceList, levels: number): ChoiceList {
  const choices = Array.from({ length: levels }, (_, at) => ({
    code: String(at + 1),
    label: list.choices[at]?.label ?? { vi: '', en: '' },
  }))
  return { ...list, isScale: true, choices }
}
