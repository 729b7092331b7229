import { Button, Checkbox, NumberInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WEAK_SCOPES, type WeakSettings, weakSettingsSchema } from '../../../src/core/action/weak-rules.ts'
import { errorText, queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { QueryView } from '../../components/states.tsx'
import { notifyDone } from '../../notices.ts'
import styles from './actions.module.css'

/** What the office holds to be weak. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const rules = useQuery({ ...trpc.action.rules.queryOptions(), gcTime: 0 })
  return <QueryView query={rules}>{(settings) => <Rules settings={settings} onClose={onClose} />}</QueryView>
}

function Rules({ settings, onClose }: { settings: WeakSettings; onClose: () => void }) {
  const { t } = useTranslation(['actions', 'common'])
  const [edit, setEdit] = useState(settings)
  const [isTried, setIsTried] = useState(false)
  const keep = useMutation({
    ...trpc.action.keepRules.mutationOptions(),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('rule.saved'))
      onClose()
      await queryClient.invalidateQueries()
    },
  })
  const isRight = weakSettingsSchema.safeParse(edit).success
  const submit = (): void => {
    setIsTried(true)
    if (isRight) keep.mutate(edit)
  }
  return (
    <Dialog
      title={t('rule.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button loading={keep.isPending} onClick={submit}>
            {t('rule.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p className="secondary">{t('rule.hint')}</p>
      <RuleFields edit={edit} onEdit={setEdit} />
      <PlaceFields edit={edit} onEdit={setEdit} />
      {isTried && !isRight && (
        <p role="alert" className="field-error">
          {t('rule.wrong')}
        </p>
      )}
      {keep.error !== null && (
        <p role="alert" className="field-error">
          {errorText(keep.error)}
        </p>
      )}
    </Dialog>
  )
}

interface FieldsProps {
  edit: WeakSettings
  onEdit: (edit: WeakSettings) => void
}

function RuleFields({ edit, onEdit }: FieldsProps) {
  const { t } = useTranslation('actions')
  const { belowTarget, belowBefore, lowestQuarter, dissatisfied } = edit
  const change = (changes: Partial<WeakSettings>): void => onEdit({ ...edit, ...changes })
  return (
    <div className={styles.ruleGrid}>
      <RuleBox
        name="belowTarget"
        isActive={belowTarget.isActive}
        onToggle={(isActive) => change({ belowTarget: { ...belowTarget, isActive } })}
      >
        {(['countsUnsure', 'isInherited'] as const).map((key) => (
          <Checkbox
            key={key}
            label={t(`rule.${key}`)}
            disabled={!belowTarget.isActive}
            checked={belowTarget[key]}
            onChange={({ currentTarget: { checked } }) => change({ belowTarget: { ...belowTarget, [key]: checked } })}
          />
        ))}
      </RuleBox>
      <RuleBox
        name="dissatisfied"
        isActive={dissatisfied.isActive}
        onToggle={(isActive) => change({ dissatisfied: { ...dissatisfied, isActive } })}
      >
        <Figure
          label={t('rule.atLeast')}
          value={dissatisfied.atLeastPercent}
          bounds={[1, 100]}
          decimals={1}
          onChange={(atLeastPercent) => change({ dissatisfied: { ...dissatisfied, atLeastPercent } })}
        />
      </RuleBox>
      <RuleBox
        name="belowBefore"
        isActive={belowBefore.isActive}
        onToggle={(isActive) => change({ belowBefore: { isActive } })}
      />
      <RuleBox
        name="lowestQuarter"
        isActive={lowestQuarter.isActive}
        onToggle={(isActive) => change({ lowestQuarter: { isActive } })}
      />
    </div>
  )
}

interface RuleBoxProps {
  name: 'belowTarget' | 'belowBefore' | 'lowestQuarter' | 'dissatisfied'
  isActive: boolean
  onToggle: (isActive: boolean) => void
  children?: ReactNode
}

function RuleBox({ name, isActive, onToggle, children }: RuleBoxProps) {
  const { t } = useTranslation('actions')
  return (
    <fieldset className={styles.ruleBox}>
      <legend className="visually-hidden">{t(`rule.${name}`)}</legend>
      <Checkbox
        label={t(`rule.${name}`)}
        description={t(`rule.${name}Hint`)}
        checked={isActive}
        onChange={({ currentTarget: { checked } }) => onToggle(checked)}
      />
      {children}
    </fieldset>
  )
}

/** Where rules are looked at, from how many forms on, and by when a case must be done. */
function PlaceFields({ edit, onEdit }: FieldsProps) {
  const { t } = useTranslation('actions')
  const { levels, scopes } = edit
  const change = (changes: Partial<WeakSettings>): void => onEdit({ ...edit, ...changes })
  return (
    <div className={styles.ruleGrid}>
      <fieldset className={styles.ruleBox}>
        <legend>{t('rule.levels')}</legend>
        {(['items', 'factors'] as const).map((level) => (
          <Checkbox
            key={level}
            label={t(`rule.${level}`)}
            checked={levels[level]}
            onChange={({ currentTarget: { checked } }) => change({ levels: { ...levels, [level]: checked } })}
          />
        ))}
      </fieldset>
      <fieldset className={styles.ruleBox}>
        <legend>{t('rule.scopes')}</legend>
        {WEAK_SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`rule.scope.${scope}`)}
            checked={scopes.includes(scope)}
            onChange={({ currentTarget: { checked } }) =>
              change({ scopes: WEAK_SCOPES.filter((one) => (one === scope ? checked : scopes.includes(one))) })
            }
          />
        ))}
      </fieldset>
      <Figure
        label={t('rule.minimumN')}
        value={edit.minimumN}
        bounds={[2, 100_000]}
        onChange={(minimumN) => change({ minimumN })}
      />
      <Figure
        label={t('rule.dueDays')}
        value={edit.dueDays}
        bounds={[1, 730]}
        onChange={(dueDays) => change({ dueDays })}
      />
    </div>
  )
}

interface FigureProps {
  label: string
  value: number
  bounds: readonly [number, number]
  decimals?: number
  onChange: (value: number) => void
}

/** An empty box is no number: saving says so. */
function Figure({ label, value, bounds: [min, max], decimals = 0, onChange }: FigureProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      value={Number.isNaN(value) ? '' : value}
      min={min}
      max={max}
      decimalScale={decimals}
      decimalSeparator=","
      onChange={(typed) => onChange(typed === '' ? Number.NaN : Number(typed))}
    />
  )
}
