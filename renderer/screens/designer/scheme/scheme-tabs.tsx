import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scheme } from '../../../../src/core/questionnaire/questionnaire.ts'
import { localText } from '../../../i18n/i18n.ts'
import styles from './scheme.module.css'

interface SchemeTabsProps {
  schemes: readonly Scheme[]
  index: number
  onPick: (index: number) => void
  onAdd: () => void
  onRemove: () => void
}

/** The schemes of the form, the one that surveys report first. */
export function SchemeTabs({ schemes, index, onPick, onAdd, onRemove }: SchemeTabsProps) {
  const { t } = useTranslation('scheme')
  return (
    <div className={styles.head}>
      <nav className={styles.tabs} aria-label={t('schemes')}>
        {schemes.map((scheme, at) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft's codes may be alike; a scheme is known by its place
            key={at}
            type="button"
            className={styles.tab}
            aria-current={at === index}
            onClick={() => onPick(at)}
          >
            {localText(scheme.label) || scheme.code}
            {at === 0 && <span className={styles.mark}>{t('reported')}</span>}
          </button>
        ))}
      </nav>
      <Button variant="default" onClick={onAdd}>
        {t('addScheme')}
      </Button>
      <Button variant="subtle" onClick={onRemove}>
        {t('removeScheme')}
      </Button>
    </div>
  )
}
