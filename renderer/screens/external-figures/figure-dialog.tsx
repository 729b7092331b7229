import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KNOWN_SOURCES, NATIONAL } from '../../../src/core/external/figure.ts'
import { errorText, queryClient, trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { notifyDone } from '../../notices.ts'
import { useFirstFocus } from '../../use-first-focus.ts'
import styles from './external.module.css'
import { badField, type FigureEdit, type FigureField, inputOf } from './figure-edit.ts'

interface FigureDialogProps {
  first: FigureEdit
  places: readonly string[]
  onClose: () => void
}

const FIELDS: readonly FigureField[] = [
  'source',
  'measure',
  'place',
  'year',
  'value',
  'scale',
  'rank',
  'document',
  'link',
]
const LISTS: Partial<Record<FigureField, string>> = { source: 'figure-sources', place: 'figure-places' }

/** One published figure, new or changed. */
export function FigureDialog({ first, places, onClose }: FigureDialogProps) {
  const { t } = useTranslation(['external', 'common'])
  const [edit, setEdit] = useState(first)
  const [isTried, setIsTried] = useState(false)
  const box = useFirstFocus<HTMLInputElement>()
  const save = useMutation(
    trpc.external.save.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async () => {
        notifyDone(t('saved'))
        await queryClient.invalidateQueries()
        onClose()
      },
    }),
  )
  const bad = isTried ? badField(edit) : null
  const submit = (): void => {
    setIsTried(true)
    if (badField(edit) === null) save.mutate(inputOf(edit))
  }
  return (
    <Dialog
      title={t(first.id === undefined ? 'dialog.new' : 'dialog.edit')}
      onClose={onClose}
      isWide
      actions={
        <>
          <Button type="submit" form="figure" loading={save.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <form
        id="figure"
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {FIELDS.map((field, at) => (
          <TextInput
            key={field}
            ref={at === 0 ? box : null}
            label={t(`field.${field}`)}
            value={edit[field]}
            maxLength={300}
            list={LISTS[field]}
            error={bad === field ? t(`bad.${field}`) : null}
            onChange={(event) => setEdit({ ...edit, [field]: event.currentTarget.value })}
          />
        ))}
        <datalist id="figure-sources">
          {KNOWN_SOURCES.map((source) => (
            <option key={source} value={source} />
          ))}
        </datalist>
        <datalist id="figure-places">
          {[...new Set([NATIONAL, ...places])].map((place) => (
            <option key={place} value={place} />
          ))}
        </datalist>
      </form>
      {save.error !== null && (
        <p className="field-error" role="alert">
          {errorText(save.error)}
        </p>
      )}
    </Dialog>
  )
}
