import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Place } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../../api-client.ts'
import { AuditList } from '../../components/audit-list.tsx'
import { Card } from '../../components/card.tsx'
import { QueryView } from '../../components/states.tsx'
import { anchorOf } from './place-anchor.ts'

/** What to think over in a published form, beside the form itself; a choice leads to the place. */
export function AuditCard({ questionnaire }: { questionnaire: Questionnaire }) {
  const { t } = useTranslation('questionnaire')
  const { code, version } = questionnaire
  const query = useQuery(trpc.questionnaire.audit.queryOptions({ code, version }))
  return (
    <Card title={t('audit')}>
      <QueryView query={query}>
        {(findings) => <AuditList findings={findings} onJump={(place) => jumpTo(questionnaire, place)} />}
      </QueryView>
    </Card>
  )
}

/** The place comes into sight and takes the focus until it is left, so that eye and keyboard go on from there. */
function jumpTo(questionnaire: Questionnaire, place: Place): void {
  const target = document.getElementById(anchorOf(questionnaire, place))
  if (target === null) return
  target.tabIndex = -1
  target.addEventListener('blur', () => target.removeAttribute('tabindex'), { once: true })
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
}
