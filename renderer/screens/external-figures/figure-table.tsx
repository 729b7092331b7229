import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { formatIndex, formatNumber, formatShort } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import styles from './external.module.css'
import { type ExternalFigure, editOf, type FigureEdit } from './figure-edit.ts'

interface FigureTableProps {
  figures: readonly ExternalFigure[]
  canEdit: boolean
  onEdit: (edit: FigureEdit) => void
}

/** More rows are shown on demand. */
const PAGE = 200

/** The register, narrowed by source and by a part of a name, the newest year first. */
export function FigureTable({ figures, canEdit, onEdit }: FigureTableProps) {
  const { t } = useTranslation(['external', 'common'])
  const [source, setSource] = useState('')
  const [search, setSearch] = useState('')
  const [shown, setShown] = useState(PAGE)
  const [removing, setRemoving] = useState<ExternalFigure | null>(null)
  const wanted = search.trim().toLowerCase()
  const rows = figures
    .filter((one) => source === '' || one.source === source)
    .filter((one) => `${one.place} ${one.measure} ${one.year}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => b.year - a.year)
  return (
    <Card
      title={t('count', { n: formatNumber(rows.length) })}
      aside={
        <span className="row">
          <select
            className="small-field"
            aria-label={t('field.source')}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          >
            <option value="">{t('everySource')}</option>
            {[...new Set(figures.map((one) => one.source))].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
          <input
            className={`small-field ${styles.search}`}
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </span>
      }
    >
      <table className={styles.table}>
        <Headings canEdit={canEdit} />
        <tbody>
          {rows.slice(0, shown).map((one) => (
            <FigureRow key={one.id} figure={one} canEdit={canEdit} onEdit={onEdit} onRemove={() => setRemoving(one)} />
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Button variant="default" mt={10} onClick={() => setShown(shown + PAGE)}>
          {t('showMore', { n: formatNumber(rows.length - shown) })}
        </Button>
      )}
      {removing !== null && <RemoveDialog figure={removing} onClose={() => setRemoving(null)} />}
    </Card>
  )
}

function Headings({ canEdit }: { canEdit: boolean }) {
  const { t } = useTranslation('external')
  return (
    <thead>
      <tr>
        <th scope="col">{t('field.source')}</th>
        <th scope="col">{t('field.place')}</th>
        <th scope="col" className="number">
          {t('field.year')}
        </th>
        <th scope="col" className="number">
          {t('field.value')}
        </th>
        <th scope="col" className="number">
          {t('field.scale')}
        </th>
        <th scope="col" className="number">
          {t('field.rank')}
        </th>
        <th scope="col">{t('field.document')}</th>
        {canEdit && (
          <th scope="col">
            <span className="visually-hidden">{t('actions')}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}

interface FigureRowProps {
  figure: ExternalFigure
  canEdit: boolean
  onEdit: (edit: FigureEdit) => void
  onRemove: () => void
}

function FigureRow({ figure: one, canEdit, onEdit, onRemove }: FigureRowProps) {
  const { t } = useTranslation(['external', 'common'])
  return (
    <tr>
      <td>
        {one.source}
        {one.measure !== '' && <span className={styles.below}>{one.measure}</span>}
      </td>
      <th scope="row">{one.place}</th>
      <td className="number">{one.year}</td>
      <td className="number strong">{formatIndex(one.value)}</td>
      <td className="number">{formatShort(one.scale)}</td>
      <td className="number">{one.rank ?? '–'}</td>
      <td className={styles.document}>
        {one.document}
        {one.link !== '' && <span className={styles.below}>{one.link}</span>}
      </td>
      {canEdit && (
        <td className="number">
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t('editRow', nameOf(one))}
            onClick={() => onEdit(editOf(one))}
          >
            {t('common:action.edit')}
          </Button>
          <Button variant="subtle" size="compact-sm" aria-label={t('removeRow', nameOf(one))} onClick={onRemove}>
            {t('common:action.remove')}
          </Button>
        </td>
      )}
    </tr>
  )
}

function nameOf({ source, place, year }: ExternalFigure): { name: string } {
  return { name: `${source} · ${place} · ${year}` }
}

function RemoveDialog({ figure, onClose }: { figure: ExternalFigure; onClose: () => void }) {
  const { t } = useTranslation(['external', 'common'])
  const remove = useMutation(
    trpc.external.remove.mutationOptions({
      onSuccess: async () => {
        notifyDone(t('removed'))
        await queryClient.invalidateQueries()
      },
      onSettled: onClose,
    }),
  )
  return (
    <Dialog
      title={t('remove.title')}
      onClose={onClose}
      actions={
        <>
          <Button loading={remove.isPending} onClick={() => remove.mutate({ id: figure.id })}>
            {t('common:action.remove')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('remove.sure', { ...nameOf(figure), value: formatIndex(figure.value) })}</p>
    </Dialog>
  )
}
