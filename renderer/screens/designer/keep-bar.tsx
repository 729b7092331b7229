import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { client, errorText, queryClient } from '../../api-client.ts'
import { leaveFreely } from '../../leave-guard.ts'
import styles from './designer.module.css'
import { refuseUnstorable, saveDraft } from './save-draft.ts'
import type { Designer } from './use-designer.ts'

interface KeepBarProps {
  designer: Designer
  /** Where the person was going while something isn't kept; null = nobody asks. */
  leave: (() => void) | null
  onStay: () => void
}

/** What a person has to settle about saving: somebody else's draft, one that can't be saved, or leaving too early. */
export function KeepBar({ designer, leave, onStay }: KeepBarProps) {
  const { t } = useTranslation('designer')
  const { status } = designer
  const isStuck = status.kind === 'conflict' || status.kind === 'refused'
  if (!isStuck && leave === null) return null
  return (
    <div className={styles.keepBar} role="alert">
      <span>{status.kind === 'refused' ? errorText(status.error) : t(isStuck ? 'conflict.told' : 'leave.told')}</span>
      <div className={`row ${styles.keepWays}`}>
        {status.kind === 'conflict' && <TakeTheirs designer={designer} />}
        {isStuck && <KeepMine designer={designer} />}
        {leave !== null && (
          <>
            <Button variant={isStuck ? 'default' : 'filled'} onClick={onStay}>
              {t('leave.stay')}
            </Button>
            <Button variant="default" onClick={leave}>
              {t('leave.leave')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

/** The other person's draft in place of mine; mine stays one Ctrl+Z away. */
function TakeTheirs({ designer: { history, acts, keeper } }: { designer: Designer }) {
  const { t } = useTranslation('designer')
  const { code, version } = history.document
  const take = useMutation({
    mutationFn: () => client.questionnaire.get.query({ code, version }),
    onSuccess: ({ questionnaire, rev }) => {
      keeper.adopt({ document: questionnaire, rev })
      acts.edit('load', () => questionnaire)
    },
  })
  return (
    <Button loading={take.isPending} onClick={() => take.mutate()}>
      {t('conflict.theirs')}
    </Button>
  )
}

/** Mine as a questionnaire of its own, under the next free code. */
function KeepMine({ designer: { history, keeper } }: { designer: Designer }) {
  const { t } = useTranslation('designer')
  const [, navigate] = useLocation()
  const keep = useMutation({
    mutationFn: async () => {
      const { retiredCodes: _, ...mine } = history.document // retired in the other form's versions only
      refuseUnstorable(mine)
      const known = await client.questionnaire.list.query()
      const code = freeName(mine.code, new Set(known.map((one) => one.code)))
      const title = { vi: code, en: '' }
      const { rev, ...made } = await client.questionnaire.createDraft.mutate({ from: 'nothing', code, title })
      await saveDraft({ ...mine, ...made }, rev)
      return made
    },
    onSuccess: async ({ code, version }) => {
      keeper.stop()
      leaveFreely()
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'designer' })
      navigate(`/questionnaires/${code}/${version}/edit`)
    },
  })
  return (
    <Button variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
      {t('conflict.mine')}
    </Button>
  )
}

/** `tthc-2017-2`, `tthc-2017-3` … whichever is free first; 40 characters at most. */
export function freeName(code: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n += 1) {
    const name = `${code.slice(0, 36)}-${n}`
    if (!taken.has(name)) return name
  }
}
