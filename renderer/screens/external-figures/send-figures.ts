import { z } from 'zod'
import { FIGURE_COLUMNS } from '../../../src/core/external/read-figures.ts'
import { operatorHeaders } from '../../api-client.ts'
import { answerTo, refusalOf } from '../../file-refused.ts'

const figureSchema = z.object({
  ...{ source: z.string(), measure: z.string(), place: z.string(), year: z.number() },
  ...{ value: z.number(), scale: z.number(), rank: z.number().nullable() },
})

const resultSchema = z.object({
  rowsRead: z.number(),
  added: z.array(figureSchema),
  changed: z.array(z.object({ before: figureSchema, after: figureSchema })),
  unchanged: z.number(),
  rejects: z.array(
    z.object({
      row: z.number(),
      column: z.enum(FIGURE_COLUMNS),
      problem: z.enum(['missing', 'year', 'number', 'range', 'scale', 'rank', 'link', 'long', 'repeated']),
      value: z.string(),
    }),
  ),
})

export type FigureImport = z.infer<typeof resultSchema>

/**
 * Sends a file of figures to be looked at (`isDryRun`) or taken in.
 * @throws FileRefused for a file that can't be read; what fetch throws when the program doesn't answer
 */
export async function sendFigures(
  file: File,
  { isDryRun, isUpdating }: { isDryRun: boolean; isUpdating: boolean },
): Promise<FigureImport> {
  const query = new URLSearchParams({ dryRun: isDryRun ? '1' : '0', update: isUpdating ? '1' : '0' })
  const headers = { ...operatorHeaders(), 'content-type': 'application/octet-stream' }
  const response = await answerTo(
    file,
    fetch(`/files/external-figures?${query}`, { method: 'POST', headers, body: file }),
  )
  if (!response.ok) throw await refusalOf(response)
  return resultSchema.parse(await response.json())
}
