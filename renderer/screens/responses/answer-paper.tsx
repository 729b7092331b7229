import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { StatusPill } from '../../components/status-pill.tsx'
import { localText } from '../../i18n/i18n.ts'
import { type AnswerLine, answerSections } from './answer-lines.ts'
import styles from './responses.module.css'

interface PaperProps {
  questionnaire: Questionnaire
  record: string
  texts: Readonly<Record<string, string>>
}

/** The whole form, question by question, in the order of the page. */
export function AnswerPaper({ questionnaire, record, texts }: PaperProps) {
  const sections = useMemo(() => answerSections(questionnaire, record, texts), [questionnaire, record, texts])
  return (
    <div className={styles.paper}>
      {sections.map((section) => (
        <section key={section.key}>
          <h2 className={styles.section}>
            {section.number !== '' && `${section.number}. `}
            {localText(section.title)}
          </h2>
          {section.lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </section>
      ))}
    </div>
  )
}

/** Longer words than these stand under their question, over the whole width. */
const WIDE_AFTER = 30

function Line({ line }: { line: AnswerLine }) {
  return (
    <>
      {line.heading !== null && <h3 className={styles.heading}>{localText(line.heading)}</h3>}
      <div className={(line.words ?? '').length > WIDE_AFTER ? `${styles.line} ${styles.lineWide}` : styles.line}>
        <span className={styles.number}>{line.number}</span>
        <span>{localText(line.label)}</span>
        <div>
          <Answer line={line} />
          {line.isUnasked && <Unasked />}
        </div>
      </div>
    </>
  )
}

/** The paper is the truth until a supervisor mends the form, so it counts; it is only pointed out. */
function Unasked() {
  const { t } = useTranslation('responses')
  return <StatusPill tone="unsure">{t('unasked')}</StatusPill>
}

function Answer({ line }: { line: AnswerLine }) {
  const { t } = useTranslation('responses')
  if (line.missing !== null) {
    return (
      <StatusPill tone={line.missing === 'notAsked' ? 'neutral' : 'unsure'}>{t(`missing.${line.missing}`)}</StatusPill>
    )
  }
  if (line.words !== null) return <span className={styles.words}>{line.words}</span>
  const shape = line.level === null ? '' : styles[`level${line.level}`]
  return (
    <>
      {line.answers.map((answer) => (
        <div key={answer.code} className={styles.answer}>
          <span className={`${styles.code} ${shape}`}>{answer.code}</span>
          {answer.label !== null && localText(answer.label)}
        </div>
      ))}
    </>
  )
}
