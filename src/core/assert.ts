/** For what cannot happen: a false condition is a bug of ours, never bad input. Its message never reaches the screen. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Bug: ${message}`)
}
