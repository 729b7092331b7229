import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findCodeProblem, isPublishedCode } from '../../../src/core/questionnaire/edit/codes.ts'
import { renameCode } from '../../../src/core/questionnaire/edit/rename.ts'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'

/** The variable code of a question or item: judged as it is typed, and fixed once a published version has it. */
export function CodeField({ spot, code }: { spot: Spot; code: string }) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts } = useDesk()
  const problem = findCodeProblem(code, questionnaire, earlier)
  const isFixed = isPublishedCode(code, earlier) && problem === null
  return (
    <TextInput
      label={t('field.code')}
      data-field="code"
      size="xs"
      className={styles.code ?? ''}
      value={code}
      readOnly={isFixed}
      maxLength={40}
      spellCheck={false}
      autoComplete="off"
      description={isFixed ? t('field.codeFixed') : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={problem !== null && t(`codeProblem.${problem}`)}
      onChange={(event) => {
        const typed = event.currentTarget.value.trim()
        acts.edit('code', (document) => renameCode(document, spot, typed), 'code')
      }}
    />
  )
}
