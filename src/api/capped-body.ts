import type { AppError } from '../core/errors.ts'

/** A request's body in memory; reading stops where it is larger than allowed, whatever its header says. Throws `tooLarge()`. */
export async function cappedBody(request: Request, megabytes: number, tooLarge: () => AppError): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // The two kinds of ReadableStream are one and the same; their types differ between Node and the web.
  const body = request.body === null ? [] : (request.body as unknown as AsyncIterable<Uint8Array>)
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > megabytes * 1_000_000) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
