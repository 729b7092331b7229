import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Outputs } from '../../api-client.ts'
import { Caution } from '../../components/caution.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import type { StepProps } from './survey-draft.ts'
import styles from './survey-form.module.css'

type Summary = Outputs['questionnaire']['list'][number]

interface StepQuestionnaireProps extends StepProps {
  questionnaires: Summary[]
  onChoose: (questionnaire: Summary) => void
  /** Forms point at a version, so a survey keeps the one it was made with. */
  isFixed: boolean
}

/** Which form was handed out, with the caution it carries. */
export function StepQuestionnaire({ draft, problems, questionnaires, onChoose, isFixed }: StepQuestionnaireProps) {
  const { t } = useTranslation('survey')
  const isChosen = (one: Summary): boolean =>
    one.code === draft.questionnaireCode && one.version === draft.questionnaireVersion
  const offered = questionnaires.filter((one) => (isFixed ? isChosen(one) : one.state === 'published'))
  const chosen = questionnaires.find(isChosen)
  return (
    <>
      <fieldset className="plain-fieldset">
        <legend className="visually-hidden">{t('questionnaire.legend')}</legend>
        <div className={styles.questionnaires}>
          {offered.map((one) => (
            <label key={`${one.code} ${one.version}`} className={styles.choice}>
              <input
                type="radio"
                name="questionnaire"
                checked={isChosen(one)}
                disabled={isFixed}
                onChange={() => onChoose(one)}
              />
              <span className="strong">{localText(one.title)}</span>
              <br />
              <span className="secondary small">
                {t('questionnaire.about', {
                  code: one.code,
                  version: one.version,
                  variables: formatNumber(one.variables),
                })}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {problems.questionnaireCode !== undefined && (
        <p className="field-error">{t(`problem.${problems.questionnaireCode}`)}</p>
      )}
      {chosen !== undefined && (
        <div className="stack" style={{ marginTop: 12 }}>
          {chosen.caution !== null && <Caution>{localText(chosen.caution)}</Caution>}
          <p className="secondary small">
            {chosen.source}
            {' · '}
            <Anchor
              component={Link}
              underline="always"
              href={`/questionnaires/${chosen.code}/${chosen.version}`}
              fz={13}
            >
              {t('questionnaire.read')}
            </Anchor>
          </p>
        </div>
      )}
    </>
  )
}
