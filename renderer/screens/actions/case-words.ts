import { useTranslation } from 'react-i18next'
import type { CaseState } from '../../../src/core/action/case-state.ts'
import { shortfallOf } from '../../../src/core/action/found.ts'
import type { Outputs } from '../../api-client.ts'
import type { Verdict } from '../../components/status-pill.tsx'
import { formatIndex, formatNumber, formatPercent, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'

type Candidate = Outputs['action']['candidates']['candidates'][number]
export type Weak = Pick<Candidate, 'rules' | 'found'>

/** Waiting, at work, or over. */
export const STATE_TONES: Readonly<Record<CaseState, Verdict | 'neutral'>> = {
  open: 'unsure',
  assigned: 'unsure',
  explained: 'neutral',
  underway: 'neutral',
  done: 'met',
  closed: 'met',
  dropped: 'neutral',
}

/** Each rule by which a criterion is weak, with its figures. */
export function useWhy(): (weak: Weak) => string[] {
  const { t } = useTranslation('actions')
  return ({ rules, found }) => {
    if (rules.length === 0) return [t('why.by-hand')]
    return rules.map((rule) =>
      t(`why.${rule}`, {
        target: formatShort(found.target),
        points: formatIndex(shortfallOf(found)),
        survey: found.before?.survey ?? '',
        difference: formatIndex(found.before?.difference).replace('-', '−'),
        count: formatNumber(found.peers),
        percent: formatPercent(found.dissatisfiedPercent),
      }),
    )
  }
}

interface Placed {
  readonly agency: Candidate['agency']
  readonly sector: Candidate['sector']
}

/** The agency, the sector over all agencies, or the whole province. */
export function usePlaceName(): (placed: Placed) => string {
  const { t } = useTranslation('actions')
  return ({ agency, sector }) => {
    const names = [agency?.name, sector === null ? undefined : localText(sector.name)].filter(Boolean)
    return names.length === 0 ? t('province') : names.join(' · ')
  }
}
