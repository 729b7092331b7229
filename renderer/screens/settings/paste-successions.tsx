import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Caution } from '../../components/caution.tsx'
import { PasteDialog } from '../../components/paste-dialog.tsx'
import { formatNumber } from '../../format.ts'
import { SetsDays } from './add-succession.tsx'
import { parseSuccessions } from './parse-successions.ts'
import { useAddSuccessions } from './use-add-successions.ts'

interface PasteSuccessionsProps {
  units: Outputs['unit']['list']
  successions: Outputs['unit']['successions']
  /** Lines to begin with, for the clerk to check. */
  proposed: readonly string[]
  onClose: () => void
}

/** Many mergers at once, all or none: what is wrong is told by line before anything is entered. */
export function PasteSuccessions({ units, successions, proposed, onClose }: PasteSuccessionsProps) {
  const { t } = useTranslation('succession')
  const [text, setText] = useState(proposed.join('\n'))
  const [setsDays, setSetsDays] = useState(true)
  const { rows, problems } = parseSuccessions(text, { units, successions })
  const add = useAddSuccessions(onClose)
  return (
    <PasteDialog
      title={t(proposed.length > 0 ? 'proposal.title' : 'paste.title')}
      label={t('paste.box')}
      hint={t('paste.hint')}
      text={text}
      onText={setText}
      problems={problems.map(({ line, kind, value }) => ({ line, problem: t(`paste.problem.${kind}`, { value }) }))}
      add={t('paste.add', { n: formatNumber(rows.length) })}
      isReady={rows.length > 0 && !add.isPending}
      onAdd={() => add.mutate({ rows: [...rows], setsDays })}
      onClose={onClose}
      error={add.error}
      lead={proposed.length > 0 && <Caution>{t('proposal.check')}</Caution>}
    >
      <SetsDays value={setsDays} onChange={setSetsDays} />
    </PasteDialog>
  )
}
