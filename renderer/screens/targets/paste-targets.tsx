import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import type { TargetEdit } from '../../components/target-edit.ts'
import { UNIT_LEVELS } from '../../components/unit-levels.ts'
import { useNodeNames } from '../../components/use-node-names.ts'
import { formatNumber } from '../../format.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import { parseTargets } from './parse-targets.ts'

interface PasteTargetsProps {
  present: readonly TargetEdit[]
  onAdd: (targets: readonly TargetEdit[]) => void
  onClose: () => void
}

const MOST_SHOWN = 8

/** Many targets at once from a spreadsheet, all or none; they stand in the table until it is saved. */
export function PasteTargets({ present, onAdd, onClose }: PasteTargetsProps) {
  const { t } = useTranslation(['targets', 'common'])
  const [text, setText] = useState('')
  const box = useFirstFocus<HTMLTextAreaElement>()
  const units = useQuery(trpc.unit.list.queryOptions()).data ?? []
  const sectors = useQuery(trpc.sector.list.queryOptions()).data ?? []
  const nodes = useNodeNames()
  const { targets, problems } = parseTargets(text, {
    nodes: [...nodes].map(([id, name]) => ({ id, names: [id, name, name.slice(`${id} · `.length)] })),
    units: units.map(({ id, code, name }) => ({ id, names: [code, name] })),
    levels: UNIT_LEVELS.map((id) => ({ id, names: [id, t(`common:unitLevel.${id}`)] })),
    sectors: sectors.map(({ id, code, name }) => ({ id, names: [code, name.vi, name.en] })),
    present,
  })
  const more = problems.length - MOST_SHOWN
  return (
    <Dialog
      title={t('paste.title')}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button disabled={targets.length === 0 || problems.length > 0} onClick={() => onAdd(targets)}>
            {t('paste.add', { n: formatNumber(targets.length) })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
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
    </Dialog>
  )
}
