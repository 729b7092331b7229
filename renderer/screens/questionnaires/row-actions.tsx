import { ActionIcon, Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { errorText } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { Icon } from '../../components/icons.tsx'
import { fileLink } from '../../file-link.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import { notifyError } from '../../notices.ts'
import { type Summary, useQuestionnaireActs } from './use-questionnaire-acts.ts'

interface RowActionsProps {
  one: Summary
  canDesign: boolean
  /** The newest version of its code: a new version is made from it. */
  isNewest: boolean
  onCopy: () => void
}

/** Beside a version: the one thing that is mostly wanted, and the others in a menu. */
export function RowActions({ one, canDesign, isNewest, onCopy }: RowActionsProps) {
  const { t } = useTranslation('questionnaire')
  const [asked, setAsked] = useState<'discard' | 'retire' | null>(null)
  const { create, discard, retire } = useQuestionnaireActs()
  const { code, version, state } = one
  const name = { title: localText(one.title), version }
  return (
    <span className="row" style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
      {canDesign && state === 'draft' && (
        <Button
          variant="light"
          component={Link}
          href={`/questionnaires/${code}/${version}/edit`}
          aria-label={t('act.resumeOf', name)}
        >
          {t('act.resume')}
        </Button>
      )}
      {canDesign && state !== 'draft' && isNewest && (
        <Button
          variant="default"
          loading={create.isPending}
          aria-label={t('act.newVersionOf', name)}
          onClick={() => create.mutate({ from: 'newest', code }, { onError: (error) => notifyError(errorText(error)) })}
        >
          {t('act.newVersion')}
        </Button>
      )}
      <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={230}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('act.moreOf', name)} title={t('act.more')}>
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} href={`/questionnaires/${code}/${version}`}>
            {t('act.read')}
          </Menu.Item>
          <Menu.Item
            component="a"
            href={fileLink('questionnaire', { code, version, format: 'docx', language: currentLanguage() })}
            download
          >
            {t('exportWord')}
          </Menu.Item>
          <Menu.Item component="a" href={fileLink('questionnaire', { code, version, format: 'json' })} download>
            {t('exportJson')}
          </Menu.Item>
          <Menu.Item component="a" href={fileLink('questionnaire', { code, version, format: 'xlsx' })} download>
            {t('exportXlsform')}
          </Menu.Item>
          {canDesign && <Menu.Item onClick={onCopy}>{t('act.copy')}</Menu.Item>}
          {canDesign && <Menu.Divider />}
          {canDesign && state === 'draft' && (
            <Menu.Item color="red" onClick={() => setAsked('discard')}>
              {t('act.discard')}
            </Menu.Item>
          )}
          {canDesign && state === 'published' && (
            <Menu.Item onClick={() => setAsked('retire')}>{t('act.retire')}</Menu.Item>
          )}
          {canDesign && state === 'retired' && (
            <Menu.Item onClick={() => retire.mutate(one)}>{t('act.restore')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {asked !== null && (
        <Confirm
          what={asked}
          one={one}
          onClose={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null)
            if (asked === 'discard') discard.mutate(one)
            else retire.mutate(one)
          }}
        />
      )}
    </span>
  )
}

interface ConfirmProps {
  what: 'discard' | 'retire'
  one: Summary
  onConfirm: () => void
  onClose: () => void
}

function Confirm({ what, one, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation(['questionnaire', 'common'])
  return (
    <Dialog
      title={t(`confirm.${what}Title`)}
      onClose={onClose}
      actions={
        <>
          <Button color={what === 'discard' ? 'red' : 'blue'} onClick={onConfirm}>
            {t(`act.${what}`)}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p className="strong">{t('confirm.which', { title: localText(one.title), version: one.version })}</p>
      <p>{t(`confirm.${what}`)}</p>
    </Dialog>
  )
}
