import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { fileLink } from '../../file-link.ts'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './files.module.css'
import type { ImportResult } from './import-stream.ts'

interface ReportProps {
  result: ImportResult
  surveyId: number
  isImported: boolean
  fileName: string
  /** A column of the file in the words of the paper. */
  columnName: (column: string) => string
}

const SHOWN = 100
const FORMATS = ['csv', 'xlsx'] as const
const FIGURES = ['rowsRead', 'accepted', 'rejected', 'duplicates'] as const
/** Of the rows imported: what was changed, or left though it looks wrong. */
const NOTES = ['notAsked', 'notCalledFor', 'tooManyTicks', 'softViolations', 'unanswered'] as const
const CREATED = ['agencies', 'sectors', 'units', 'strata', 'clusters', 'groups', 'batches'] as const
const DELIMITER_KEYS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const
const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const

/** What would be, or was, imported: the counts, what was recognised, and every refusal with its row and column. */
export function ImportReport({ result, surveyId, isImported, fileName, columnName }: ReportProps) {
  const { t } = useTranslation('files')
  const created = CREATED.filter((part) => (result.created[part] ?? 0) > 0)
  const codesOf = (part: (typeof CREATED)[number]): string => {
    const codes = result.createdCodes[part] ?? []
    if (codes.length === 0) return ''
    return ` (${codes.join(', ')}${codes.length < (result.created[part] ?? 0) ? ', …' : ''})`
  }
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each result is a new thing to read, and it may lie under the fold
  useEffect(() => heading.current?.focus(), [result])
  const total = result.rejectCount ?? result.rejects.length
  return (
    <div role="status">
      <h3 ref={heading} tabIndex={-1} className={styles.subhead}>
        {t(isImported ? 'report.imported' : 'report.preview')}
      </h3>
      <dl className={styles.figures}>
        {FIGURES.map((figure) => (
          <div key={figure}>
            <dt>{t(`report.${figure}`)}</dt>
            <dd>{formatNumber(result[figure])}</dd>
          </div>
        ))}
      </dl>
      <p className="secondary small">{useRecognised(result)}</p>
      {created.length > 0 && (
        <p className="small">
          {t(isImported ? 'report.created' : 'report.willCreate', {
            parts: created.map((part) => t(`part.${part}`, { n: result.created[part] }) + codesOf(part)).join('; '),
          })}
        </p>
      )}
      {result.ignoredColumns.length > 0 && (
        <p className="small">{t('report.ignored', { columns: result.ignoredColumns.join(', ') })}</p>
      )}
      {NOTES.filter((note) => result[note] > 0).map((note) => (
        <p key={note} className="small">
          {t(`report.${note}`, { n: result[note] })}
        </p>
      ))}
      {isImported && result.accepted > 0 && (
        <p className="small">
          <Link href={`/surveys/${surveyId}/quality`}>{t('report.quality')}</Link>
        </p>
      )}
      {total > 0 && (
        <>
          <div className={styles.rejectHead}>
            <h3>{t('report.rejects', { count: formatNumber(total) })}</h3>
            <div className="row">
              {result.rejectsId !== null &&
                FORMATS.map((format) => (
                  <Button
                    key={format}
                    component="a"
                    variant="default"
                    href={fileLink('rejects', { id: result.rejectsId ?? '', format, name: fileName.slice(0, 120) })}
                    download
                    aria-label={t('report.downloadFormat', { format: t(`export.${format}`) })}
                  >
                    {t(`export.${format}`)}
                  </Button>
                ))}
            </div>
          </div>
          <p className="secondary small">{t('report.mend')}</p>
          <RejectTable rejects={result.rejects.slice(0, SHOWN)} columnName={columnName} />
          {total > SHOWN && <p className="secondary small">{t('report.first', { count: formatNumber(SHOWN) })}</p>}
        </>
      )}
    </div>
  )
}

function RejectTable({ rejects, columnName }: Pick<ImportResult, 'rejects'> & Pick<ReportProps, 'columnName'>) {
  const { t } = useTranslation('files')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
    <section className={styles.rejects} tabIndex={0} aria-label={t('report.list')}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('report.row')}
            </th>
            <th scope="col">{t('report.column')}</th>
            <th scope="col">{t('report.message')}</th>
          </tr>
        </thead>
        <tbody>
          {rejects.map((reject) => (
            <tr key={`${reject.row} ${reject.column} ${reject.message.vi}`}>
              <td className="number">{formatNumber(reject.row)}</td>
              <td>{columnName(reject.column)}</td>
              <td>{localText(reject.message)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function useRecognised(result: ImportResult): string {
  const { t } = useTranslation('files')
  const encoding = ENCODINGS.find((one) => one === result.encoding)
  if (encoding === undefined) return t('report.workbook')
  const keys: Record<string, 'comma' | 'semicolon' | 'tab' | undefined> = DELIMITER_KEYS
  const delimiter = keys[result.delimiter ?? '']
  return t('report.recognised', {
    encoding: t(`encoding.${encoding}`),
    delimiter: delimiter === undefined ? '–' : t(`delimiter.${delimiter}`),
  })
}
