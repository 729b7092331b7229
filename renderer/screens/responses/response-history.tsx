import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerOf, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { HISTORY_KEYS } from '../../../src/core/response/revision-content.ts'
import { Card } from '../../components/card.tsx'
import { formatDateTime } from '../../format.ts'
import type { ResponseDetail } from './response-types.ts'
import styles from './responses.module.css'

interface HistoryProps {
  response: ResponseDetail
  questionnaire: Questionnaire
}

const KINDS = ['entry', 'import', 'correction', 'void', 'restore'] as const
/** Newest first: who, when, why, and each value before and after. Nothing is ever taken out of it. */
export function ResponseHistory({ response, questionnaire }: HistoryProps) {
  const { t } = useTranslation('responses')
  const numbers = useMemo(() => {
    const { variables, texts } = buildDictionary(questionnaire)
    return new Map([...variables, ...texts].map(({ code, number }) => [code, number]))
  }, [questionnaire])
  const nameOf = (variable: string): string => {
    const key = HISTORY_KEYS.find((one) => one === variable)
    return key === undefined ? t('history.question', { number: numbers.get(variable) ?? variable }) : t(`key.${key}`)
  }
  const wordsOf = (variable: string, field: string): string => {
    if (field === '') return t('history.empty')
    if (variable === 'state') return t(field === 'void' ? 'state.void' : 'state.valid')
    const missing = missingKindOf(field)
    return missing === null ? (answerOf(field) ?? field) : t(`missing.${missing}`)
  }
  return (
    <Card title={t('history.title')}>
      <ol className={styles.history}>
        {response.revisions.toReversed().map((revision) => {
          const kind = KINDS.find((one) => one === revision.kind)
          return (
            <li key={revision.rev}>
              <div className="strong">{kind === undefined ? revision.kind : t(`kind.${kind}`)}</div>
              <div className="secondary small">
                {revision.operatorName} · {formatDateTime(revision.atMs)}
              </div>
              {revision.reason !== '' && <div>{t('history.reason', { reason: revision.reason })}</div>}
              {revision.changes.length > 0 && (
                <ul className={styles.changes}>
                  {revision.changes.map((change) => (
                    <li key={change.variable}>
                      {t('history.change', {
                        name: nameOf(change.variable),
                        from: wordsOf(change.variable, change.from),
                        to: wordsOf(change.variable, change.to),
                      })}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
