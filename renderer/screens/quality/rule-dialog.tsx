import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ruleName } from '../../../src/core/quality/finding-in-words.ts'
import { type BuiltInRule, builtInRule } from '../../../src/core/quality/quality-rule.ts'
import { client, errorText, queryClient } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { formatShort } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { notifyDone } from '../../notices.ts'
import { OwnCondition } from './own-condition.tsx'
import type { RuleRow } from './quality-filter.ts'

type Survey = { readonly id: number; readonly questionnaireCode: string; readonly questionnaireVersion: number }

interface RuleDialogProps {
  survey: Survey
  /** Null: a new rule of the office's own. */
  rule: RuleRow | null
  onClose: () => void
}

/** A rule as the survey wants it: on or off, its limit; of an own rule also its name and condition. */
export function RuleDialog({ survey, rule, onClose }: RuleDialogProps) {
  const { t } = useTranslation(['quality', 'common'])
  const [isActive, setIsActive] = useState(rule?.isActive ?? true)
  const [limit, setLimit] = useState<number | string>(rule?.limit ?? '')
  const [name, setName] = useState(rule?.name ?? '')
  const [condition, setCondition] = useState(rule?.condition ?? '')
  const builtIn = rule === null ? null : builtInRule(rule.code)
  const keep = useMutation({
    mutationFn: () =>
      client.quality.keepRule.mutate({
        ...{ surveyId: survey.id, code: rule?.code ?? null, isActive },
        ...{ name: builtIn === null ? name : '', condition: builtIn === null ? condition : null },
        parameter: builtIn?.parameter == null || limit === '' ? null : Number(limit),
      }),
    meta: { isShownInPlace: true },
    onSuccess: () => done(t('rule.kept'), onClose),
  })
  return (
    <Dialog
      title={rule === null ? t('rule.titleNew') : t('rule.title', { name: ruleName(rule, currentLanguage()) })}
      isWide={builtIn === null}
      onClose={onClose}
      actions={
        <>
          <Button loading={keep.isPending} onClick={() => keep.mutate()}>
            {t('rule.keep')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
          {rule !== null && builtIn === null && <RemoveButton surveyId={survey.id} code={rule.code} onDone={onClose} />}
        </>
      }
    >
      {builtIn !== null && <p className="secondary">{t(`about.${builtIn.code}`)}</p>}
      <Checkbox
        label={t('rule.isActive')}
        checked={isActive}
        onChange={(event) => setIsActive(event.currentTarget.checked)}
      />
      {builtIn?.parameter != null && <LimitInput parameter={builtIn.parameter} value={limit} onChange={setLimit} />}
      {builtIn === null && (
        <>
          <TextInput
            label={t('rule.name')}
            description={t('rule.nameHint')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <OwnCondition
            survey={survey}
            source={condition}
            onChange={(next) => {
              keep.reset() // what was wrong with the one before
              setCondition(next)
            }}
          />
        </>
      )}
      {keep.error !== null && (
        <p role="alert" className="field-error">
          {errorText(keep.error)}
        </p>
      )}
    </Dialog>
  )
}

interface LimitInputProps {
  parameter: NonNullable<BuiltInRule['parameter']>
  value: number | string
  onChange: (value: number | string) => void
}

function LimitInput({ parameter: { unit, usual, least, most }, value, onChange }: LimitInputProps) {
  const { t } = useTranslation('quality')
  return (
    <NumberInput
      label={`${t('rule.limit')} (${t(`unit.${unit}`)})`}
      description={t('rule.usual', { value: formatShort(usual) })}
      value={value}
      min={least}
      max={most}
      decimalScale={unit === 'score' ? 1 : 0}
      decimalSeparator=","
      onChange={onChange}
    />
  )
}

/** Asks once more: what the rule found goes with it. */
function RemoveButton({ surveyId, code, onDone }: { surveyId: number; code: string; onDone: () => void }) {
  const { t } = useTranslation('quality')
  const [isSure, setIsSure] = useState(false)
  const remove = useMutation({
    mutationFn: () => client.quality.removeRule.mutate({ surveyId, code }),
    onSuccess: () => done(t('rule.removed'), onDone),
  })
  return (
    <Button
      variant={isSure ? 'filled' : 'subtle'}
      color="red"
      loading={remove.isPending}
      onClick={() => (isSure ? remove.mutate() : setIsSure(true))}
    >
      {t(isSure ? 'rule.removeSure' : 'rule.remove')}
    </Button>
  )
}

async function done(text: string, close: () => void): Promise<void> {
  notifyDone(text)
  close()
  await queryClient.invalidateQueries()
}
