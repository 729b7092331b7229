import { ActionIcon } from '@mantine/core'
import { Icon, type IconName } from '../../components/icons.tsx'

interface ToolButtonProps {
  icon: IconName
  /** Its name, for the eye on hovering and for a screen reader. */
  name: string
  keys?: string
  isDisabled?: boolean
  onClick: () => void
}

/** A quiet button of one icon. */
export function ToolButton({ icon, name, keys, isDisabled = false, onClick }: ToolButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="md"
      aria-label={name}
      aria-keyshortcuts={keys}
      title={keys === undefined ? name : `${name} (${keys})`}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </ActionIcon>
  )
}
