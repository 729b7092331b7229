import { TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ENTRY_MODES } from '../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../components/card.tsx'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'
import { OptionalTextPair, TextPair } from './text-pair.tsx'
import { withOptional } from './with-optional.ts'

/** What is said about the form as a whole, on paper and on every screen. */
export function AboutTab() {
  const { t } = useTranslation('designer')
  const { questionnaire, acts } = useDesk()
  return (
    <Card className={styles.about}>
      <TextPair
        label={t('about.title')}
        field="title"
        text={questionnaire.title}
        onChange={(title, typing) => acts.edit('text', (document) => ({ ...document, title }), typing)}
      />
      <TextInput
        label={t('about.source')}
        description={t('about.sourceHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data-field="source"
        size="xs"
        maxLength={300}
        value={questionnaire.source}
        onChange={(event) => {
          const source = event.currentTarget.value
          acts.edit('text', (document) => ({ ...document, source }), 'source')
        }}
      />
      {(['instructions', 'caution'] as const).map((field) => (
        <OptionalTextPair
          key={field}
          label={t(`about.${field}`)}
          field={field}
          text={questionnaire[field]}
          note={<p className={styles.note}>{t(`about.${field}Hint`)}</p>}
          onChange={(text, typing) => acts.edit('text', (document) => withOptional(document, field, text), typing)}
        />
      ))}
      <EntryModes />
    </Card>
  )
}

/** The first mode is that of a document which names none, and stays unwritten. */
function EntryModes() {
  const { t } = useTranslation('designer')
  const { questionnaire, acts } = useDesk()
  const id = useId()
  const { entryMode = 'strict' } = questionnaire
  return (
    <fieldset className={styles.modes}>
      <legend>{t('about.entryMode')}</legend>
      {ENTRY_MODES.map((mode) => (
        <label key={mode} className={styles.mode}>
          <input
            type="radio"
            name={id}
            data-field="entryMode"
            checked={entryMode === mode}
            aria-describedby={`${id}${mode}`}
            onChange={() =>
              acts.edit('setting', (document) =>
                withOptional(document, 'entryMode', mode === 'strict' ? undefined : mode),
              )
            }
          />
          {t(`about.${mode}`)}
          <small id={`${id}${mode}`} className={styles.note}>
            {t(`about.${mode}Hint`)}
          </small>
        </label>
      ))}
    </fieldset>
  )
}
