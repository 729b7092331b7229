import { Button, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINIMUM_LIMIT, type SmallCellRule } from '../../../src/core/index/small-cells.ts'
import { queryClient, trpc } from '../../api-client.ts'
import { QueryView } from '../../components/states.tsx'
import { notifyDone } from '../../notices.ts'
import styles from './settings.module.css'

/** From how many forms on an agency is ranked and a figure published, each with the decision it follows. */
export function SmallCells({ canManage }: { canManage: boolean }) {
  const { t } = useTranslation('settings')
  const rule = useQuery(trpc.setting.smallCells.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="small-cells">
      <h3 id="small-cells">{t('general.smallCells.title')}</h3>
      <QueryView query={rule}>
        {(present) =>
          canManage ? (
            <RuleForm key={JSON.stringify(present)} present={present} />
          ) : (
            <p>{t('general.smallCells.now', { ranked: present.minimumRanked, shown: present.minimumShown })}</p>
          )
        }
      </QueryView>
      <p className="secondary small">{t('general.smallCells.hint')}</p>
    </section>
  )
}

function RuleForm({ present }: { present: SmallCellRule }) {
  const { t } = useTranslation(['settings', 'common'])
  const [rule, setRule] = useState(present)
  const update = useMutation(
    trpc.setting.update.mutationOptions({
      onSuccess: async () => {
        notifyDone(t('general.smallCells.saved'))
        await queryClient.invalidateQueries() // every result shows by it
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    update.mutate({ smallCells: rule })
  }
  const isSame = JSON.stringify(rule) === JSON.stringify(present)
  return (
    <form className={styles.rule} onSubmit={submit}>
      <Minimum
        label={t('general.smallCells.ranked')}
        value={rule.minimumRanked}
        decision={rule.rankedDecision}
        onValue={(minimumRanked) => setRule({ ...rule, minimumRanked })}
        onDecision={(rankedDecision) => setRule({ ...rule, rankedDecision })}
      />
      <Minimum
        label={t('general.smallCells.shown')}
        value={rule.minimumShown}
        decision={rule.shownDecision}
        onValue={(minimumShown) => setRule({ ...rule, minimumShown })}
        onDecision={(shownDecision) => setRule({ ...rule, shownDecision })}
      />
      <Button type="submit" size="sm" disabled={isSame} loading={update.isPending}>
        {t('common:action.save')}
      </Button>
    </form>
  )
}

interface MinimumProps {
  label: string
  value: number
  decision: string
  onValue: (value: number) => void
  onDecision: (text: string) => void
}

function Minimum({ label, value, decision, onValue, onDecision }: MinimumProps) {
  const { t } = useTranslation('settings')
  return (
    <>
      <NumberInput
        label={label}
        value={value}
        min={1}
        max={MINIMUM_LIMIT}
        allowDecimal={false}
        clampBehavior="blur"
        required
        withAsterisk={false}
        onChange={(next) => typeof next === 'number' && onValue(next)}
      />
      <TextInput
        label={t('general.smallCells.decision')}
        aria-label={`${t('general.smallCells.decision')}: ${label}`}
        placeholder={t('general.smallCells.decisionHint')}
        value={decision}
        maxLength={200}
        onChange={(event) => onDecision(event.currentTarget.value)}
      />
    </>
  )
}
