import { z } from 'zod'
import { REPORT_STAGES, type ReportStage } from '../../../src/core/report/report-request.ts'
import { FileRefused, refusalOf } from '../../file-refused.ts'
import { linesOf } from '../../lines-of.ts'

const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), stage: z.enum(REPORT_STAGES) }),
  z.object({ type: z.literal('done'), result: z.object({ name: z.string() }) }),
  z.object({ type: z.literal('error'), error: z.object({ vi: z.string(), en: z.string() }) }),
])

/**
 * Has a report made, so that its link answers at once; answers the file's name. Aborting the signal ends the work.
 * @throws FileRefused when the program says why; what fetch throws when it doesn't answer or breaks off
 */
export async function prepareReport(
  link: string,
  signal: AbortSignal,
  onStage: (stage: ReportStage) => void,
): Promise<string> {
  const response = await fetch(link, { method: 'POST', signal })
  if (!response.ok || response.body === null) throw await refusalOf(response)
  for await (const text of linesOf(response.body)) {
    const line = lineSchema.parse(JSON.parse(text))
    if (line.type === 'progress') onStage(line.stage)
    else if (line.type === 'error') throw new FileRefused(line.error)
    else return line.result.name
  }
  throw new TypeError('the answer broke off')
}
