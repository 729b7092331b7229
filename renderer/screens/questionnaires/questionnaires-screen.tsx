import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { StatusPill, type Verdict } from '../../components/status-pill.tsx'
import { formatMoment, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { useCanDesign } from '../../use-role.ts'
import { CreateDialog } from './create-dialog.tsx'
import { ImportButton } from './import-dialog.tsx'
import styles from './questionnaire.module.css'
import { RowActions } from './row-actions.tsx'
import type { Summary } from './use-questionnaire-acts.ts'

/** Every questionnaire the store holds, its versions together, newest first; where forms are begun and versions made. */
export function QuestionnairesScreen() {
  const { t } = useTranslation('questionnaire')
  const list = useQuery(trpc.questionnaire.list.queryOptions())
  const canDesign = useCanDesign() === true
  const [creating, setCreating] = useState<{ readonly model: Summary | null } | null>(null)
  return (
    <Page
      title={t('title')}
      context={t('context')}
      actions={
        canDesign && (
          <>
            <ImportButton />
            <Button onClick={() => setCreating({ model: null })}>{t('create.open')}</Button>
          </>
        )
      }
    >
      <Card>
        <QueryView query={list}>
          {(questionnaires) => (
            <>
              <VersionTable
                questionnaires={questionnaires}
                canDesign={canDesign}
                onCopy={(model) => setCreating({ model })}
              />
              {creating !== null && (
                <CreateDialog
                  questionnaires={questionnaires}
                  model={creating.model}
                  onClose={() => setCreating(null)}
                />
              )}
            </>
          )}
        </QueryView>
      </Card>
    </Page>
  )
}

interface TableProps {
  questionnaires: readonly Summary[]
  canDesign: boolean
  onCopy: (model: Summary) => void
}

function VersionTable({ questionnaires, ...rest }: TableProps) {
  const { t } = useTranslation('questionnaire')
  return (
    <table className={styles.list}>
      <thead>
        <tr>
          <th scope="col">{t('column.title')}</th>
          <th scope="col">{t('column.version')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col" className={`number ${styles.extra}`}>
            {t('column.variables')}
          </th>
          <th scope="col" className="number">
            {t('column.responses')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('column.acts')}</span>
          </th>
        </tr>
      </thead>
      {[...byCode(questionnaires)].map(([code, versions]) => (
        <tbody key={code}>
          {versions.map((one, index) => (
            <Row key={one.version} one={one} isFirst={index === 0} {...rest} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** Versions of one code together, the newest first, codes in the order of the list. */
function byCode(questionnaires: readonly Summary[]): Map<string, Summary[]> {
  const groups = Map.groupBy(questionnaires, ({ code }) => code)
  for (const versions of groups.values()) versions.sort((a, b) => b.version - a.version)
  return groups
}

const TONES: Record<Summary['state'], Verdict | 'neutral'> = { draft: 'unsure', published: 'met', retired: 'neutral' }

function Row({
  one,
  isFirst,
  canDesign,
  onCopy,
}: Omit<TableProps, 'questionnaires'> & { one: Summary; isFirst: boolean }) {
  const { t } = useTranslation('questionnaire')
  const { code, version, state } = one
  const address = `/questionnaires/${code}/${version}${state === 'draft' && canDesign ? '/edit' : ''}`
  return (
    <tr data-later={!isFirst}>
      <td>
        <Link href={address} className={(isFirst ? styles.title : styles.laterTitle) ?? ''}>
          {localText(one.title)}
        </Link>
        {isFirst && (
          <div className="secondary">
            {code}
            {one.source !== '' && ` · ${one.source}`}
          </div>
        )}
      </td>
      <td className={styles.version}>{t('versionNumber', { version })}</td>
      <td>
        <span className={`row ${styles.state}`}>
          <StatusPill tone={TONES[state]}>{t(`state.${state}`)}</StatusPill>
          {one.caution !== null && <StatusPill tone="unsure">{t('mustCheck')}</StatusPill>}
          {state === 'draft' && one.changedAtMs !== null && (
            <span className="secondary">{t('changedAt', { at: formatMoment(one.changedAtMs) })}</span>
          )}
        </span>
      </td>
      <td className={`number ${styles.extra}`}>{one.variables === null ? '' : formatNumber(one.variables)}</td>
      <td className="number">{formatNumber(one.responses)}</td>
      <td>
        <RowActions one={one} canDesign={canDesign} isNewest={isFirst} onCopy={() => onCopy(one)} />
      </td>
    </tr>
  )
}
