import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { isBadTarget, type TargetEdit } from '../../components/target-edit.ts'
import { TargetRows } from '../../components/target-rows.tsx'
import { StepAgencies } from './step-agencies.tsx'
import { StepCounts } from './step-counts.tsx'
import { StepIdentity } from './step-identity.tsx'
import { StepParts } from './step-parts.tsx'
import { StepQuestionnaire } from './step-questionnaire.tsx'
import { StepSectors } from './step-sectors.tsx'
import { type DraftField, findDraftProblems, type StepProps, type SurveyDraft, suggestCode } from './survey-draft.ts'
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

const STEPS = ['questionnaire', 'identity', 'agencies', 'sectors', 'targets', 'counts', 'parts'] as const
type Step = (typeof STEPS)[number]

const STEP_FIELDS: Record<Step, readonly DraftField[]> = {
  questionnaire: ['questionnaireCode'],
  identity: ['name', 'year', 'code'],
  agencies: ['unitIds'],
  sectors: [],
  targets: [],
  counts: ['counts'],
  parts: ['groups', 'strata'],
}

/** One page in steps; problems stand beside their fields once saving was tried. */
export function SurveyForm(props: SurveyFormProps) {
  const { isNew, questionnaires, takenCodes } = props
  const { t } = useTranslation('survey')
  const [draft, setDraft] = useState(props.start)
  const [targets, setTargets] = useState(props.startTargets)
  const [isTried, setIsTried] = useState(false)
  const found = findDraftProblems(draft, takenCodes)
  const step: StepProps = {
    draft,
    problems: isTried ? found : {},
    set: (change) => setDraft((before) => ({ ...before, ...change })),
  }
  const wrong = (one: Step): boolean =>
    STEP_FIELDS[one].some((field) => found[field] !== undefined) || (one === 'targets' && targets.some(isBadTarget))
  const save = (): void => {
    setIsTried(true)
    const firstWrong = STEPS.find(wrong)
    if (firstWrong === undefined) props.onSave(draft, targets)
    else document.querySelector<HTMLElement>(`#step-${firstWrong} :is(input, button, select)`)?.focus()
  }
  const bodies: Record<Step, ReactNode> = {
    questionnaire: (
      <StepQuestionnaire
        {...step}
        questionnaires={questionnaires}
        isFixed={!isNew}
        onChoose={(one) => setDraft((before) => withQuestionnaire(before, one, takenCodes, t('identity.suggested')))}
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
        {STEPS.map((one, position) => (
          <div key={one} id={`step-${one}`} className={styles.section}>
            <Card title={`${position + 1}. ${t(`step.${one}`)}`} aside={<StepNote step={one} />}>
              {bodies[one]}
            </Card>
          </div>
        ))}
      </div>
      <div className={styles.side}>
        <SaveCard {...props} isWrong={wrong} isTried={isTried} onPress={save} />
      </div>
    </div>
  )
}

interface SaveCardProps extends SurveyFormProps {
  isWrong: (step: Step) => boolean
  isTried: boolean
  onPress: () => void
}

/** The steps, the button that saves them, and why it did not. */
function SaveCard({ isNew, isSaving, failure, isWrong, isTried, onPress }: SaveCardProps) {
  const { t } = useTranslation('survey')
  return (
    <Card title={t('steps')}>
      <StepList isWrong={isWrong} isTried={isTried} />
      <Button fullWidth size="sm" loading={isSaving} onClick={onPress}>
        {t(isNew ? 'create' : 'save')}
      </Button>
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
    </Card>
  )
}

function StepNote({ step }: { step: Step }) {
  const { t } = useTranslation('survey')
  const isOptional = step === 'sectors' || step === 'targets' || step === 'counts' || step === 'parts'
  return isOptional ? <span className="secondary small">{t('optional')}</span> : null
}

/** The steps with what is settled: a tick, a cross after a failed save, or the step's number. */
function StepList({ isWrong, isTried }: { isWrong: (step: Step) => boolean; isTried: boolean }) {
  const { t } = useTranslation('survey')
  return (
    <ol className={styles.steps}>
      {STEPS.map((one, position) => {
        const isBad = isWrong(one)
        const mark = isBad ? isTried ? <Icon name="cross" /> : position + 1 : <Icon name="check" />
        const shape = isBad ? (isTried ? styles.wrong : '') : styles.done
        return (
          <li key={one}>
            <a href={`#step-${one}`}>
              <span className={`${styles.tick} ${shape}`} aria-hidden="true">
                {mark}
              </span>
              {t(`step.${one}`)}
            </a>
          </li>
        )
      })}
    </ol>
  )
}

/** Choosing the questionnaire proposes a name and a code, as long as the clerk wrote none. */
function withQuestionnaire(
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
