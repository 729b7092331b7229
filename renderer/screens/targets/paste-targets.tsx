import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { PasteDialog } from '../../components/paste-dialog.tsx'
import type { TargetEdit } from '../../components/target-edit.ts'
import { UNIT_LEVELS } from '../../components/unit-levels.ts'
import { useNodeNames } from '../../components/use-node-names.ts'
import { formatNumber } from '../../format.ts'
import { parseTargets } from './parse-targets.ts'

interface PasteTargetsProps {
  present: readonly TargetEdit[]
  onAdd: (targets: readonly TargetEdit[]) => void
  onClose: () => void
}

/** Many targets at once from a spreadsheet, all or none; they stand in the table until it is saved. */
export function PasteTargets({ present, onAdd, onClose }: PasteTargetsProps) {
  const { t } = useTranslation(['targets', 'common'])
  const [text, setText] = useState('')
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
  return (
    <PasteDialog
      title={t('paste.title')}
      label={t('paste.box')}
      hint={t('paste.hint')}
      text={text}
      onText={setText}
      problems={problems.map(({ line, kind, value }) => ({ line, problem: t(`paste.problem.${kind}`, { value }) }))}
      add={t('paste.add', { n: formatNumber(targets.length) })}
      isReady={targets.length > 0}
      onAdd={() => onAdd(targets)}
      onClose={onClose}
    />
  )
}
