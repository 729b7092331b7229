import { TRPCError } from '@trpc/server'
import type { Services } from '../app/services.ts'
import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { appErrorData, typedError } from './procedure.ts'

/** Work that tells how far it is; `signal`: the caller no longer waits. */
export type ToldWork<Result> = (tell: (progress: object) => void, signal: AbortSignal) => Promise<Result>

/**
 * Long work answered as a line of JSON for each step, `{type: progress | done | error, …}`. Ending the request ends the work.
 */
export function progressLines<Result>(services: Services, request: Request, work: ToldWork<Result>): Response {
  const stop = new AbortController()
  request.signal.addEventListener('abort', () => stop.abort(), { once: true })
  const encoder = new TextEncoder()
  const lines = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      const send = (line: object): void => {
        if (!stop.signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      try {
        const result = await work((progress) => send({ type: 'progress', ...progress }), stop.signal)
        send({ type: 'done', result })
      } catch (error) {
        const failure = typedError(services, new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error }), 'files')
        assert(failure.cause instanceof AppError, 'a typed error carries an AppError')
        send({ type: 'error', error: appErrorData(failure.cause) })
      } finally {
        if (!stop.signal.aborted) controller.close()
      }
    },
    cancel: () => stop.abort(),
  })
  return new Response(lines, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } })
}
