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
import styles from './questionnaire.module.css'
import { type Summary, useQuestionnaireActs } from './use-questionnaire-acts.ts'

interface RowActionsProps {
  one: Summary
  canDesign: boolean
  /** The newest version of its code: a new version is made from it. */
  isNewest: boolean
  onCopy: () => void
}

/** Beside a version: the one thing that is mostly wanted, and the others in a menu. */
export function RowActions(props: RowActionsProps) {
  const { one, canDesign } = props
  const [asked, setAsked] = useState<'discard' | 'retire' | null>(null)
  const { discard, retire } = useQuestionnaireActs()
  const confirm = (): void => {
    setAsked(null)
    if (asked === 'discard') discard.mutate(one)
    else retire.mutate(one)
  }
  return (
    <span className={`row ${styles.acts}`}>
      {canDesign && <MainAct {...props} />}
      <MoreMenu {...props} onAsk={setAsked} onRestore={() => retire.mutate(one)} />
      {asked !== null && <Confirm what={asked} one={one} onClose={() => setAsked(null)} onConfirm={confirm} />}
    </span>
  )
}

/** A draft is written on; of published versions the newest is what a new one is made from. */
function MainAct({ one, isNewest }: RowActionsProps) {
  const { t } = useTranslation('questionnaire')
  const { create } = useQuestionnaireActs()
  const { code, version, state } = one
  const name = { title: localText(one.title), version }
  if (state === 'draft') {
    return (
      <Button
        variant="light"
        component={Link}
        href={`/questionnaires/${code}/${version}/edit`}
        aria-label={t('act.resumeOf', name)}
      >
        {t('act.resume')}
      </Button>
    )
  }
  if (!isNewest) return null
  return (
    <Button
      variant="default"
      loading={create.isPending}
      aria-label={t('act.newVersionOf', name)}
      onClick={() => create.mutate({ from: 'newest', code }, { onError: (error) => notifyError(errorText(error)) })}
    >
      {t('act.newVersion')}
    </Button>
  )
}

interface MoreMenuProps extends RowActionsProps {
  onAsk: (what: 'discard' | 'retire') => void
  onRestore: () => void
}

function MoreMenu({ one, canDesign, onCopy, onAsk, onRestore }: MoreMenuProps) {
  const { t } = useTranslation('questionnaire')
  const { code, version, state } = one
  const file = { code, version }
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }} width={230}>
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('act.moreOf', { title: localText(one.title), version })}
          title={t('act.more')}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href={`/questionnaires/${code}/${version}`}>
          {t('act.read')}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={fileLink('questionnaire', { ...file, format: 'docx', language: currentLanguage() })}
          download
        >
          {t('exportWord')}
        </Menu.Item>
        <Menu.Item component="a" href={fileLink('questionnaire', { ...file, format: 'json' })} download>
          {t('exportJson')}
        </Menu.Item>
        <Menu.Item component="a" href={fileLink('questionnaire', { ...file, format: 'xlsx' })} download>
          {t('exportXlsform')}
        </Menu.Item>
        {canDesign && <Menu.Item onClick={onCopy}>{t('act.copy')}</Menu.Item>}
        {canDesign && <Menu.Divider />}
        {canDesign && <StateItem state={state} onAsk={onAsk} onRestore={onRestore} />}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The way out of the state a version is in. */
function StateItem({ state, onAsk, onRestore }: Pick<MoreMenuProps, 'onAsk' | 'onRestore'> & Pick<Summary, 'state'>) {
  const { t } = useTranslation('questionnaire')
  switch (state) {
    case 'draft':
      return (
        <Menu.Item color="red" onClick={() => onAsk('discard')}>
          {t('act.discard')}
        </Menu.Item>
      )
    case 'published':
      return <Menu.Item onClick={() => onAsk('retire')}>{t('act.retire')}</Menu.Item>
    case 'retired':
      return <Menu.Item onClick={onRestore}>{t('act.restore')}</Menu.Item>
  }
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
