import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateScope } from '../../../src/core/report/template-tags.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { QueryView } from '../../components/states.tsx'
import { fileLink } from '../../file-link.ts'
import { formatDate } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { followLink } from './follow-link.ts'
import { Progress } from './progress.tsx'
import type { ReportChoice } from './report-choice.ts'
import { TemplateDialog, type TemplateTask } from './template-dialog.tsx'
import { templateLink, templatePreviewLink } from './template-link.ts'
import styles from './templates.module.css'
import { useReport } from './use-report.ts'

type Template = Outputs['template']['list'][number]

/** The office's own Word files: filled by one click, added, looked over, replaced and taken away. */
export function TemplatesCard({ surveyCode, choice }: { surveyCode: string; choice: ReportChoice }) {
  const { t } = useTranslation('reportTemplates')
  const templates = useQuery(trpc.template.list.queryOptions())
  const [task, setTask] = useState<TemplateTask | null>(null)
  const { making, make, cancel } = useReport()
  const scope = scopeOf(choice)
  const fill = ({ id }: Template): void => {
    const link = templateLink(surveyCode, choice, id)
    void make(link, (name) => {
      followLink(link)
      notifyDone(t('done', { name }))
    })
  }
  return (
    <Card
      title={t('title')}
      aside={
        <Button variant="default" size="compact-sm" onClick={() => setTask({ at: 'add', scope })}>
          {t('add')}
        </Button>
      }
    >
      <QueryView query={templates}>
        {(all) =>
          all.length === 0 ? (
            <p className="secondary small">{t('none')}</p>
          ) : (
            <ul className={styles.list}>
              {all.map((template) => (
                <TemplateLine
                  key={template.id}
                  template={template}
                  isFitting={template.scope === scope}
                  onFill={() => fill(template)}
                  onTask={setTask}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {making.at === 'making' && <Progress label={t('making')} stage={making.stage} onCancel={cancel} />}
      {making.at === 'failed' && (
        <p className="field-error" role="alert">
          {making.message}
        </p>
      )}
      <p className={styles.foot}>
        <a href={fileLink('report-template-sample', { scope })} download>
          {t('sample')}
        </a>
        <button type="button" className={styles.link} onClick={() => setTask({ at: 'tags' })}>
          {t('tagList')}
        </button>
      </p>
      {task !== null && (
        <TemplateDialog
          task={task}
          previewLink={templatePreviewLink(surveyCode, choice)}
          onClose={() => setTask(null)}
        />
      )}
    </Card>
  )
}

function scopeOf({ agencyId, sectorId }: ReportChoice): TemplateScope {
  if (agencyId !== null) return 'agency'
  return sectorId === null ? 'whole' : 'sector'
}

interface TemplateLineProps {
  template: Template
  isFitting: boolean
  onFill: () => void
  onTask: (task: TemplateTask) => void
}

const TASKS = ['check', 'replace', 'rename', 'remove'] as const

function TemplateLine({ template, isFitting, onFill, onTask }: TemplateLineProps) {
  const { t } = useTranslation('reportTemplates')
  const { id, name, scope, operatorName, atMs } = template
  return (
    <li>
      <div className={styles.what}>
        <div className="strong">{name}</div>
        <div className="secondary small">
          {t(`scope.${scope}`)} · {formatDate(atMs)} · {operatorName}
        </div>
        {!isFitting && <div className="secondary small">{t(`choose.${scope}`)}</div>}
      </div>
      <div className={styles.acts}>
        {isFitting && (
          <Button size="compact-sm" variant="default" aria-label={t('makeOf', { name })} onClick={onFill}>
            {t('make')}
          </Button>
        )}
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('moreOf', { name })}
              rightSection={<Icon name="down" size={11} />}
            >
              {t('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={fileLink('report-template', { id })} download>
              {t('download')}
            </Menu.Item>
            {TASKS.map((at) => (
              <Menu.Item key={at} onClick={() => onTask({ at, template })}>
                {t(at)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </li>
  )
}
