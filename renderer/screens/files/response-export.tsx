import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordInWords } from '../../../src/core/deidentify/record-in-words.ts'
import { isTableFormat, type ResponseFormat } from '../../../src/core/response-formats.ts'
import type { Language } from '../../../src/core/words.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { Caution } from '../../components/caution.tsx'
import { fileLink } from '../../file-link.ts'
import { formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './files.module.css'

/** The most wanted first. */
const FORMATS: readonly ResponseFormat[] = ['xlsx', 'csv', 'sav', 'dat', 'parquet', 'codebook', 'ddi']
const LANGUAGES: readonly Language[] = ['vi', 'en']

/** The responses of a survey as one of the files that a spreadsheet, a statistics program or an archive takes. */
export function ResponseExport({ survey }: { survey: Outputs['survey']['list'][number] }) {
  const { t } = useTranslation('files')
  const [format, setFormat] = useState<ResponseFormat>('xlsx')
  const [language, setLanguage] = useState<Language>('vi')
  const [isDeIdentified, setIsDeIdentified] = useState(false)
  const link = fileLink('responses', {
    survey: survey.code,
    format,
    deIdentified: isDeIdentified ? 1 : undefined,
    language: isTableFormat(format) ? undefined : language,
  })
  return (
    <>
      <h3>{t('export.responses')}</h3>
      <p className="secondary">{t('export.responsesHint', { count: formatNumber(survey.validCount) })}</p>
      <FormatChoice chosen={format} onChoose={setFormat} />
      {!isTableFormat(format) && <LanguageChoice chosen={language} onChoose={setLanguage} />}
      <label className={styles.check}>
        <input type="checkbox" checked={isDeIdentified} onChange={(event) => setIsDeIdentified(event.target.checked)} />
        {t('export.deIdentified')}
      </label>
      {isDeIdentified && <DeIdentification surveyCode={survey.code} />}
      <Button
        component="a"
        href={link}
        download
        aria-label={t('export.saveFormat', { format: t(`export.formats.${format}`) })}
      >
        {t('export.save')}
      </Button>
    </>
  )
}

interface ChoiceProps<Value> {
  chosen: Value
  onChoose: (value: Value) => void
}

function FormatChoice({ chosen, onChoose }: ChoiceProps<ResponseFormat>) {
  const { t } = useTranslation('files')
  const id = useId()
  return (
    <fieldset className={`plain-fieldset ${styles.formats}`}>
      <legend className="visually-hidden">{t('export.format')}</legend>
      {FORMATS.map((format) => (
        <label key={format} className={styles.format}>
          <input
            type="radio"
            name={id}
            checked={format === chosen}
            aria-describedby={`${id}${format}`}
            aria-label={t(`export.formats.${format}`)}
            onChange={() => onChoose(format)}
          />
          <span className="strong">{t(`export.formats.${format}`)}</span>
          <small id={`${id}${format}`} className="secondary">
            {t(`export.who.${format}`)}
          </small>
        </label>
      ))}
    </fieldset>
  )
}

function LanguageChoice({ chosen, onChoose }: ChoiceProps<Language>) {
  const { t } = useTranslation('files')
  const id = useId()
  return (
    <fieldset className={`plain-fieldset ${styles.languages}`}>
      <legend>{t('export.labels')}</legend>
      {LANGUAGES.map((language) => (
        <label key={language} className={styles.check}>
          <input type="radio" name={id} checked={language === chosen} onChange={() => onChoose(language)} />
          {t(`export.languages.${language}`)}
        </label>
      ))}
    </fieldset>
  )
}

/** What goes with a de-identified file: its record, and what in it should be looked at before it leaves. */
function DeIdentification({ surveyCode }: { surveyCode: string }) {
  const { t } = useTranslation('files')
  const looked = useQuery(trpc.response.deidentification.queryOptions({ surveyCode }))
  const warnings =
    looked.data === undefined
      ? []
      : recordInWords(looked.data, currentLanguage()).lines.filter((line) => line.isWarning)
  return (
    <div className={styles.deIdentification}>
      <p className="secondary small">{t('export.deIdentifiedHint')}</p>
      {warnings.map(({ heading, text }) => (
        <Caution key={heading}>{`${heading}: ${text}.`}</Caution>
      ))}
      <a href={fileLink('deidentification', { survey: surveyCode })} download>
        {t('export.record')}
      </a>
    </div>
  )
}
