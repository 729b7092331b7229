import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FILTER_KEYS } from '../../../src/core/index/row-filter.ts'
import { conditionInWords } from '../../../src/core/questionnaire/condition-in-words.ts'
import { layOut } from '../../../src/core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { QueryView } from '../../components/states.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import { ConditionEditor } from '../designer/rules/condition-editor.tsx'
import { faultIn } from '../designer/rules/fault-in.ts'
import type { Survey } from './results-filter.ts'

const KEYS = Object.keys(FILTER_KEYS)

interface AnswerFilterProps {
  survey: Survey
  /** In CEL; null for none. */
  condition: string | null
  onChange: (condition: string | null) => void
}

/** Narrows the results by what was answered: a button that says whether it does, and the condition picked or written. */
export function AnswerFilter({ survey, condition, onChange }: AnswerFilterProps) {
  const { t } = useTranslation('results')
  const [isOpen, setIsOpen] = useState(false)
  const { questionnaireCode: code, questionnaireVersion: version } = survey
  const paper = useQuery({
    ...trpc.questionnaire.get.queryOptions({ code, version }),
    enabled: isOpen || condition !== null,
  })
  const words =
    condition !== null && paper.data !== undefined
      ? conditionInWords(condition, paper.data.questionnaire, currentLanguage())
      : undefined
  return (
    <>
      <Button variant={condition === null ? 'default' : 'light'} title={words} onClick={() => setIsOpen(true)}>
        {t(condition === null ? 'filter.answers.button' : 'filter.answers.set')}
      </Button>
      {isOpen && (
        <QueryView query={paper}>
          {({ questionnaire }) => (
            <ConditionDialog
              questionnaire={questionnaire}
              condition={condition}
              onChange={onChange}
              onClose={() => setIsOpen(false)}
            />
          )}
        </QueryView>
      )}
    </>
  )
}

interface ConditionDialogProps {
  questionnaire: Questionnaire
  condition: string | null
  onChange: (condition: string | null) => void
  onClose: () => void
}

function ConditionDialog({ questionnaire, condition, onChange, onClose }: ConditionDialogProps) {
  const { t } = useTranslation(['results', 'common'])
  const [source, setSource] = useState(condition ?? '')
  const dictionary = useMemo(() => layOut(questionnaire), [questionnaire])
  const settle = (next: string | null): void => {
    onChange(next)
    onClose()
  }
  return (
    <Dialog
      title={t('filter.answers.title')}
      isWide
      onClose={onClose}
      actions={
        <>
          <Button
            disabled={source.trim() === '' || faultIn(source, dictionary, KEYS) !== null}
            onClick={() => settle(source)}
          >
            {t('filter.answers.apply')}
          </Button>
          {condition !== null && (
            <Button variant="default" onClick={() => settle(null)}>
              {t('filter.answers.drop')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <ConditionEditor
        field="results-filter"
        questionnaire={questionnaire}
        dictionary={dictionary}
        offered={dictionary.variables}
        source={source}
        say={(words) => t('filter.answers.say', { condition: words })}
        nothing={t('filter.answers.nothing')}
        problems={[]}
        keys={KEYS}
        onChange={setSource}
      />
      <p className="secondary small">{t('filter.answers.keys')}</p>
    </Dialog>
  )
}
