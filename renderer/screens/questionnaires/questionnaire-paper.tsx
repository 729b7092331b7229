import { useTranslation } from 'react-i18next'
import { conditionInWords } from '../../../src/core/questionnaire/condition-in-words.ts'
import type { ChoiceList, Question, Questionnaire, Section } from '../../../src/core/questionnaire/questionnaire.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import styles from './questionnaire.module.css'

interface PaperProps {
  questionnaire: Questionnaire
  hasCodes: boolean
}

type Lists = ReadonlyMap<string, ChoiceList>

/** The sections and questions in the order of the page, the boxes with their printed codes. */
export function QuestionnairePaper({ questionnaire, hasCodes }: PaperProps) {
  const lists: Lists = new Map(questionnaire.choiceLists.map((list) => [list.code, list]))
  const condition = (text: string): string => conditionInWords(text, questionnaire, currentLanguage())
  return (
    <div className={styles.paper}>
      {questionnaire.sections.map((section) => (
        <SectionBlock key={section.code} section={section} {...{ lists, hasCodes, condition }} />
      ))}
    </div>
  )
}

interface BlockProps {
  lists: Lists
  hasCodes: boolean
  /** A condition as the paper would say it. */
  condition: (text: string) => string
}

function SectionBlock({ section, ...rest }: BlockProps & { section: Section }) {
  return (
    <section className={styles.section}>
      <h2>
        {section.number !== '' && `${section.number}. `}
        {localText(section.title)}
      </h2>
      {section.intro !== undefined && <p className="secondary">{localText(section.intro)}</p>}
      {section.questions.map((question) => (
        <QuestionBlock key={question.code} question={question} {...rest} />
      ))}
    </section>
  )
}

function QuestionBlock({ question, lists, hasCodes, condition }: BlockProps & { question: Question }) {
  const { t } = useTranslation('questionnaire')
  return (
    <div className={styles.question}>
      <div className={styles.ask}>
        <span className={styles.number}>{question.number}</span>
        <span className="strong">{localText(question.label)}</span>
        {hasCodes && <code className={styles.code}>{question.code}</code>}
      </div>
      {question.hint !== undefined && <p className="secondary">{localText(question.hint)}</p>}
      {question.askIf !== undefined && (
        <p className="secondary small">{t('askedOnlyIf', { condition: condition(question.askIf) })}</p>
      )}
      <Answers question={question} lists={lists} hasCodes={hasCodes} />
    </div>
  )
}

function Answers({ question, lists, hasCodes }: Omit<BlockProps, 'condition'> & { question: Question }) {
  const { t } = useTranslation('questionnaire')
  switch (question.kind) {
    case 'grid':
      return <Grid question={question} list={lists.get(question.choices)} hasCodes={hasCodes} />
    case 'single':
    case 'multiple':
      return (
        <>
          <ul className={styles.choices}>
            {lists.get(question.choices)?.choices.map((choice) => (
              <li key={choice.code}>
                <span className={styles.box}>{choice.code}</span>
                {localText(choice.label)}
              </li>
            ))}
          </ul>
          {question.kind === 'multiple' && question.max !== undefined && question.hint === undefined && (
            <p className="secondary small">{t('atMost', { n: question.max })}</p>
          )}
        </>
      )
    case 'number':
      return <p className="secondary small">{t('number', { min: question.min, max: question.max })}</p>
    case 'date':
      return <p className="secondary small">{t('date')}</p>
    case 'text':
      return <div className={styles.lines} aria-hidden="true" />
    case 'note':
      return null
  }
}

interface GridProps {
  question: Extract<Question, { kind: 'grid' }>
  list: ChoiceList | undefined
  hasCodes: boolean
}

function Grid({ question, list, hasCodes }: GridProps) {
  const { t } = useTranslation('questionnaire')
  const choices = list?.choices ?? []
  return (
    <table className={styles.grid}>
      <thead>
        <tr>
          <th scope="col">{t('item')}</th>
          {choices.map((choice) => (
            <th key={choice.code} scope="col" className={styles.level}>
              {localText(choice.label)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {question.items.flatMap((item) => [
          ...(item.heading === undefined
            ? []
            : [
                <tr key={`${item.code} heading`} className={styles.heading}>
                  <th scope="colgroup" colSpan={choices.length + 1}>
                    {localText(item.heading)}
                  </th>
                </tr>,
              ]),
          <tr key={item.code}>
            <td>
              <span className={styles.number}>{item.number}</span> {localText(item.label)}
              {hasCodes && <code className={styles.code}>{item.code}</code>}
            </td>
            {choices.map((choice) => (
              <td key={choice.code} className={styles.level}>
                <span className={styles.box}>{choice.code}</span>
              </td>
            ))}
          </tr>,
        ])}
      </tbody>
    </table>
  )
}
