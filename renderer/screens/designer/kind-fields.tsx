import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Spot, withQuestion } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Question } from '../../../src/core/questionnaire/questionnaire.ts'
import { ChoiceRows } from './choice-rows.tsx'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'
import { ItemRows } from './item-rows.tsx'
import { ListPicker } from './list-picker.tsx'
import { NumberField } from './number-field.tsx'
import { OtherMenu } from './other-menu.tsx'
import { withOptional } from './with-optional.ts'

/** What only questions of this kind have. */
export function KindFields({ spot, question }: { spot: readonly [number, number]; question: Question }) {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return <ClosedFields spot={spot} question={question} />
    case 'grid':
      return (
        <>
          <ItemRows spot={spot} grid={question} />
          <ListPicker spot={spot} question={question} />
          <ListRows list={question.choices} />
        </>
      )
    case 'number':
      return <RangeFields spot={spot} question={question} />
    default:
      return null
  }
}

function ListRows({ list }: { list: string }) {
  const { questionnaire } = useDesk()
  const index = questionnaire.choiceLists.findIndex(({ code }) => code === list)
  const found = questionnaire.choiceLists[index]
  return found === undefined ? null : (
    <div>
      <ChoiceRows index={index} list={found} />
    </div>
  )
}

function ClosedFields({
  spot,
  question,
}: {
  spot: Spot
  question: Extract<Question, { kind: 'single' | 'multiple' }>
}) {
  const { t } = useTranslation('designer')
  const { acts } = useDesk()
  return (
    <>
      <ListPicker spot={spot} question={question} />
      <ListRows list={question.choices} />
      <OtherMenu spot={spot} question={question} />
      {question.kind === 'multiple' && (
        <NumberField
          label={t('field.max')}
          field="max"
          value={question.max}
          isOptional
          isWhole
          onChange={(max) => {
            if (max !== undefined && (max < 1 || max > 99)) return
            acts.edit(
              'setting',
              (document) =>
                withQuestion(document, spot, (one) => (one.kind === 'multiple' ? withOptional(one, 'max', max) : one)),
              'max',
            )
          }}
        />
      )}
    </>
  )
}

const DECIMALS = ['0', '1', '2', '3', '4']

function RangeFields({ spot, question }: { spot: Spot; question: Extract<Question, { kind: 'number' }> }) {
  const { t } = useTranslation('designer')
  const { acts } = useDesk()
  const set = (change: Partial<Pick<typeof question, 'min' | 'max' | 'decimals'>>, typing: string): void =>
    acts.edit(
      'setting',
      (document) => withQuestion(document, spot, (one) => (one.kind === 'number' ? { ...one, ...change } : one)),
      typing,
    )
  return (
    <div className={styles.across}>
      {(['min', 'max'] as const).map((end) => (
        <NumberField
          key={end}
          label={t(`field.${end === 'min' ? 'from' : 'to'}`)}
          field={end}
          value={question[end]}
          onChange={(value) => value !== undefined && set({ [end]: value }, end)}
        />
      ))}
      <NativeSelect
        label={t('field.decimals')}
        data-field="decimals"
        size="xs"
        data={DECIMALS}
        value={String(question.decimals)}
        onChange={(event) => set({ decimals: Number(event.currentTarget.value) }, 'decimals')}
      />
    </div>
  )
}
