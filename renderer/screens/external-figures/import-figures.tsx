import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { fileErrorText } from '../../file-refused.ts'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import styles from './external.module.css'
import { numberText } from './figure-edit.ts'
import { type FigureImport, sendFigures } from './send-figures.ts'

const MOST_SHOWN = 8

/** A file is looked at first; nothing is written until what would be was seen. */
export function ImportFigures({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['external', 'common'])
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<FigureImport | null>(null)
  const [refusal, setRefusal] = useState('')
  const [isUpdating, setIsUpdating] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const send = async (chosen: File, isDryRun: boolean): Promise<void> => {
    setIsBusy(true)
    setRefusal('')
    try {
      const result = await sendFigures(chosen, { isDryRun, isUpdating })
      if (isDryRun) return setSeen(result)
      const n = result.added.length + (isUpdating ? result.changed.length : 0)
      notifyDone(t('import.done', { n: formatNumber(n) }))
      await queryClient.invalidateQueries()
      onClose()
    } catch (error) {
      setRefusal(fileErrorText(error))
    } finally {
      setIsBusy(false)
    }
  }
  const count = (seen?.added.length ?? 0) + (isUpdating ? (seen?.changed.length ?? 0) : 0)
  return (
    <Dialog
      title={t('import.title')}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button disabled={file === null || count === 0 || isBusy} onClick={() => file && void send(file, false)}>
            {t('import.run', { n: formatNumber(count) })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p className="secondary small">{t('import.hint')}</p>
      <FileDrop
        file={file}
        accept=".csv,.txt,.tsv,.xlsx"
        label={t('import.file')}
        hint={t('import.drop')}
        isDisabled={isBusy}
        onChoose={(chosen) => {
          setFile(chosen)
          setSeen(null)
          setIsUpdating(false)
          void send(chosen, true)
        }}
      />
      {refusal !== '' && (
        <p className="field-error" role="alert">
          {refusal}
        </p>
      )}
      {seen !== null && <Preview seen={seen} isUpdating={isUpdating} onUpdating={setIsUpdating} />}
    </Dialog>
  )
}

interface PreviewProps {
  seen: FigureImport
  isUpdating: boolean
  onUpdating: (isUpdating: boolean) => void
}

function Preview({ seen, isUpdating, onUpdating }: PreviewProps) {
  const { t } = useTranslation('external')
  const { added, changed, unchanged, rejects, rowsRead } = seen
  const words = {
    rows: formatNumber(rowsRead),
    added: formatNumber(added.length),
    unchanged: formatNumber(unchanged),
    rejected: formatNumber(rejects.length),
  }
  return (
    <div role="status" className={styles.preview}>
      <p className="strong">{t('import.seen', words)}</p>
      {added.length > 0 && (
        <ul>
          {added.slice(0, MOST_SHOWN).map((one) => (
            <li key={nameOf(one)}>
              {nameOf(one)}: {numberText(one.value)}
            </li>
          ))}
          <More n={added.length} />
        </ul>
      )}
      {changed.length > 0 && (
        <>
          <Checkbox
            label={t('import.update', { n: formatNumber(changed.length) })}
            checked={isUpdating}
            onChange={(event) => onUpdating(event.currentTarget.checked)}
          />
          <ul>
            {changed.slice(0, MOST_SHOWN).map(({ before, after }) => (
              <li key={nameOf(after)}>
                {nameOf(after)}: {numberText(before.value)} → {numberText(after.value)}
              </li>
            ))}
            <More n={changed.length} />
          </ul>
        </>
      )}
      {rejects.length > 0 && (
        <ul className="field-error">
          {rejects.slice(0, MOST_SHOWN).map(({ row, column, problem, value }) => (
            <li key={row}>
              {t('import.reject', {
                row: formatNumber(row),
                column: t(`field.${column}`),
                problem: t(`import.problem.${problem}`, { value }),
              })}
            </li>
          ))}
          <More n={rejects.length} />
        </ul>
      )}
    </div>
  )
}

function More({ n }: { n: number }) {
  const { t } = useTranslation('external')
  return n > MOST_SHOWN ? <li>{t('import.more', { n: formatNumber(n - MOST_SHOWN) })}</li> : null
}

function nameOf({ source, measure, place, year }: FigureImport['added'][number]): string {
  return [source, measure, place, year].filter((part) => part !== '').join(' · ')
}
