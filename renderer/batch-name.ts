import i18next from 'i18next'

/** How a batch is called on the screen; the one without a code takes what belongs to no other. */
export function batchName({ code, name }: { readonly code: string; readonly name: string }): string {
  if (code === '') return i18next.t('batch.first')
  return name === '' || name === code ? code : `${code} · ${name}`
}
