import { useTranslation } from 'react-i18next'
import type { Scheme, SchemeNode } from '../../../src/core/questionnaire/questionnaire.ts'
import { formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './questionnaire.module.css'

/** How the index is built: the whole, its contents, their factors with the number of items in each. */
export function SchemeTree({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation('common')
  return (
    <>
      <p className="secondary small">
        {t(`formula.${scheme.formula}`)} · {t(`aggregate.${scheme.aggregate}`)}
      </p>
      <ul className={styles.tree}>
        <Node node={scheme.root} />
      </ul>
    </>
  )
}

function Node({ node }: { node: SchemeNode }) {
  const { t } = useTranslation('questionnaire')
  return (
    <li>
      <div className={styles.node}>
        <span className={styles.nodeId}>{node.id}</span>
        <span>{localText(node.label)}</span>
        {node.items !== undefined && <span className="secondary">{t('items', { n: node.items.length })}</span>}
        {node.target !== undefined && (
          <span className="secondary">{t('nodeTarget', { target: formatShort(node.target) })}</span>
        )}
      </div>
      {node.children !== undefined && (
        <ul>
          {node.children.map((child) => (
            <Node key={child.id} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}
