import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, queryClient } from '../../api-client.ts'
import { useLeaveDialog } from '../../components/leave-dialog.tsx'
import { notifyError } from '../../notices.ts'
import type { CaseDetail } from './case-filter.ts'

export interface ExplanationTexts {
  readonly assignee: string
  /** ISO day. */
  readonly dueOn: string | null
  readonly cause: string
  readonly remedy: string
}

export interface Explanation {
  readonly texts: ExplanationTexts
  readonly change: (changes: Partial<ExplanationTexts>) => void
  readonly isChanged: boolean
  /** Saves what was written, if anything was; null when it could not, which has been told. */
  readonly save: () => Promise<{ readonly rev: number } | null>
  /** Asked when the screen is left with something unsaved. */
  readonly question: ReactNode
}

const FIELDS = ['assignee', 'dueOn', 'cause', 'remedy'] as const

/**
 * What is being written on a case, against what is stored. A change of somebody else's is told, never written over.
 * `onSave`: told when it is about to be saved, which may do away with what a step was refused for.
 */
export function useExplanation(data: CaseDetail, onSave: () => void): Explanation {
  const [edits, setEdits] = useState<Partial<ExplanationTexts>>({})
  const { t } = useTranslation('actions')
  const texts = { assignee: data.assignee, dueOn: data.dueOn, cause: data.cause, remedy: data.remedy, ...edits }
  const changes = Object.fromEntries(FIELDS.filter((key) => texts[key] !== data[key]).map((key) => [key, texts[key]]))
  const isChanged = Object.keys(changes).length > 0
  const question = useLeaveDialog(isChanged, t('case.leave'))
  const write = async (): Promise<{ readonly rev: number } | null> => {
    onSave()
    if (!isChanged) return { rev: data.rev }
    try {
      await client.action.change.mutate({ id: data.id, rev: data.rev, ...changes })
      const { rev } = await client.action.get.query({ id: data.id })
      await queryClient.invalidateQueries()
      setEdits({})
      return { rev }
    } catch (error) {
      notifyError(errorText(error))
      return null
    }
  }
  // A step taken while it is being saved waits for that: saved twice, the second would find the first's change.
  const underway = useRef<ReturnType<typeof write> | null>(null)
  const save = () => {
    underway.current ??= write().finally(() => {
      underway.current = null
    })
    return underway.current
  }
  return { texts, change: (more) => setEdits({ ...edits, ...more }), isChanged, save, question }
}
