import { Icon, type IconName } from '../../components/icons.tsx'
import type { RowKind } from './outline-rows.ts'

const ICONS: Record<RowKind, IconName> = {
  likert: 'scale',
  single: 'single',
  multiple: 'multiple',
  grid: 'grid',
  number: 'number',
  date: 'date',
  'short-text': 'shortText',
  'long-text': 'longText',
  note: 'note',
  section: 'section',
  item: 'item',
}

/** The sign of a kind of question; its name stands beside it or in its title. */
export function KindIcon({ kind, size = 14 }: { kind: RowKind; size?: number }) {
  return <Icon name={ICONS[kind]} size={size} />
}
