import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ControlTabs } from '../../components/tabs.tsx'
import { fileLink } from '../../file-link.ts'
import { formatDateTime, formatNumber } from '../../format.ts'
import { useCanManage, useOperator } from '../../use-role.ts'
import { FindingBoard } from './finding-board.tsx'
import styles from './quality.module.css'
import { type RuleRow, readFilter, type SurveyDetail } from './quality-filter.ts'
import { RuleDialog } from './rule-dialog.tsx'
import { RuleList } from './rule-list.tsx'
import { type QualityRun, useQualityRun } from './use-quality-run.ts'

type Overview = Outputs['quality']['overview']

/** What the rules have against the forms of a survey, and what became of it. */
export function QualityScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['control', 'quality'])
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const role = useOperator()?.role
  const isOthers = role === 'keyer'
  const overview = useQuery({
    ...trpc.quality.overview.queryOptions({ surveyId }),
    enabled: role !== undefined && !isOthers,
  })
  return (
    <Page
      title={t('title')}
      context={<SurveySwitch surveyId={surveyId} section="quality" />}
      isFilled
      actions={survey.data !== undefined && overview.data !== undefined && <Files survey={survey.data} />}
    >
      <div className={styles.screen}>
        <ControlTabs surveyId={surveyId} tab="quality" />
        {isOthers ? (
          <Card>
            <EmptyState title={t('quality:notYours.title')} hint={t('quality:notYours.hint')} />
          </Card>
        ) : (
          <QueryView query={survey}>
            {(detail) => (
              <QueryView query={overview}>{(rules) => <Quality survey={detail} overview={rules} />}</QueryView>
            )}
          </QueryView>
        )}
      </div>
    </Page>
  )
}

/** What is listed, on paper and as a file. */
function Files({ survey }: { survey: SurveyDetail }) {
  const { t } = useTranslation('quality')
  const [search] = useSearchParams()
  const { surveyId: _, batchId, ...filter } = readFilter(survey.id, search)
  const params = { survey: survey.code, ...filter, ...(batchId === undefined ? {} : { batch: batchId }) }
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          href={fileLink('findings', { ...params, format })}
          download
          aria-label={t('export', { format: t(format) })}
        >
          {t(format)}
        </Button>
      ))}
      <Button component={Link} href={`/surveys/${survey.id}/quality/print?${search}`} variant="default">
        {t('print')}
      </Button>
    </>
  )
}

function Quality({ survey, overview }: { survey: SurveyDetail; overview: Overview }) {
  const { t } = useTranslation('quality')
  const [search, setSearch] = useSearchParams()
  const [set, setSet] = useState<{ readonly rule: RuleRow | null } | null>(null)
  const canManage = useCanManage()
  const run = useQualityRun(survey.code)
  const filter = readFilter(survey.id, search)
  const change = (key: 'rule' | 'batch' | 'state', value: string | null): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('at')
        if (value === null) next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  return (
    <div className={styles.layout}>
      <search className={styles.side}>
        <RuleList
          rules={overview.rules}
          chosen={filter.rule ?? null}
          onChoose={(code) => change('rule', code)}
          onSet={canManage ? (rule) => setSet({ rule }) : null}
        />
        {canManage && (
          <Button variant="default" onClick={() => setSet({ rule: null })}>
            {t('newRule')}
          </Button>
        )}
      </search>
      <div className={styles.main}>
        <RunBar overview={overview} run={run} batchId={filter.batchId ?? null} canRun={canManage} />
        <FindingBoard
          survey={survey}
          filter={filter}
          onFilter={change}
          none={
            <EmptyState
              title={t('none')}
              hint={t('noneHint')}
              action={canManage && <RunButton run={run} batchId={filter.batchId ?? null} />}
            />
          }
        />
      </div>
      {set !== null && (
        <RuleDialog key={set.rule?.code ?? ''} survey={survey} rule={set.rule} onClose={() => setSet(null)} />
      )}
    </div>
  )
}

interface RunBarProps {
  overview: Overview
  run: QualityRun
  batchId: number | null
  canRun: boolean
}

/** When everything was looked at last, and looking again; how far that is, with a way to stop it. */
function RunBar({ overview: { lastRun }, run, batchId, canRun }: RunBarProps) {
  const { t } = useTranslation('quality')
  const { progress } = run
  return (
    <div className={styles.run}>
      {progress === null ? (
        <span className="secondary">
          {lastRun === null
            ? t('neverRun')
            : t('lastRun', {
                when: formatDateTime(lastRun.atMs),
                who: lastRun.operatorName,
                forms: formatNumber(lastRun.forms),
              })}
        </span>
      ) : (
        <span className={styles.progress} role="status">
          <progress aria-label={t('run')} max={Math.max(1, progress.total)} value={progress.forms} />
          {t('running', { forms: formatNumber(progress.forms), total: formatNumber(progress.total) })}
        </span>
      )}
      {progress !== null && (
        <Button variant="default" onClick={run.stop}>
          {t('stop')}
        </Button>
      )}
      {progress === null && canRun && <RunButton run={run} batchId={batchId} />}
    </div>
  )
}

function RunButton({ run, batchId }: { run: QualityRun; batchId: number | null }) {
  const { t } = useTranslation('quality')
  return <Button onClick={() => void run.start(batchId)}>{t('run')}</Button>
}
