import { useTranslation } from 'react-i18next'
import { conditionInWords } from '../../../src/core/questionnaire/condition-in-words.ts'
import type { Path } from '../../../src/core/questionnaire/problem.ts'
import type { ChoiceList, Question, Questionnaire, Section } from '../../../src/core/questionnaire/questionnaire.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import { anchorId } from './place-anchor.ts'
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
    <div className={styles.paper} id={anchorId([])}>
      {questionnaire.sections.map((section, index) => (
        <SectionBlock
          key={section.code}
          section={section}
          path={['sections', index]}
          {...{ lists, hasCodes, condition }}
        />
      ))}
    </div>
  )
}

interface BlockProps {
  /** The way to it in the document, for who jumps to it. */
  path: Path
  lists: Lists
  hasCodes: boolean
  /** A condition as the paper would say it. */
  condition: (text: string) => string
}

function SectionBlock({ section, path, ...rest }: BlockProps & { section: Section }) {
  return (
    <section className={styles.section} id={anchorId(path)}>
      <h2>
        {section.number !== '' && `${section.number}. `}
        {localText(section.title)}
      </h2>
      {section.intro !== undefined && <p className="secondary">{localText(section.intro)}</p>}
      {section.questions.map((question, index) => (
        <QuestionBlock key={question.code} question={question} path={[...path, 'questions', index]} {...rest} />
      ))}
    </section>
  )
}

function QuestionBlock({ question, path, lists, hasCodes, condition }: BlockProps & { question: Question }) {
  const { t } = useTranslation('questionnaire')
  return (
    <div className={styles.question} id={anchorId(path)}>
      <div className={styles.ask}>
        <span className={styles.number}>{question.number}</span>
        <span className="strong">{localText(question.label)}</span>
        {hasCodes && <code className={styles.code}>{question.code}</code>}
      </div>
      {question.hint !== undefined && <p className="secondary">{localText(question.hint)}</p>}
      {question.askIf !== undefined && (
        <p className="secondary small">{t('askedOnlyIf', { condition: condition(question.askIf) })}</p>
      )}
      <Answers question={question} path={path} lists={lists} hasCodes={hasCodes} />
    </div>
  )
}

function Answers({ question, path, lists, hasCodes }: Omit<BlockProps, 'condition'> & { question: Question }) {
  const { t } = useTranslation('questionnaire')
  switch (question.kind) {
    case 'grid':
      return <Grid question={question} path={path} list={lists.get(question.choices)} hasCodes={hasCodes} />
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
  path: Path
  question: Extract<Question, { kind: 'grid' }>
  list: ChoiceList | undefined
  hasCodes: boolean
}

function Grid({ question, path, list, hasCodes }: GridProps) {
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
        {question.items.flatMap((item, index) => [
          ...(item.heading === undefined
            ? []
            : [
                <tr key={`${item.code} heading`} className={styles.heading}>
                  <th scope="colgroup" colSpan={choices.length + 1}>
                    {localText(item.heading)}
                  </th>
                </tr>,
              ]),
          <tr key={item.code} id={anchorId([...path, 'items', index])}>
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
