import { Zip, ZipDeflate } from 'fflate'

export interface ZipEntry {
  /** ASCII or UTF-8; no folders. */
  readonly name: string
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Files one after the other as a zip, none of them whole in memory. */
export async function* zipStream(entries: readonly ZipEntry[], madeAt: Date): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, piece) => {
    if (error !== null) failure = error
    else made.push(piece)
  })
  for (const { name, chunks } of entries) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = zipTime(madeAt)
    zip.add(file)
    for await (const chunk of chunks) {
      file.push(chunk)
      if (failure !== null) throw failure
      yield* made.splice(0)
    }
    file.push(new Uint8Array(), true)
  }
  zip.end()
  yield* made.splice(0)
}

/** A zip knows the years 1980 to 2099; a clock that was never set is elsewhere. */
function zipTime(time: Date): Date {
  const year = time.getFullYear()
  return year >= 1980 && year <= 2099 ? time : new Date(1980, 0, 1)
}
