import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { type Role, RoleSelect } from '../../components/role-select.tsx'
import { QueryView } from '../../components/states.tsx'
import styles from './settings.module.css'

type Operator = Outputs['operator']['list'][number]

function refreshOperators(): Promise<void> {
  return queryClient.invalidateQueries(trpc.operator.list.queryFilter())
}

/** Who may work, as what. A name that left is switched off, never deleted: forms carry it. */
export function OperatorSettings() {
  const { t } = useTranslation('settings')
  const operators = useQuery(trpc.operator.list.queryOptions())
  return (
    <Card title={t('section.operators')}>
      <QueryView query={operators}>
        {(list) => (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('operator.name')}</th>
                <th scope="col">{t('operator.role')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('operator.action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((operator) => (
                <OperatorRow key={operator.id} operator={operator} />
              ))}
            </tbody>
          </table>
        )}
      </QueryView>
      <NewOperator />
    </Card>
  )
}

function OperatorRow({ operator }: { operator: Operator }) {
  const { t } = useTranslation('settings')
  const update = useMutation(trpc.operator.update.mutationOptions({ onSettled: refreshOperators }))
  return (
    <tr className={operator.isActive ? undefined : styles.inactive}>
      <td className="strong">{operator.name}</td>
      <td>
        <RoleSelect
          value={operator.role}
          label={t('operator.roleOf', { name: operator.name })}
          isLabelHidden
          onChange={(role) => update.mutate({ id: operator.id, role })}
        />
      </td>
      <td className="number">
        <Button
          variant="default"
          loading={update.isPending}
          aria-label={t(operator.isActive ? 'operator.offOf' : 'operator.onOf', { name: operator.name })}
          onClick={() => update.mutate({ id: operator.id, isActive: !operator.isActive })}
        >
          {t(operator.isActive ? 'operator.off' : 'operator.on')}
        </Button>
      </td>
    </tr>
  )
}

function NewOperator() {
  const { t } = useTranslation('settings')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('keyer')
  const create = useMutation(
    trpc.operator.create.mutationOptions({
      onSuccess: async () => {
        setName('')
        await refreshOperators()
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') create.mutate({ name: name.trim(), role })
  }
  return (
    <form className={styles.field} style={{ marginTop: 14 }} onSubmit={submit}>
      <TextInput
        label={t('operator.new')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <RoleSelect value={role} onChange={setRole} />
      <Button type="submit" size="sm" disabled={name.trim() === ''} loading={create.isPending}>
        {t('operator.add')}
      </Button>
    </form>
  )
}
