import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ExampleNode } from '../../../../src/core/index/worked-example.ts'
import type { Dictionary } from '../../../../src/core/questionnaire/dictionary.ts'
import {
  freeNodeId,
  insertNode,
  nodeAt,
  takesChildren,
  withNode,
} from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import { nodeIds } from '../../../../src/core/questionnaire/edit/schemes.ts'
import type { Questionnaire, Scheme, SchemeNode } from '../../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../../components/card.tsx'
import { formatIndex } from '../../../format.ts'
import { localText } from '../../../i18n/i18n.ts'
import { useDesk } from '../desk.ts'
import { NumberField } from '../number-field.tsx'
import { TextPair } from '../text-pair.tsx'
import { withOptional } from '../with-optional.ts'
import { Arithmetic } from './arithmetic.tsx'
import { removed } from './keys.ts'
import {
  isSamePick,
  keyOf,
  linesOf,
  type ProblemsByPick,
  type SchemeChange,
  type SchemePick,
  standing,
} from './pick.ts'
import styles from './scheme.module.css'

interface NodeFormProps {
  questionnaire: Questionnaire
  scheme: Scheme
  dictionary: Dictionary
  example: readonly ExampleNode[] | null
  problems: ProblemsByPick
  picked: SchemePick
  onPick: (pick: SchemePick) => void
  onChange: SchemeChange
}

/** What the picked node is called, weighs and aims at, and the buttons that add to it or take it out. */
export function NodeForm({
  questionnaire,
  scheme,
  dictionary,
  example,
  problems,
  picked,
  onPick,
  onChange,
}: NodeFormProps) {
  const { t } = useTranslation('scheme')
  const { focusField } = useDesk()
  const { root } = scheme
  const pick = standing(root, picked)
  const node = nodeAt(root, pick.path) ?? root
  const item = pick.place === null ? undefined : node.items?.[pick.place]
  const apply = (next: { root: SchemeNode; pick: SchemePick }): void => {
    onChange({ ...scheme, root: next.root })
    onPick(next.pick)
  }
  const add = (parent: SchemePick['path']): void => {
    const index = nodeAt(root, parent)?.children?.length ?? 0
    const edit = insertNode(root, parent, index, { id: freeNodeId(nodeIds(questionnaire)), label: { vi: '', en: '' } })
    apply({ root: edit.root, pick: { path: edit.path, place: null } })
    focusField('node.label.vi')
  }
  const worked = example?.[linesOf(root).findIndex((line) => isSamePick(line, pick))]
  return (
    <Card title={item === undefined ? t('node', { id: node.id }) : t('itemOf', { id: node.id })}>
      {item === undefined ? (
        <NodeFields
          key={keyOf({ ...pick, place: null })}
          node={node}
          isRoot={pick.path.length === 0}
          hasProblem={(problems.get(keyOf(pick)) ?? []).some(({ place }) => place.field === 'id')}
          onChange={(next, typing) => onChange({ ...scheme, root: withNode(root, pick.path, () => next) }, typing)}
        />
      ) : (
        <p className={styles.itemText}>
          <span className={styles.code}>{item}</span>{' '}
          {localText(dictionary.byCode.get(item)?.label ?? { vi: '', en: '' })}
        </p>
      )}
      {worked !== undefined && (
        <p className={styles.worked}>
          <span className="secondary">{t('inExample')}</span> <Arithmetic of={worked} />{' '}
          {worked.arithmetic !== null && <strong>{formatIndex(worked.estimate.index)}</strong>}
        </p>
      )}
      <NodeButtons
        canHold={takesChildren(node)}
        isRoot={pick.path.length === 0}
        isItem={item !== undefined}
        onAddBelow={() => add(pick.path)}
        onAddBeside={() => add(pick.path.slice(0, -1))}
        onRemove={() => apply(removed(root, pick))}
      />
    </Card>
  )
}

interface NodeButtonsProps {
  /** Whether a node may go below the picked one. */
  canHold: boolean
  isRoot: boolean
  isItem: boolean
  onAddBelow: () => void
  onAddBeside: () => void
  onRemove: () => void
}

function NodeButtons({ canHold, isRoot, isItem, onAddBelow, onAddBeside, onRemove }: NodeButtonsProps) {
  const { t } = useTranslation('scheme')
  return (
    <>
      <div className={styles.buttons}>
        <Button variant="default" disabled={!canHold} onClick={onAddBelow}>
          {t('addBelow')}
        </Button>
        {!isRoot && (
          <Button variant="default" onClick={onAddBeside}>
            {t('addBeside')}
          </Button>
        )}
        {(!isRoot || isItem) && (
          <Button variant="subtle" onClick={onRemove}>
            {isItem ? t('freeItem') : t('removeNode')}
          </Button>
        )}
      </div>
      {!canHold && <p className={styles.meaning}>{t('holdsItems')}</p>}
    </>
  )
}

interface NodeFieldsProps {
  node: SchemeNode
  isRoot: boolean
  hasProblem: boolean
  onChange: (next: SchemeNode, typing: string) => void
}

const ID_LONGEST = 31

function NodeFields({ node, isRoot, hasProblem, onChange }: NodeFieldsProps) {
  const { t } = useTranslation('scheme')
  return (
    <div className={styles.nodeFields}>
      <TextPair
        label={t('name')}
        field="node.label"
        text={node.label}
        onChange={(label, typing) => onChange({ ...node, label }, typing)}
      />
      <div className={styles.numbers}>
        <TextInput
          label={t('id')}
          data-field="node.id"
          size="xs"
          maxLength={ID_LONGEST}
          spellCheck={false}
          value={node.id}
          error={hasProblem}
          onChange={(event) => onChange({ ...node, id: event.currentTarget.value.trim() }, 'node.id')}
        />
        {!isRoot && (
          <NumberField
            label={t('weight')}
            field="node.weight"
            value={node.weight}
            isOptional
            isAllowed={(value) => value > 0}
            placeholder="1"
            onChange={(weight) => onChange(withOptional(node, 'weight', weight), 'node.weight')}
          />
        )}
        <NumberField
          label={t('target')}
          field="node.target"
          value={node.target}
          isOptional
          isAllowed={(value) => value >= 0 && value <= 100}
          placeholder={t('noTarget')}
          onChange={(target) => onChange(withOptional(node, 'target', target), 'node.target')}
        />
      </div>
      <p className={styles.meaning}>{isRoot ? t('targetMeans') : t('weightMeans')}</p>
    </div>
  )
}
