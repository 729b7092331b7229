import { useTranslation } from 'react-i18next'
import type { ExampleNode } from '../../../../src/core/index/worked-example.ts'
import type { Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { formatIndex } from '../../../format.ts'
import { localText } from '../../../i18n/i18n.ts'
import { AnswerCell } from './answer-cell.tsx'
import { Arithmetic } from './arithmetic.tsx'
import type { OutlineLine } from './pick.ts'
import styles from './scheme.module.css'
import { type Example, RESPONDENTS } from './use-example.ts'

interface ExampleRowProps {
  line: OutlineLine
  row: number
  /** Of an item: what it asks; undefined for a node. */
  variable: Variable | undefined
  example: Example
  worked: ExampleNode | undefined
  /** The cell, `row:column`, where the Tab key stops. */
  stop: string
  onStop: (cell: string) => void
}

/** A node's arithmetic and figure; of an item the invented answers too. */
export function ExampleRow({ line, row, variable, example, worked, stop, onStop }: ExampleRowProps) {
  const { t } = useTranslation('scheme')
  const { item } = line
  return (
    <tr className={item === null ? styles.nodeRow : undefined}>
      <th scope="row" style={{ paddingLeft: 8 + line.depth * 14 }}>
        <span className={styles.code}>{item === null ? line.node.id : (variable?.number ?? item)}</span>
        {localText(variable?.label ?? line.node.label)}
      </th>
      {RESPONDENTS.map((respondent) => (
        <td key={respondent} className={styles.respondent}>
          {item !== null && (
            <AnswerCell
              label={t('answerOf', { n: respondent + 1, item: variable?.number ?? item })}
              cell={`${row}:${respondent}`}
              isStop={stop === `${row}:${respondent}`}
              level={example.answers[respondent]?.[item] ?? null}
              levels={variable?.choices.length ?? 0}
              onFocus={() => onStop(`${row}:${respondent}`)}
              onChange={(level) => example.answer(respondent, item, level)}
            />
          )}
        </td>
      ))}
      <td className={styles.arithmetic}>{worked !== undefined && <Arithmetic of={worked} />}</td>
      <td className="number strong">{formatIndex(worked?.estimate.index)}</td>
    </tr>
  )
}
