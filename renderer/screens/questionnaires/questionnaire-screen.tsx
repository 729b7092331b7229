import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Caution } from '../../components/caution.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { fileLink } from '../../file-link.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import { useCanPrint } from '../../use-role.ts'
import { AuditCard } from './audit-card.tsx'
import { anchorId } from './place-anchor.ts'
import styles from './questionnaire.module.css'
import { QuestionnairePaper } from './questionnaire-paper.tsx'
import { SchemeTree } from './scheme-tree.tsx'

const FORMATS = [
  ['docx', 'exportWord'],
  ['xlsx', 'exportXlsform'],
  ['json', 'exportJson'],
] as const

/** One questionnaire as it is printed, with the codes that files use and the tree its index is computed by. */
export function QuestionnaireScreen({ code, version }: { code: string; version: number }) {
  const { t } = useTranslation(['questionnaire', 'common'])
  const query = useQuery(trpc.questionnaire.get.queryOptions({ code, version }))
  const canPrint = useCanPrint()
  return (
    <Page
      title={t('title')}
      context={query.data && localText(query.data.questionnaire.title)}
      actions={
        <>
          <Button component={Link} href="/questionnaires" variant="default">
            {t('common:action.back')}
          </Button>
          <Button component={Link} href={`/questionnaires/${code}/${version}/try`} variant="default">
            {t('try')}
          </Button>
          {canPrint && (
            <Button component="a" variant="default" href={fileLink('questionnaire-form', { code, version })} download>
              {t('printBlank')}
            </Button>
          )}
          <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <Button variant="default">{t('export')}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {FORMATS.map(([format, key]) => (
                <Menu.Item
                  key={format}
                  component="a"
                  href={fileLink('questionnaire', { code, version, format, language: currentLanguage() })}
                  download
                >
                  {t(key)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <QueryView query={query}>{(data) => <Read questionnaire={data.questionnaire} />}</QueryView>
    </Page>
  )
}

function Read({ questionnaire }: { questionnaire: Questionnaire }) {
  const { t } = useTranslation('questionnaire')
  const [hasCodes, setHasCodes] = useState(false)
  return (
    <div className={styles.layout}>
      <div className="stack">
        {questionnaire.caution !== undefined && <Caution>{localText(questionnaire.caution)}</Caution>}
        <QuestionnairePaper questionnaire={questionnaire} hasCodes={hasCodes} />
      </div>
      <div className={styles.side}>
        <Card title={t('about')}>
          <p>{questionnaire.source}</p>
          <p className="secondary">{t('version', { code: questionnaire.code, version: questionnaire.version })}</p>
          <p className="secondary">{t(`entryMode.${questionnaire.entryMode ?? 'strict'}`)}</p>
          <label className={styles.codes}>
            <input type="checkbox" checked={hasCodes} onChange={(event) => setHasCodes(event.target.checked)} />
            {t('showCodes')}
          </label>
        </Card>
        <AuditCard questionnaire={questionnaire} />
        {questionnaire.schemes.map((scheme, index) => (
          <div key={scheme.code} id={anchorId(['schemes', index])}>
            <Card title={t('scheme', { name: localText(scheme.label) })}>
              <SchemeTree scheme={scheme} />
            </Card>
          </div>
        ))}
      </div>
    </div>
  )
}
