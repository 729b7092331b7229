import { Switch, TextInput } from '@mantine/core'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icons.tsx'
import { localText } from '../../i18n/i18n.ts'
import type { FilterKey, FindInput, Question, SurveyDetail, Tag } from './comment-filter.ts'
import styles from './comments.module.css'

interface FilterBarProps {
  survey: SurveyDetail
  questions: readonly Question[]
  /** Null where what is shown doesn't depend on a tag. */
  tags: readonly Tag[] | null
  find: FindInput
  onChange: (key: FilterKey, value: string | null) => void
  search: RefObject<HTMLInputElement | null>
  /** Enter or the arrow down in the search field: on to the list. */
  onLeave: () => void
}

type SelectKey = Exclude<FilterKey, 'text' | 'all' | 'view'>

interface Choice {
  readonly value: string
  readonly label: string
}

export function FilterBar({ survey, questions, tags, find, onChange, search, onLeave }: FilterBarProps) {
  const { t } = useTranslation('comments')
  const select = (key: SelectKey, value: string | number | undefined, choices: readonly Choice[]) =>
    choices.length > 0 && (
      <select
        className={`small-field ${styles.filter}`}
        aria-label={t(`filter.${key}`)}
        value={String(value ?? '')}
        onChange={(event) => onChange(key, event.target.value)}
      >
        <option value="">{t(`filter.any.${key}`)}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  const named = (list: readonly { id: number; name: string }[]): Choice[] =>
    list.length < 2 ? [] : list.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <search className={styles.filters}>
      <SearchBox text={find.text ?? ''} onText={(text) => onChange('text', text)} box={search} onLeave={onLeave} />
      {select('agencyId', find.agencyId, named(survey.agencies))}
      {select(
        'sectorId',
        find.sectorId,
        named(survey.sectors.map((sector) => ({ id: sector.id, name: localText(sector.name) }))),
      )}
      {select('groupId', find.groupId, named(survey.groups))}
      {select(
        'variable',
        find.variable,
        questions.length < 2
          ? []
          : questions.map((one) => ({ value: one.variable, label: `${one.number} ${localText(one.label)}`.trim() })),
      )}
      {tags !== null &&
        select('tag', find.tag, [
          { value: 'none', label: t('filter.untagged') },
          ...tags.map(({ id, name }) => ({ value: String(id), label: name })),
        ])}
      <Switch
        size="xs"
        label={t('filter.hidesEmpty')}
        checked={find.hidesEmpty === true}
        onChange={(event) => onChange('all', event.currentTarget.checked ? null : '1')}
      />
    </search>
  )
}

/** Longer than between two keys, so that the list isn't looked up for every letter of a word. */
const QUIET_MS = 150

interface SearchBoxProps {
  text: string
  onText: (text: string) => void
  box: RefObject<HTMLInputElement | null>
  onLeave: () => void
}

function SearchBox({ text, onText, box, onLeave }: SearchBoxProps) {
  const { t } = useTranslation('comments')
  const [typed, setTyped] = useState(text)
  // biome-ignore lint/correctness/useExhaustiveDependencies: told what was typed, once it rests
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onText(typed), QUIET_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextInput
      ref={box}
      size="xs"
      className={styles.search ?? ''}
      aria-label={t('filter.text')}
      placeholder={t('filter.text')}
      title={t('filter.textHint')}
      leftSection={<Icon name="search" size={14} />}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        onLeave()
      }}
    />
  )
}
