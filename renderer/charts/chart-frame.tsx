import { Button, Menu } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Chart } from 'react-chartjs-2'
import { useTranslation } from 'react-i18next'
import { Card } from '../components/card.tsx'
import { Icon } from '../components/icons.tsx'
import { ChoiceSwitch } from '../components/view-switch.tsx'
import { notifyError } from '../notices.ts'
import { saveFile } from '../save-file.ts'
import styles from './chart-frame.module.css'
import { csvOf, FigureTable, type FrameTable } from './frame-table.tsx'
import { type Caption, type Picture, pngOf, svgOf } from './picture-file.ts'

interface ChartFrameProps {
  title: string
  /** One sentence that says what the picture shows, with its figures. */
  alt: string
  table: FrameTable
  /** Drawn here and in files; null for a picture of the page's own elements (`children`), which only has its table to give. */
  picture: Picture | null
  /** Where the figures come from (`figureNote`); stands under the picture in files, and under the table in its file. */
  footnote: string
  /** Beside the title, before the frame's own switch and menu. */
  actions?: ReactNode
  /** Draws on the screen in place of `picture`, where words of the page lie over it. */
  children?: ReactNode
}

/** Higher pictures and longer tables scroll inside their card. */
const MAX_HEIGHT = 420
const ROWS_SEEN = 13
/** A picture can't go on over the next page of a print: from here on its table is printed. */
const PAGE_HEIGHT = 900

/** A chart in its card: the same figures as a table on demand, and both as files. Decorations of the chart go in `picture`. */
export function ChartFrame({ title, alt, table, picture, footnote, actions, children }: ChartFrameProps) {
  const { t } = useTranslation('chart')
  const [isTable, setIsTable] = useState(false)
  const source = footnote === '' ? '' : t('source', { note: footnote })
  const isLong = isTable ? table.rows.length > ROWS_SEEN : (picture?.height ?? 0) > MAX_HEIGHT
  return (
    <Card
      title={title}
      aside={
        <span className={styles.controls}>
          {actions}
          <ChoiceSwitch
            label={t('view', { title })}
            value={isTable ? 'table' : 'picture'}
            onChange={(value) => setIsTable(value === 'table')}
            choices={[
              { value: 'picture', word: t('picture') },
              { value: 'table', word: t('table') },
            ]}
          />
          <DownloadMenu {...{ table, picture, caption: { title, footnote: source } }} />
        </span>
      }
    >
      <div
        className={`${styles.body} ${(picture?.height ?? 0) > PAGE_HEIGHT ? styles.tooTall : ''}`}
        // What scrolls must be reachable by the keyboard.
        {...(isLong ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}
      >
        {!isTable && (
          <div role="img" aria-label={alt} className={styles.picture}>
            {children ?? (picture && <DrawnPicture {...picture} />)}
          </div>
        )}
        <div className={isTable ? undefined : `visually-hidden ${styles.hidden}`}>
          <FigureTable caption={title} table={table} />
        </div>
      </div>
    </Card>
  )
}

function DrawnPicture({ config, height }: Picture) {
  const { type, data, options, plugins } = config as Extract<Picture['config'], { type: unknown }> // ours name their type
  return (
    <div className={styles.drawn} style={{ height }}>
      <Chart role="presentation" type={type} data={data} {...(options && { options })} {...(plugins && { plugins })} />
    </div>
  )
}

interface DownloadMenuProps {
  table: FrameTable
  picture: Picture | null
  caption: Caption
}

function DownloadMenu({ table, picture, caption }: DownloadMenuProps) {
  const { t } = useTranslation('chart')
  const { title, footnote } = caption
  const save = (extension: string, make: () => Blob | Promise<Blob>) => async (): Promise<void> => {
    try {
      saveFile(await make(), `${safeName(title)}.${extension}`)
    } catch {
      notifyError(t('failed'))
    }
  }
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('downloadOf', { title })}
          rightSection={<Icon name="down" size={12} />}
        >
          {t('download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {picture !== null && (
          <>
            <Menu.Item onClick={save('png', () => pngOf(picture, caption))}>{t('png')}</Menu.Item>
            <Menu.Item onClick={save('svg', () => svgOf(picture, caption))}>{t('svg')}</Menu.Item>
          </>
        )}
        <Menu.Item onClick={save('csv', () => csvOf(table, footnote))}>{t('csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A name without what file systems refuse. */
function safeName(title: string): string {
  return title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
}
