import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fileLink } from '../../file-link.ts'

/** What is compared as a file; `input`: as the call of the same name takes it. */
export function ExportButtons({ path, input }: { path: 'compare' | 'compare-groups'; input: object }) {
  const { t } = useTranslation('compare')
  return (['xlsx', 'csv'] as const).map((format) => (
    <Button
      key={format}
      size="compact-sm"
      variant="default"
      component="a"
      download
      href={fileLink(path, { input: JSON.stringify(input), format, delimiter: 'semicolon' })}
    >
      {t(`export.${format}`)}
    </Button>
  ))
}
