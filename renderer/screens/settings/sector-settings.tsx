import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { AddSector } from '../../components/add-sector.tsx'
import { Card } from '../../components/card.tsx'
import { QueryView } from '../../components/states.tsx'
import styles from './settings.module.css'

type Sector = Outputs['sector']['list'][number]

const LANGUAGES = ['vi', 'en'] as const

/** The sectors that forms are told apart by. Names change; the code stays, because files and commands use it. */
export function SectorSettings() {
  const { t } = useTranslation(['settings', 'common'])
  const sectors = useQuery(trpc.sector.list.queryOptions())
  const [editing, setEditing] = useState<number | null>(null)
  return (
    <Card title={t('section.sectors')}>
      <QueryView query={sectors}>
        {(list) => (
          <table className={styles.table}>
            <thead>
              <tr>
                {([...LANGUAGES, 'code'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`common:sectors.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t('common:action.edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((sector) =>
                sector.id === editing ? (
                  <EditSector key={sector.id} sector={sector} onDone={() => setEditing(null)} />
                ) : (
                  <SectorRow key={sector.id} sector={sector} onEdit={() => setEditing(sector.id)} />
                ),
              )}
            </tbody>
          </table>
        )}
      </QueryView>
      <AddSector />
    </Card>
  )
}

function SectorRow({ sector, onEdit }: { sector: Sector; onEdit: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  return (
    <tr>
      <td className="strong">{sector.name.vi}</td>
      <td lang="en">{sector.name.en}</td>
      <td className="secondary">{sector.code}</td>
      <td className="number">
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('sector.edit', { name: sector.name.vi })}
          onClick={onEdit}
        >
          {t('common:action.edit')}
        </Button>
      </td>
    </tr>
  )
}

function EditSector({ sector, onDone }: { sector: Sector; onDone: () => void }) {
  const { t } = useTranslation(['settings', 'common'])
  const [name, setName] = useState(sector.name)
  const update = useMutation(
    trpc.sector.update.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async () => {
        await queryClient.invalidateQueries()
        onDone()
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    update.mutate({ id: sector.id, name: { vi: name.vi.trim(), en: name.en.trim() } })
  }
  return (
    <tr>
      <td colSpan={4}>
        <form className={styles.rename} onSubmit={submit}>
          {LANGUAGES.map((language) => (
            <TextInput
              key={language}
              label={t(`common:sectors.${language}`)}
              value={name[language]}
              maxLength={200}
              autoFocus={language === 'vi'}
              onChange={(event) => setName({ ...name, [language]: event.currentTarget.value })}
            />
          ))}
          <Button type="submit" size="sm" disabled={name.vi.trim() === ''} loading={update.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" size="sm" onClick={onDone}>
            {t('common:action.cancel')}
          </Button>
        </form>
        {update.error !== null && (
          <p className="field-error" role="alert">
            {errorText(update.error)}
          </p>
        )}
      </td>
    </tr>
  )
}
