import { SegmentedControl } from '@mantine/core'
import { Link } from 'wouter'
import styles from './view-switch.module.css'

interface ViewSwitchProps {
  label: string
  views: readonly { readonly to: string; readonly word: string; readonly isCurrent: boolean }[]
}

/** Two or three ways of looking at one screen, each with its address. */
export function ViewSwitch({ label, views }: ViewSwitchProps) {
  return (
    <nav className={styles.views} aria-label={label}>
      {views.map(({ to, word, isCurrent }) => (
        <Link key={to} href={to} aria-current={isCurrent ? 'true' : undefined}>
          {word}
        </Link>
      ))}
    </nav>
  )
}

interface ChoiceSwitchProps<Value extends string> {
  label: string
  value: Value
  choices: readonly { readonly value: Value; readonly word: string }[]
  onChange: (value: Value) => void
  isDisabled?: boolean
}

/** One of a few choices within a screen or a card, which has no address of its own; looks like ViewSwitch. */
export function ChoiceSwitch<Value extends string>(props: ChoiceSwitchProps<Value>) {
  const { label, value, choices, onChange, isDisabled = false } = props
  return (
    <SegmentedControl
      classNames={{ root: styles.choices ?? '', label: styles.choice ?? '', indicator: styles.chosen ?? '' }}
      withItemsBorders={false}
      transitionDuration={0}
      disabled={isDisabled}
      aria-label={label}
      value={value}
      data={choices.map((choice) => ({ value: choice.value, label: choice.word }))}
      onChange={onChange}
    />
  )
}
