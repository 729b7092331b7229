import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, type Outputs } from '../../api-client.ts'
import { Caution } from '../../components/caution.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { formatNumber } from '../../format.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
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

const MOST_SHOWN = 8

/** Many mergers at once, all or none: what is wrong is told by line before anything is entered. */
export function PasteSuccessions({ units, successions, proposed, onClose }: PasteSuccessionsProps) {
  const { t } = useTranslation(['succession', 'common'])
  const [text, setText] = useState(proposed.join('\n'))
  const [setsDays, setSetsDays] = useState(true)
  const box = useFirstFocus<HTMLTextAreaElement>()
  const { rows, problems } = parseSuccessions(text, { units, successions })
  const add = useAddSuccessions(onClose)
  const isReady = rows.length > 0 && problems.length === 0 && !add.isPending
  const more = problems.length - MOST_SHOWN
  return (
    <Dialog
      title={t(proposed.length > 0 ? 'proposal.title' : 'paste.title')}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button disabled={!isReady} onClick={() => add.mutate({ rows: [...rows], setsDays })}>
            {t('paste.add', { n: formatNumber(rows.length) })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      {proposed.length > 0 && <Caution>{t('proposal.check')}</Caution>}
      <Textarea
        ref={box}
        label={t('paste.box')}
        description={t('paste.hint')}
        value={text}
        autosize
        minRows={8}
        maxRows={16}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problems.length > 0 && (
        <div role="status">
          <ul className="field-error">
            {problems.slice(0, MOST_SHOWN).map(({ line, kind, value }) => (
              <li key={line}>{t('paste.bad', { line, problem: t(`paste.problem.${kind}`, { value }) })}</li>
            ))}
            {more > 0 && <li>{t('paste.moreBad', { n: formatNumber(more) })}</li>}
          </ul>
        </div>
      )}
      <SetsDays value={setsDays} onChange={setSetsDays} />
      {add.error !== null && (
        <p role="alert" className="field-error">
          {errorText(add.error)}
        </p>
      )}
    </Dialog>
  )
}
