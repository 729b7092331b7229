import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { layOut } from '../../../src/core/questionnaire/dictionary.ts'
import { addScheme } from '../../../src/core/questionnaire/edit/schemes.ts'
import type { Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire, Scheme } from '../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/states.tsx'
import { SchemeExample } from './scheme/example.tsx'
import { FreeItems } from './scheme/free-items.tsx'
import { NodeForm } from './scheme/node-form.tsx'
import { SchemeOutline } from './scheme/outline.tsx'
import {
  FIRST_SCHEME,
  newSchemeLabel,
  nodeProblems,
  type SchemeChange,
  type SchemePick,
  type SchemeSpot,
} from './scheme/pick.ts'
import styles from './scheme/scheme.module.css'
import { SchemeTabs } from './scheme/scheme-tabs.tsx'
import { SchemeSettings } from './scheme/settings.tsx'
import { useExample } from './scheme/use-example.ts'

interface SchemeEditorProps {
  questionnaire: Questionnaire
  /** What stops the form from being published, each with its place. */
  problems: readonly Problem[]
  at: SchemeSpot
  onGo: (at: SchemeSpot) => void
  /** `typing`: the field that is typed in, whose changes make one step. */
  onChange: (next: Questionnaire, typing: string | null) => void
}

/** The measuring schemes of a form: contents, factors and items, how they are reckoned, and an example worked in full. */
export function SchemeEditor({ questionnaire, problems, at, onGo, onChange }: SchemeEditorProps) {
  const { t } = useTranslation('scheme')
  const index = Math.min(at.scheme, questionnaire.schemes.length - 1)
  const open = (scheme: number): void => onGo({ ...FIRST_SCHEME, scheme })
  const scheme = questionnaire.schemes[index]
  const add = (): void => {
    onChange(addScheme(questionnaire, newSchemeLabel()), null)
    open(questionnaire.schemes.length)
  }
  if (scheme === undefined) {
    return (
      <EmptyState
        title={t('noneTitle')}
        hint={t('noneHint')}
        action={<Button onClick={add}>{t('addScheme')}</Button>}
      />
    )
  }
  const change: SchemeChange = (next, typing) =>
    onChange({ ...questionnaire, schemes: questionnaire.schemes.with(index, next) }, typing ?? null)
  return (
    <div className={styles.editor}>
      <SchemeTabs
        schemes={questionnaire.schemes}
        index={index}
        onPick={open}
        onAdd={add}
        onRemove={() => onChange({ ...questionnaire, schemes: questionnaire.schemes.toSpliced(index, 1) }, null)}
      />
      <OneScheme
        key={index}
        {...{ questionnaire, scheme, index, problems }}
        picked={at}
        onPick={(pick) => onGo({ ...pick, scheme: index })}
        onChange={change}
      />
    </div>
  )
}

interface OneSchemeProps {
  questionnaire: Questionnaire
  scheme: Scheme
  index: number
  problems: readonly Problem[]
  picked: SchemePick
  onPick: (pick: SchemePick) => void
  onChange: SchemeChange
}

function OneScheme({ questionnaire, scheme, index, problems, picked, onPick, onChange }: OneSchemeProps) {
  const { t } = useTranslation('scheme')
  const dictionary = useMemo(() => layOut(questionnaire), [questionnaire])
  const example = useExample(scheme, dictionary)
  const own = useMemo(() => nodeProblems(problems, index), [problems, index])
  const outline = { scheme, dictionary, picked, onPick, onChange }
  return (
    <>
      <SchemeSettings scheme={scheme} problems={own.ofScheme} onChange={onChange} />
      <div className={styles.columns}>
        <Card title={t('tree')} aside={<span className="secondary small">{t('treeKeys')}</span>}>
          <SchemeOutline {...outline} example={example.nodes} problems={own.ofNode} />
        </Card>
        <div className="stack">
          <NodeForm {...outline} questionnaire={questionnaire} example={example.nodes} problems={own.ofNode} />
          <FreeItems {...outline} questionnaire={questionnaire} />
        </div>
      </div>
      <SchemeExample scheme={scheme} dictionary={dictionary} example={example} />
    </>
  )
}
