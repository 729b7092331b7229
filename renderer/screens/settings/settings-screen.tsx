import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Page } from '../../components/page.tsx'
import { useCanManage } from '../../use-role.ts'
import { BackupSettings } from './backup-settings.tsx'
import { CheckSettings } from './check-settings.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { OperatorSettings } from './operator-settings.tsx'
import { SectorSettings } from './sector-settings.tsx'
import styles from './settings.module.css'
import { SuccessionSettings } from './succession-settings.tsx'
import { UnitSettings } from './unit-settings.tsx'

const SECTIONS = ['general', 'operators', 'units', 'mergers', 'sectors', 'backups', 'check'] as const
type Section = (typeof SECTIONS)[number]

const BODIES: Record<Section, () => ReactNode> = {
  general: () => <GeneralSettings />,
  operators: () => <OperatorSettings />,
  units: () => <UnitSettings />,
  mergers: () => <SuccessionSettings />,
  sectors: () => <SectorSettings />,
  backups: () => <BackupSettings />,
  check: () => <CheckSettings />,
}

/** One thing to settle at a time; a keyer sees what is their own. */
export function SettingsScreen({ section }: { section: string }) {
  const { t } = useTranslation('settings')
  const canManage = useCanManage()
  const offered = canManage ? SECTIONS : SECTIONS.slice(0, 1)
  const current = offered.find((one) => one === section) ?? 'general'
  return (
    <Page title={t('title')} context={t(`section.${current}`)}>
      <div className={styles.layout}>
        <nav aria-label={t('title')}>
          <ul className={styles.sections}>
            {offered.map((one) => (
              <li key={one}>
                <Link href={`/settings/${one}`} aria-current={one === current ? 'page' : undefined}>
                  {t(`section.${one}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack">{BODIES[current]()}</div>
      </div>
    </Page>
  )
}
