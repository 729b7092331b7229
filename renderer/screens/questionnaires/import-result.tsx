import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { type ImportedQuestionnaire, SEVERITIES, type Told } from './import-questionnaire.ts'
import styles from './import-result.module.css'

const SHOWN = 300

/** What came of a file: the draft, and everything of a form that is not in it as it was, the heaviest first. */
export function ImportResult({ imported }: { imported: ImportedQuestionnaire }) {
  const { t } = useTranslation('questionnaire')
  const { code, version, isNew, told, rows } = imported
  return (
    <div role="status" className="stack">
      <p className="strong">{t(isNew ? 'import.draft' : 'import.known', { code, version })}</p>
      {rows !== null && (
        <p>
          {t('import.rows', rows)} {told.length === 0 && t('import.whole')}
        </p>
      )}
      {told.length > 0 && <ToldTable told={told} />}
    </div>
  )
}

function ToldTable({ told }: { told: readonly Told[] }) {
  const { t } = useTranslation('questionnaire')
  const shown = told.slice(0, SHOWN)
  const groups = SEVERITIES.filter((severity) => shown.some((one) => one.severity === severity))
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard */}
      <section className={styles.told} tabIndex={0} aria-label={t('import.list')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.sheet')}</th>
              <th scope="col" className="number">
                {t('import.row')}
              </th>
              <th scope="col">{t('import.what')}</th>
              <th scope="col">{t('import.why')}</th>
            </tr>
          </thead>
          {groups.map((severity) => (
            <tbody key={severity}>
              <tr>
                <th scope="rowgroup" colSpan={4} className={styles.severity}>
                  {t(`import.severity.${severity}`, { n: told.filter((one) => one.severity === severity).length })}
                </th>
              </tr>
              {shown
                .filter((one) => one.severity === severity)
                .map((one) => (
                  <tr key={`${one.sheet} ${one.row} ${one.what} ${one.message.vi}`}>
                    <td>{one.sheet}</td>
                    <td className="number">{formatNumber(one.row)}</td>
                    <td className={styles.what}>{one.what}</td>
                    <td>{localText(one.message)}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </section>
      {told.length > SHOWN && (
        <p className="secondary small">{t('import.first', { count: SHOWN, total: told.length })}</p>
      )}
    </>
  )
}
