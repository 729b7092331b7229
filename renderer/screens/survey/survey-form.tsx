import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { isBadTarget, type TargetEdit } from '../../components/target-edit.ts'
import { TargetRows } from '../../components/target-rows.tsx'
import { StepAgencies } from './step-agencies.tsx'
import { StepCounts } from './step-counts.tsx'
import { StepIdentity } from './step-identity.tsx'
import { FOLDED, isOptional, STEPS, type Step, StepList, unfold } from './step-list.tsx'
import { StepParts } from './step-parts.tsx'
import { StepQuestionnaire } from './step-questionnaire.tsx'
import { StepSectors } from './step-sectors.tsx'
import {
  type DraftField,
  findDraftProblems,
  isStepFilled,
  type StepProps,
  type SurveyDraft,
  suggestCode,
} from './survey-draft.ts'
import styles from './survey-form.module.css'

type QuestionnaireSummary = Outputs['questionnaire']['list'][number]

interface SurveyFormProps {
  start: SurveyDraft
  startTargets: TargetEdit[]
  isNew: boolean
  questionnaires: QuestionnaireSummary[]
  /** Codes of the other surveys. */
  takenCodes: string[]
  onSave: (draft: SurveyDraft, targets: TargetEdit[]) => void
  isSaving: boolean
  /** The program's own refusal, in words. */
  failure: string | null
}

const STEP_FIELDS: Record<Step, readonly DraftField[]> = {
  questionnaire: ['questionnaireCode'],
  identity: ['name', 'year', 'code'],
  agencies: ['unitIds'],
  sectors: [],
  targets: [],
  counts: ['counts'],
  parts: ['groups', 'strata'],
}

function focusIn(step: Step): void {
  unfold(step)
  document.querySelector<HTMLElement>(`#step-${step} :is(input, button, select)`)?.focus()
}

/**
 * A new survey starts at its questionnaires. Ctrl+Enter saves wherever the focus is, before the fields, some of which take
 * Enter for themselves.
 */
function useKeyboard(save: () => void, isNew: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey) return
    event.preventDefault()
    event.stopPropagation()
    save()
  })
  useEffect(() => {
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [])
  useEffect(() => {
    if (isNew) focusIn('questionnaire')
  }, [isNew])
}

/** One page in steps; problems stand beside their fields once saving was tried. */
export function SurveyForm(props: SurveyFormProps) {
  const { isNew, questionnaires, takenCodes } = props
  const { t } = useTranslation('survey')
  const [draft, setDraft] = useState(props.start)
  const [startTargets] = useState(props.startTargets)
  const [targets, setTargets] = useState(startTargets)
  const [isTried, setIsTried] = useState(false)
  const found = findDraftProblems(draft, takenCodes)
  const step: StepProps = {
    draft,
    problems: isTried ? found : {},
    set: (change) => setDraft((before) => ({ ...before, ...change })),
  }
  const choose = (one: QuestionnaireSummary): void =>
    setDraft((before) => withQuestionnaire(before, one, takenCodes, t('identity.suggested')))
  const wrong = (one: Step): boolean =>
    STEP_FIELDS[one].some((field) => found[field] !== undefined) || (one === 'targets' && targets.some(isBadTarget))
  const filled = (one: Step): boolean => (one === 'targets' ? targets !== startTargets : isStepFilled(draft, one))
  const save = (): void => {
    if (props.isSaving) return
    setIsTried(true)
    const firstWrong = STEPS.find(wrong)
    if (firstWrong === undefined) props.onSave(draft, targets)
    else focusIn(firstWrong)
  }
  useKeyboard(save, isNew)
  const bodies: Record<Step, ReactNode> = {
    questionnaire: (
      // A survey's form changes by moving to a newer version only, which `start` then tells.
      <StepQuestionnaire
        {...step}
        draft={isNew ? draft : props.start}
        questionnaires={questionnaires}
        isFixed={!isNew}
        onChoose={choose}
      />
    ),
    identity: <StepIdentity {...step} isNew={isNew} />,
    agencies: <StepAgencies {...step} />,
    sectors: <StepSectors {...step} />,
    targets: <TargetRows edits={targets} onChange={setTargets} year={draft.year} isChecked={isTried} />,
    counts: <StepCounts {...step} />,
    parts: <StepParts {...step} />,
  }
  return (
    <div className={styles.layout}>
      <div className="stack">
        {STEPS.map((one) => (
          <StepCard key={one} step={one} isOpen={filled(one)}>
            {bodies[one]}
          </StepCard>
        ))}
      </div>
      <div className={styles.side}>
        <SaveCard {...props} isWrong={wrong} isFilled={filled} isTried={isTried} onPress={save} />
      </div>
    </div>
  )
}

interface SaveCardProps extends SurveyFormProps {
  isWrong: (step: Step) => boolean
  isFilled: (step: Step) => boolean
  isTried: boolean
  onPress: () => void
}

/** The button that saves, near by Tab, why it did not, and the steps. */
function SaveCard({ isNew, isSaving, failure, isWrong, isFilled, isTried, onPress }: SaveCardProps) {
  const { t } = useTranslation('survey')
  return (
    <Card>
      <Button fullWidth size="sm" loading={isSaving} onClick={onPress}>
        {t(isNew ? 'create' : 'save')}
      </Button>
      <p className={`secondary small ${styles.saveKey}`}>{t('saveKey')}</p>
      {isTried && STEPS.some(isWrong) && (
        <p className="field-error" role="alert">
          {t('problem.some')}
        </p>
      )}
      {failure !== null && (
        <p className="field-error" role="alert">
          {failure}
        </p>
      )}
      <h2 className={styles.stepsTitle}>{t('steps')}</h2>
      <StepList isWrong={isWrong} isFilled={isFilled} isTried={isTried} />
    </Card>
  )
}

function Optional() {
  const { t } = useTranslation('survey')
  return <span className="secondary small">{t('optional')}</span>
}

interface StepCardProps {
  step: Step
  isOpen: boolean
  children: ReactNode
}

/** One step; those that few need show their name only, until wanted. */
function StepCard({ step, isOpen, children }: StepCardProps) {
  const { t } = useTranslation('survey')
  const title = `${STEPS.indexOf(step) + 1}. ${t(`step.${step}`)}`
  // The fold keeps its own state once drawn: it is opened by links and by a failed save as well.
  const [isOpenAtStart] = useState(isOpen)
  return (
    <div id={`step-${step}`} className={styles.section}>
      {FOLDED.includes(step) ? (
        <Card>
          <details open={isOpenAtStart} className={styles.fold}>
            <summary>
              <h2>
                <Icon name="down" size={14} />
                {title}
              </h2>
              <Optional />
            </summary>
            {children}
          </details>
        </Card>
      ) : (
        <Card title={title} aside={isOptional(step) && <Optional />}>
          {children}
        </Card>
      )}
    </div>
  )
}

/** Choosing the questionnaire proposes a name and a code, as long as the clerk wrote none. */
export function withQuestionnaire(
  draft: SurveyDraft,
  one: QuestionnaireSummary,
  takenCodes: readonly string[],
  word: string,
): SurveyDraft {
  const wasSuggested = draft.code === '' || draft.code === suggestCode(draft.questionnaireCode, draft.year, takenCodes)
  const code = wasSuggested ? suggestCode(one.code, draft.year, takenCodes) : draft.code
  const name = wasSuggested || draft.name === '' ? `${word} ${code.replaceAll('-', ' ')}` : draft.name
  return { ...draft, questionnaireCode: one.code, questionnaireVersion: one.version, code, name }
}
