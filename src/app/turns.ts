import { setImmediate as turn } from 'node:timers/promises'

/**
 * Lets everything else that waits have its turn within long work, an abort among it.
 * @throws the signal's reason once it is aborted
 */
export async function takeTurns(signal?: AbortSignal): Promise<void> {
  await turn()
  signal?.throwIfAborted()
}

/** Long pure work, which gives way at each of its steps. Throws as takeTurns does. */
export async function inTurns<Result>(steps: Iterator<void, Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await takeTurns(signal)
  }
}
