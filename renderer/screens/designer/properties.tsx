import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  ANSWER_KINDS,
  type AnswerKind,
  answerKindOf,
  changeKind,
} from '../../../src/core/questionnaire/edit/answer-kind.ts'
import {
  type GridItem,
  itemAt,
  questionAt,
  type Spot,
  sectionAt,
  withItem,
  withQuestion,
  withSection,
} from '../../../src/core/questionnaire/edit/spot.ts'
import type { Question, Section } from '../../../src/core/questionnaire/questionnaire.ts'
import { EmptyState } from '../../components/states.tsx'
import { CodeField } from './code-field.tsx'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'
import { KindFields } from './kind-fields.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { OptionalTextPair, TextPair } from './text-pair.tsx'
import { withOptional } from './with-optional.ts'

/** Everything that can be set about the selected section, question or item. */
export function Properties({ spot }: { spot: Spot | null }) {
  const { t } = useTranslation('designer')
  const { questionnaire } = useDesk()
  const section = spot === null ? undefined : sectionAt(questionnaire, spot)
  if (spot === null || section === undefined) {
    return <EmptyState title={t('empty.title')} hint={t('empty.hint')} />
  }
  const question = questionAt(questionnaire, spot)
  const item = itemAt(questionnaire, spot)
  if (item !== undefined) return <ItemFields spot={spot} item={item} />
  if (question !== undefined && spot[1] !== undefined) {
    return <QuestionFields spot={[spot[0], spot[1]]} question={question} />
  }
  return <SectionFields spot={spot} section={section} />
}

function SectionFields({ spot, section }: { spot: Spot; section: Section }) {
  const { t } = useTranslation('designer')
  const { acts } = useDesk()
  const set = (change: (one: Section) => Section, typing: string): void =>
    acts.edit('text', (document) => withSection(document, spot, change), typing)
  return (
    <>
      <TextPair
        label={t('section.title')}
        field="title"
        text={section.title}
        onChange={(title, typing) => set((one) => ({ ...one, title }), typing)}
      />
      <OptionalTextPair
        label={t('section.intro')}
        field="intro"
        text={section.intro}
        onChange={(intro, typing) => set((one) => withOptional(one, 'intro', intro), typing)}
      />
      <div className={styles.codeAndNumber}>
        <TextInput
          label={t('section.code')}
          data-field="code"
          size="xs"
          maxLength={20}
          className={styles.code ?? ''}
          value={section.code}
          error={section.code === '' && t('codeProblem.empty')}
          onChange={(event) => {
            const code = event.currentTarget.value.trim()
            set((one) => ({ ...one, code }), 'code')
          }}
        />
        <NumberInput number={section.number} onChange={(number) => set((one) => ({ ...one, number }), 'number')} />
      </div>
    </>
  )
}

function QuestionFields({ spot, question }: { spot: readonly [number, number]; question: Question }) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts } = useDesk()
  const set = (change: (one: Question) => Question, typing: string): void =>
    acts.edit('text', (document) => withQuestion(document, spot, change), typing)
  return (
    <>
      <NativeSelect
        label={t('field.kind')}
        data-field="kind"
        size="xs"
        value={answerKindOf(question, questionnaire)}
        data={ANSWER_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(event) => {
          const kind = event.currentTarget.value as AnswerKind // one of the options above
          acts.edit('kind', (document) => changeKind(document, spot, kind, earlier))
        }}
      />
      <TextPair
        label={t(question.kind === 'note' ? 'field.note' : 'field.question')}
        field="label"
        text={question.label}
        onChange={(label, typing) => set((one) => ({ ...one, label }), typing)}
      />
      <OptionalTextPair
        label={t('field.hint')}
        field="hint"
        text={question.hint}
        onChange={(hint, typing) => set((one) => withOptional(one, 'hint', hint), typing)}
      />
      <div className={styles.codeAndNumber}>
        <CodeField spot={spot} code={question.code} />
        <NumberInput number={question.number} onChange={(number) => set((one) => ({ ...one, number }), 'number')} />
      </div>
      <KindFields spot={spot} question={question} />
      <Rules spot={spot} />
    </>
  )
}

function ItemFields({ spot, item }: { spot: Spot; item: GridItem }) {
  const { t } = useTranslation('designer')
  const { acts } = useDesk()
  const set = (change: (one: GridItem) => GridItem, typing: string): void =>
    acts.edit('text', (document) => withItem(document, spot, change), typing)
  return (
    <>
      <TextPair
        label={t('field.item')}
        field="label"
        text={item.label}
        onChange={(label, typing) => set((one) => ({ ...one, label }), typing)}
      />
      <div className={styles.codeAndNumber}>
        <CodeField spot={spot} code={item.code} />
        <NumberInput number={item.number} onChange={(number) => set((one) => ({ ...one, number }), 'number')} />
      </div>
      <OptionalTextPair
        label={t('field.heading')}
        field="heading"
        text={item.heading}
        note={<p className={styles.note}>{t('field.headingHint')}</p>}
        onChange={(heading, typing) => set((one) => withOptional(one, 'heading', heading), typing)}
      />
      <Rules spot={spot} />
    </>
  )
}

/** Whether an answer is expected, who is asked, and what an answer must fulfil. */
function Rules({ spot }: { spot: Spot }) {
  const { t } = useTranslation('designer')
  const { questionnaire, problems, acts } = useDesk()
  return (
    <section className={styles.rules} aria-labelledby="designer-rules">
      <h3 id="designer-rules">{t('rules')}</h3>
      <RuleEditor
        key={spot.join('.')}
        {...{ questionnaire, spot, problems }}
        onChange={(next, typing) => acts.edit('rule', () => next, typing)}
      />
    </section>
  )
}

/** The number on paper. */
function NumberInput({ number, onChange }: { number: string; onChange: (number: string) => void }) {
  const { t } = useTranslation('designer')
  return (
    <TextInput
      label={t('field.number')}
      data-field="number"
      size="xs"
      maxLength={10}
      value={number}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
