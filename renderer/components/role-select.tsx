import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../api-client.ts'

export type Role = Outputs['operator']['list'][number]['role']

export const ROLES: readonly Role[] = ['keyer', 'verifier', 'supervisor', 'analyst', 'administrator']

interface RoleSelectProps {
  value: Role
  onChange: (role: Role) => void
  roles?: readonly Role[]
  label?: string
  isLabelHidden?: boolean
}

/** A role by its name in the office's words. */
export function RoleSelect({ value, onChange, roles = ROLES, label, isLabelHidden = false }: RoleSelectProps) {
  const { t } = useTranslation()
  const text = label ?? t('role.label')
  return (
    <NativeSelect
      {...(isLabelHidden ? { 'aria-label': text } : { label: text })}
      value={value}
      data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      onChange={(event) => {
        const role = roles.find((one) => one === event.currentTarget.value)
        if (role !== undefined) onChange(role)
      }}
    />
  )
}
