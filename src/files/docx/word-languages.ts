/** In one language, or in Vietnamese with English in a smaller line under it. */
export const WORD_LANGUAGES = ['vi', 'en', 'vi-en'] as const
export type WordLanguage = (typeof WORD_LANGUAGES)[number]
