import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { HEADER_KEYS } from '../../../src/core/quality/finding.ts'
import { layOut } from '../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { client, errorText, type Outputs, trpc } from '../../api-client.ts'
import { QueryView } from '../../components/states.tsx'
import { formatNumber } from '../../format.ts'
import { ConditionEditor } from '../designer/rules/condition-editor.tsx'

interface OwnConditionProps {
  survey: { readonly id: number; readonly questionnaireCode: string; readonly questionnaireVersion: number }
  source: string
  onChange: (source: string) => void
}

/** What a sound form fulfils, picked together as in the designer of questionnaires, and tried on the forms there are. */
export function OwnCondition({ survey, source, onChange }: OwnConditionProps) {
  const { t } = useTranslation('quality')
  const { questionnaireCode: code, questionnaireVersion: version } = survey
  const questionnaire = useQuery(trpc.questionnaire.get.queryOptions({ code, version }))
  return (
    <section className="stack" aria-label={t('rule.condition')}>
      <h3>{t('rule.condition')}</h3>
      <QueryView query={questionnaire}>
        {(detail) => <Editor questionnaire={detail.questionnaire} source={source} onChange={onChange} />}
      </QueryView>
      <p className="secondary small">{t('rule.keysHint')}</p>
      <TrialRow key={source} surveyId={survey.id} condition={source} />
    </section>
  )
}

interface EditorProps {
  questionnaire: Questionnaire
  source: string
  onChange: (source: string) => void
}

function Editor({ questionnaire, source, onChange }: EditorProps) {
  const { t } = useTranslation('quality')
  const dictionary = useMemo(() => layOut(questionnaire), [questionnaire])
  return (
    <ConditionEditor
      field="own-rule"
      questionnaire={questionnaire}
      dictionary={dictionary}
      offered={dictionary.variables}
      source={source}
      say={(condition) => t('rule.say', { condition })}
      nothing={t('rule.nothing')}
      problems={[]}
      keys={HEADER_KEYS}
      onChange={onChange}
    />
  )
}

function TrialRow({ surveyId, condition }: { surveyId: number; condition: string }) {
  const { t } = useTranslation('quality')
  const trial = useMutation({
    mutationFn: () => client.quality.tryRule.query({ surveyId, condition }),
    meta: { isShownInPlace: true },
  })
  return (
    <div className="row">
      <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
        {t('rule.try')}
      </Button>
      <span role="status">
        {trial.error !== null && <span className="field-error">{errorText(trial.error)}</span>}
        {trial.data !== undefined && <TrialWords trial={trial.data} />}
      </span>
    </div>
  )
}

function TrialWords({ trial: { found, looked, examples } }: { trial: Outputs['quality']['tryRule'] }) {
  const { t } = useTranslation('quality')
  const counts = { found: formatNumber(found), looked: formatNumber(looked) }
  if (found === 0) return t('rule.triedNone', counts)
  if (found === looked) return <span className="field-error">{`${t('rule.tried', counts)} ${t('rule.triedAll')}`}</span>
  return `${t('rule.tried', counts)} ${t('rule.examples', { serials: examples.join(', ') })}`
}
