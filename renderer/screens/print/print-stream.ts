import { fileLink } from '../../file-link.ts'
import { refusalOf } from '../../file-refused.ts'

export interface PrintChoice {
  readonly surveyCode: string
  readonly copies: number
  readonly batch: string
  readonly variant: 'standard' | 'large'
  readonly isBlank: boolean
}

/**
 * The PDF of a print run, with its name. Aborting the signal cancels the run.
 * @param onProgress how much has come, 0-1, by the size that the program estimates
 * @throws FileRefused when the program says why; what fetch throws when it doesn't answer or breaks off
 */
export async function fetchForms(
  choice: PrintChoice,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<{ readonly file: Blob; readonly name: string }> {
  const { surveyCode: survey, copies, batch, variant, isBlank } = choice
  const link = fileLink('form', { survey, copies, batch, variant, blank: isBlank ? 1 : 0 })
  const response = await fetch(link, { method: 'POST', signal })
  if (!response.ok || response.body === null) throw await refusalOf(response)
  const expected = Number(response.headers.get('x-sipas-estimated-bytes'))
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let received = 0
  for await (const chunk of chunksOf(response.body)) {
    chunks.push(chunk)
    received += chunk.length
    onProgress(Math.min(1, received / expected))
  }
  return { file: new Blob(chunks, { type: 'application/pdf' }), name: nameOf(response) }
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
}

/** The whole name stands in the second form (RFC 5987). */
function nameOf(response: Response): string {
  const [, encoded] = response.headers.get('content-disposition')?.match(/filename\*=UTF-8''([^;]+)/) ?? []
  return encoded === undefined ? 'sipas.pdf' : decodeURIComponent(encoded)
}
