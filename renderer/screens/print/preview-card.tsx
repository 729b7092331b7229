import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintedForm } from '../../../src/core/print/printed-form.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { PrintedPage } from '../../components/printed-page.tsx'
import styles from './print.module.css'

/** The first of the forms that would be printed, page by page. */
export function PreviewCard({ form, serial }: { form: PrintedForm; serial: number | null }) {
  const { t } = useTranslation('print')
  const [at, setAt] = useState(0)
  const index = Math.min(at, form.pages.length - 1)
  const page = form.pages[index]
  return (
    <Card
      title={t('preview')}
      aside={
        <span className="row">
          <Button variant="default" aria-label={t('previous')} disabled={index === 0} onClick={() => setAt(index - 1)}>
            <span className={styles.back}>
              <Icon name="right" />
            </span>
          </Button>
          <span className={styles.count} aria-hidden="true">
            {index + 1}/{form.pages.length}
          </span>
          <Button
            variant="default"
            aria-label={t('next')}
            disabled={index === form.pages.length - 1}
            onClick={() => setAt(index + 1)}
          >
            <Icon name="right" />
          </Button>
        </span>
      }
    >
      <div className={styles.sheet}>{page && <PrintedPage form={form} page={page} serial={serial} />}</div>
    </Card>
  )
}
