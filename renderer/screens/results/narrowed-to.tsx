import { useTranslation } from 'react-i18next'
import type { Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './results.module.css'

/** Which forms alone are counted, in words; nothing where all of them are. */
export function NarrowedTo({ filter }: { filter: Text | null | undefined }) {
  const { t } = useTranslation('results')
  return filter ? <p className={styles.narrowed}>{t('filter.narrowedTo', { filter: localText(filter) })}</p> : null
}
