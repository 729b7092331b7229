import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answerKindOf } from '../../../src/core/questionnaire/edit/answer-kind.ts'
import {
  addList,
  fixedLevels,
  isOwnList,
  publishedChoices,
  usersOf,
  withList,
} from '../../../src/core/questionnaire/edit/choice-lists.ts'
import {
  LEVELS_FEWEST,
  LEVELS_MOST,
  SCALE_PRESETS,
  type ScalePreset,
  scaleOf,
  withLevels,
} from '../../../src/core/questionnaire/edit/scales.ts'
import { questionAt, type Spot, withQuestion } from '../../../src/core/questionnaire/edit/spot.ts'
import type { ChoiceList, Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { localText } from '../../i18n/i18n.ts'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'

/** How many levels a worded scale begins with, as the Ministry's forms have them. */
export const USUAL_LEVELS: Record<ScalePreset, number> = {
  satisfaction: 5,
  agreement: 5,
  interest: 4,
  suitability: 4,
  wish: 4,
}

const LEVELS = Array.from({ length: LEVELS_MOST - LEVELS_FEWEST + 1 }, (_, at) => String(at + LEVELS_FEWEST))

type ClosedQuestion = Extract<Question, { choices: string }>

/** Which list a question answers with: one of the form's, or a new scale from a pattern. */
export function ListPicker({ spot, question }: { spot: Spot; question: ClosedQuestion }) {
  const { t } = useTranslation('designer')
  const { questionnaire, acts } = useDesk()
  const kind = answerKindOf(question, questionnaire)
  const isScale = kind === 'likert' || kind === 'grid'
  const lists = questionnaire.choiceLists.filter((list) => kind === 'grid' || list.isScale === (kind === 'likert'))
  const index = questionnaire.choiceLists.findIndex(({ code }) => code === question.choices)
  const list = questionnaire.choiceLists[index]
  const choose = (value: string): void => acts.edit('list', (document) => withChoices(document, spot, value))
  return (
    <>
      <div className={list?.isScale ? styles.listAndLevels : undefined}>
        <NativeSelect
          label={t(isScale ? 'choices.scale' : 'choices.list')}
          data-field="choices"
          size="xs"
          value={list === undefined ? '' : `list:${list.code}`}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {list === undefined && <option value="">{t('choices.none')}</option>}
          <optgroup label={t('choices.inForm')}>
            {lists.map((one) => (
              <option key={one.code} value={`list:${one.code}`}>
                {listName(one)}
              </option>
            ))}
          </optgroup>
          {isScale && (
            <optgroup label={t('choices.patterns')}>
              {SCALE_PRESETS.map((preset) => (
                <option key={preset} value={`preset:${preset}`}>
                  {t(`preset.${preset}`, { n: USUAL_LEVELS[preset] })}
                </option>
              ))}
            </optgroup>
          )}
        </NativeSelect>
        {list?.isScale && <LevelsSelect index={index} list={list} />}
      </div>
      {list !== undefined && <SharedNote spot={spot} question={question} list={list} />}
    </>
  )
}

/** The number of levels of a scale, 2 to 11, the published ones at least; what is worded stays. */
export function LevelsSelect({ index, list }: { index: number; list: ChoiceList }) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts } = useDesk()
  const fewest = fixedLevels(list, publishedChoices(questionnaire, list, earlier))
  return (
    <NativeSelect
      label={t('choices.levelCount')}
      size="xs"
      data={LEVELS.filter((levels) => Number(levels) >= fewest)}
      value={String(list.choices.length)}
      onChange={(event) => {
        const levels = Number(event.currentTarget.value)
        acts.edit('list', (document) => withList(document, index, (one) => withLevels(one, levels)))
      }}
    />
  )
}

/** Others answer with the same list: what is changed here changes there too, unless the question gets its own. */
function SharedNote({ spot, question, list }: { spot: Spot; question: ClosedQuestion; list: ChoiceList }) {
  const { t } = useTranslation('designer')
  const { questionnaire, acts } = useDesk()
  const others = usersOf(questionnaire, list.code).filter((one) => one !== question)
  if (others.length === 0) return null
  const numbers = others.map(({ number, code }) => number || code)
  return (
    <div className={styles.shared}>
      <span>
        {t('choices.shared', { questions: numbers.slice(0, 6).join(', ') + (numbers.length > 6 ? '…' : '') })}
      </span>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => acts.edit('list', (document) => separated(document, spot))}
      >
        {t('choices.separate')}
      </Button>
    </div>
  )
}

/** The first options, as a list is recognised by what it says. */
export function listName(list: ChoiceList): string {
  const words = list.choices.map(({ label }) => localText(label)).filter((word) => word !== '')
  const first = words.length > 3 ? `${words.slice(0, 2).join(' / ')} … ${words.at(-1)}` : words.join(' / ')
  return first === '' ? list.code : `${first.slice(0, 60)} (${list.code})`
}

function withChoices(document: Questionnaire, spot: Spot, value: string): Questionnaire {
  const before = questionAt(document, spot)
  const preset = SCALE_PRESETS.find((one) => value === `preset:${one}`)
  const next =
    preset === undefined
      ? { questionnaire: document, code: value.replace(/^list:/, '') }
      : addList(document, scaleOf(preset, USUAL_LEVELS[preset]))
  const changed = withQuestion(next.questionnaire, spot, (one) =>
    'choices' in one ? { ...one, choices: next.code } : one,
  )
  // A list made for this question alone and left blank has nothing that could be missed.
  if (before === undefined || !isOwnList(document, before)) return changed
  const isBlank = (list: ChoiceList): boolean => list.choices.every(({ label }) => label.vi === '' && label.en === '')
  return { ...changed, choiceLists: changed.choiceLists.filter((list) => list.code !== before.code || !isBlank(list)) }
}

/** A copy of the shared list under the question's own code. */
function separated(document: Questionnaire, spot: Spot): Questionnaire {
  const question = questionAt(document, spot)
  const list = document.choiceLists.find(
    ({ code }) => question !== undefined && 'choices' in question && code === question.choices,
  )
  if (question === undefined || list === undefined) return document
  const added = addList(document, { ...list, code: question.code })
  return withQuestion(added.questionnaire, spot, (one) => ('choices' in one ? { ...one, choices: added.code } : one))
}
