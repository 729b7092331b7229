/** What stands in the words of a catalogue in place of `{name}`. */
export type WordParams = Readonly<Record<string, string | number>>

/** Words of a catalogue with `{name}` replaced by the parameters; nothing where one isn't given. */
export function fillWords(words: string, params: WordParams): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
