import { AppError } from '../../core/errors.ts'
import type { ReportStage } from '../../core/report/report-request.ts'
import { takeTurns } from '../turns.ts'

export interface ReportListeners {
  readonly signal?: AbortSignal | undefined
  /** Told as each stage begins. */
  readonly onStage?: ((stage: ReportStage) => void) | undefined
}

/** Tells that a stage begins and lets other work in, an abort among it. Throws the signal's reason once it is aborted. */
export type BeginStage = (stage: ReportStage) => Promise<void>

/** Makes a report stage by stage. Throws what the work throws, and AppError `report-cancelled` when the signal aborts. */
export async function inStages<Made>(
  { signal, onStage }: ReportListeners,
  work: (begin: BeginStage) => Promise<Made>,
): Promise<Made> {
  try {
    return await work(async (stage) => {
      onStage?.(stage)
      await takeTurns(signal)
    })
  } catch (error) {
    throw signal?.aborted ? new AppError('report-cancelled') : error
  }
}
