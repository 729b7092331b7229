import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { operatorHeaders, queryClient } from '../../api-client.ts'
import { FileRefused, fileErrorText, refusalOf } from '../../file-refused.ts'
import { formatNumber } from '../../format.ts'
import { linesOf } from '../../lines-of.ts'
import { notifyDone, notifyError } from '../../notices.ts'

const textSchema = z.object({ vi: z.string(), en: z.string() })
const resultSchema = z.object({ forms: z.number(), opened: z.number(), fixed: z.number() })
const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), forms: z.number(), total: z.number() }),
  z.object({ type: z.literal('done'), result: resultSchema }),
  z.object({ type: z.literal('error'), error: textSchema }),
])

export interface QualityRun {
  /** How far it is; null when none is going. */
  readonly progress: { readonly forms: number; readonly total: number } | null
  readonly start: (batchId: number | null) => Promise<void>
  readonly stop: () => void
}

/** One run at a time over a survey or a batch. */
export function useQualityRun(surveyCode: string): QualityRun {
  const { t } = useTranslation('quality')
  const [progress, setProgress] = useState<QualityRun['progress']>(null)
  const running = useRef<AbortController | null>(null)
  const start = async (batchId: number | null): Promise<void> => {
    if (running.current !== null) return
    const controller = new AbortController()
    running.current = controller
    setProgress({ forms: 0, total: 0 })
    try {
      const { forms, opened, fixed } = await follow(surveyCode, batchId, controller.signal, setProgress)
      const counts = { forms: formatNumber(forms), opened: formatNumber(opened), fixed: formatNumber(fixed) }
      notifyDone(t('runDone', counts))
    } catch (error) {
      if (controller.signal.aborted) notifyDone(t('stopped'))
      else notifyError(fileErrorText(error))
    } finally {
      running.current = null
      setProgress(null)
      await queryClient.invalidateQueries()
    }
  }
  return { progress, start, stop: () => running.current?.abort() }
}

async function follow(
  survey: string,
  batchId: number | null,
  signal: AbortSignal,
  onProgress: (progress: { forms: number; total: number }) => void,
): Promise<z.infer<typeof resultSchema>> {
  const query = new URLSearchParams({ survey, ...(batchId === null ? {} : { batch: String(batchId) }) })
  const headers = operatorHeaders()
  const response = await fetch(`/files/quality-run?${query}`, { method: 'POST', headers, signal })
  if (!response.ok || response.body === null) throw await refusalOf(response)
  for await (const text of linesOf(response.body)) {
    const line = lineSchema.parse(JSON.parse(text))
    if (line.type === 'progress') onProgress(line)
    else if (line.type === 'error') throw new FileRefused(line.error)
    else return line.result
  }
  throw new TypeError('the answer broke off')
}
