import { isConnectionError } from '../../api-client.ts'
import { noticeConnectionLost } from '../../connection.ts'

const ASK_AGAIN_AFTER_MS = 1_000

/**
 * Asks the store until it answers, well or ill: it may be starting again. Only for work that the store does once however
 * often it is asked. `isWorthIt`: asked before each new try; when it says no, the lost connection is the answer.
 */
export async function untilAnswered<T>(work: () => Promise<T>, isWorthIt = (): boolean => true): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isConnectionError(error)) throw error
      noticeConnectionLost()
      if (!isWorthIt()) throw error
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER_MS))
    }
  }
}
