import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, queryClient, trpc } from '../api-client.ts'
import styles from './add-rows.module.css'

const EMPTY = { code: '', vi: '', en: '' }

/** Adds one sector to the office's list. */
export function AddSector({ onAdded }: { onAdded?: (id: number) => void }) {
  const { t } = useTranslation()
  const [sector, setSector] = useState(EMPTY)
  const add = useMutation(
    trpc.sector.create.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.sector.list.queryFilter())
        setSector(EMPTY)
        onAdded?.(id)
      },
    }),
  )
  const isReady = sector.code.trim() !== '' && sector.vi.trim() !== ''
  const submit = (): void => {
    if (isReady) add.mutate({ code: sector.code.trim(), name: { vi: sector.vi.trim(), en: sector.en.trim() } })
  }
  return (
    <div className={styles.add}>
      <div className={styles.row}>
        {(['code', 'vi', 'en'] as const).map((field) => (
          <TextInput
            key={field}
            label={t(`sectors.${field}`)}
            value={sector[field]}
            maxLength={200}
            className={styles[field === 'code' ? 'code' : 'name'] ?? ''}
            onChange={(event) => setSector({ ...sector, [field]: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              submit()
            }}
          />
        ))}
        <Button variant="default" size="sm" disabled={!isReady || add.isPending} onClick={submit}>
          {t('sectors.add')}
        </Button>
      </div>
      {add.error !== null && (
        <p role="alert" className="field-error">
          {errorText(add.error)}
        </p>
      )}
    </div>
  )
}
