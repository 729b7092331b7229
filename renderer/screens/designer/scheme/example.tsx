import { Button } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExampleNode } from '../../../../src/core/index/worked-example.ts'
import type { Dictionary } from '../../../../src/core/questionnaire/dictionary.ts'
import type { Scheme } from '../../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../../components/card.tsx'
import { ExampleRow } from './example-row.tsx'
import { keyOf, linesOf } from './pick.ts'
import styles from './scheme.module.css'
import { type Example, RESPONDENTS } from './use-example.ts'

interface SchemeExampleProps {
  scheme: Scheme
  dictionary: Dictionary
  example: Example
}

/** Every node's arithmetic in full over a few invented respondents, whose answers can be typed over. */
export function SchemeExample({ scheme, dictionary, example }: SchemeExampleProps) {
  const { t } = useTranslation('scheme')
  const { t: common } = useTranslation('common')
  const { nodes } = example
  const redraw = (
    <Button variant="default" disabled={nodes === null} onClick={example.redraw}>
      {t('redraw')}
    </Button>
  )
  return (
    <Card title={t('example')} aside={redraw}>
      <p className={styles.meaning}>
        {t('invented', { n: RESPONDENTS.length })} {common(`formula.${scheme.formula}`)}
        {scheme.formula !== 'all-satisfied' && ` · ${common(`aggregate.${scheme.aggregate}`)}`}
      </p>
      {nodes === null ? (
        <p className="secondary">{t('noExample')}</p>
      ) : (
        <ExampleTable scheme={scheme} dictionary={dictionary} example={example} nodes={nodes} />
      )}
    </Card>
  )
}

function ExampleTable({ scheme, dictionary, example, nodes }: SchemeExampleProps & { nodes: readonly ExampleNode[] }) {
  const { t } = useTranslation('scheme')
  const [stop, setStop] = useState('')
  const table = useRef<HTMLTableElement>(null)
  const lines = linesOf(scheme.root)
  const firstItem = lines.findIndex((line) => line.item !== null)
  const onKey = (event: KeyboardEvent): void => {
    const [row = 0, column = 0] = (document.activeElement?.getAttribute('data-cell') ?? '').split(':').map(Number)
    const hasCells = lines.map((line) => line.item !== null)
    const to = neighbour(row, column, event.key, hasCells)
    const cell = to === null ? null : table.current?.querySelector<HTMLInputElement>(`[data-cell="${to}"]`)
    if (cell == null) return
    event.preventDefault()
    cell.focus()
    cell.select()
  }
  return (
    <table ref={table} className={styles.example} onKeyDown={onKey}>
      <thead>
        <tr>
          <th scope="col">{t('nodeColumn')}</th>
          {RESPONDENTS.map((respondent) => (
            <th
              key={respondent}
              scope="col"
              className={styles.respondent}
              aria-label={t('respondent', { n: respondent + 1 })}
            >
              {respondent + 1}
            </th>
          ))}
          <th scope="col">{t('arithmetic')}</th>
          <th scope="col" className="number">
            {t('index')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, row) => (
          <ExampleRow
            key={keyOf(line)}
            line={line}
            row={row}
            variable={line.item === null ? undefined : dictionary.byCode.get(line.item)}
            example={example}
            worked={nodes[row]}
            stop={stop || `${firstItem}:0`}
            onStop={setStop}
          />
        ))}
      </tbody>
    </table>
  )
}

/** The cell that an arrow key leads to; rows of nodes have no cells and are passed over. */
function neighbour(row: number, column: number, key: string, hasCells: readonly boolean[]): string | null {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return `${row}:${column + (key === 'ArrowLeft' ? -1 : 1)}`
  if (key !== 'ArrowUp' && key !== 'ArrowDown' && key !== 'Enter') return null
  const step = key === 'ArrowUp' ? -1 : 1
  let to = row + step
  while (hasCells[to] === false) to += step
  return hasCells[to] === undefined ? null : `${to}:${column}`
}
