import { useTranslation } from 'react-i18next'
import { ViewSwitch } from '../../components/view-switch.tsx'

/** The two ways of looking at targets. */
export function TargetViews({ view }: { view: 'list' | 'standing' }) {
  const { t } = useTranslation('targets')
  return (
    <ViewSwitch
      label={t('views.label')}
      views={[
        { to: '/targets', word: t('views.list'), isCurrent: view === 'list' },
        { to: '/targets?view=standing', word: t('views.standing'), isCurrent: view === 'standing' },
      ]}
    />
  )
}
