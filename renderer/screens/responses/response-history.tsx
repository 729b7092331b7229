import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerOf, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { HISTORY_KEYS } from '../../../src/core/response/revision-content.ts'
import { Card } from '../../components/card.tsx'
import { formatDateTime, formatIsoDate } from '../../format.ts'
import type { ResponseDetail } from './response-types.ts'
import styles from './responses.module.css'

interface HistoryProps {
  response: ResponseDetail
  questionnaire: Questionnaire
}

const KINDS = ['entry', 'import', 'correction', 'verification', 'void', 'undo', 'restore'] as const
/** Newest first: who, when, why, and each value before and after. Nothing is ever taken out of it. */
export function ResponseHistory({ response, questionnaire }: HistoryProps) {
  const { t } = useTranslation('responses')
  const variables = useMemo(() => {
    const { variables, texts } = buildDictionary(questionnaire)
    return new Map<string, { number: string; kind: string }>([
      ...variables.map((one) => [one.code, one] as const),
      ...texts.map(({ code, number }) => [code, { number, kind: 'text' }] as const),
    ])
  }, [questionnaire])
  const nameOf = (variable: string): string => {
    const key = HISTORY_KEYS.find((one) => one === variable)
    if (key !== undefined) return t(`key.${key}`)
    const { number = variable, kind } = variables.get(variable) ?? {}
    return kind === 'flag'
      ? t('history.box', { number, choice: variable.slice(variable.lastIndexOf('_') + 1) })
      : t('history.question', { number })
  }
  const wordsOf = (variable: string, value: string): string => {
    if (value === '') return t('history.empty')
    if (variable === 'state') return t(value === 'void' ? 'state.void' : 'state.valid')
    if (variable === 'collectedOn') return formatIsoDate(value)
    if (variable === 'weight') return value.replace('.', ',')
    const kind = variables.get(variable)?.kind
    if (kind === undefined) return value // a key of the form, by its code
    if (kind === 'text') return `“${value}”`
    const missing = missingKindOf(value)
    if (missing !== null) return t(`missing.${missing}`)
    if (kind === 'date') return formatIsoDate(value.trim().replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
    if (kind === 'flag') return t(value === '1' ? 'history.ticked' : 'history.unticked')
    const answer = answerOf(value) ?? value
    return kind === 'number' ? answer.replace('.', ',') : answer
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
