import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { buildEntryForm } from '../../../src/core/entry/entry-form.ts'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber, formatRate } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './keying.module.css'
import { FEWEST_FORMS, type QuestionTime } from './keying-view.ts'

const SHOWN = 8

interface SlowQuestionsProps {
  readonly surveyId: number
  readonly questions: readonly QuestionTime[]
  readonly headerSeconds: number | null
}

/** Where keying takes longest, by number and words: a question printed or worded badly stands out here. */
export function SlowQuestions({ surveyId, questions, headerSeconds }: SlowQuestionsProps) {
  const { t } = useTranslation('keying')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId })).data
  const questionnaire = useQuery({
    ...trpc.questionnaire.get.queryOptions({
      code: survey?.questionnaireCode ?? '',
      version: survey?.questionnaireVersion ?? 1,
    }),
    enabled: survey !== undefined,
  }).data?.questionnaire
  const fields = useMemo(
    () => new Map(questionnaire && buildEntryForm(questionnaire).fields.map((field) => [field.code, field])),
    [questionnaire],
  )
  // How long words take is a matter of what people wrote.
  const shown = questions.filter(({ code }) => fields.get(code)?.kind !== 'text').slice(0, SHOWN)
  const longest = shown[0]?.seconds ?? 1
  return (
    <Card title={t('slow.title')}>
      <p className="secondary small">{t('slow.hint', { forms: FEWEST_FORMS })}</p>
      {shown.length === 0 && <p>{t('slow.none', { forms: FEWEST_FORMS })}</p>}
      {shown.length > 0 && (
        <table className={styles.slow}>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('slow.number')}</th>
              <th scope="col">{t('slow.question')}</th>
              <th scope="col">{t('slow.time')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ code, seconds, forms }) => {
              const field = fields.get(code)
              return (
                <tr key={code}>
                  <td className="secondary">{field?.number ?? code}</td>
                  <td>
                    <span className={styles.words} title={field && localText(field.label)}>
                      {field === undefined ? t('slow.gone') : localText(field.label)}
                    </span>
                    <span className={styles.length} aria-hidden="true">
                      <i style={{ width: `${(100 * seconds) / longest}%` }} />
                    </span>
                  </td>
                  <td className="number" title={t('slow.forms', { n: formatNumber(forms) })}>
                    {t('seconds', { n: formatRate(seconds) })}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {headerSeconds !== null && (
        <p className="secondary small">{t('slow.header', { n: formatRate(headerSeconds) })}</p>
      )}
    </Card>
  )
}
