import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Icon } from '../../components/icons.tsx'
import { LanguageSwitch } from '../../components/language-switch.tsx'
import { chooseOperator } from '../../session.ts'
import styles from './operator-screen.module.css'

type Operator = Outputs['operator']['list'][number]

/** Who is keying: a list of names. The first person ever writes a name here; no passwords yet. */
export function OperatorScreen({ operators }: { operators: Operator[] }) {
  const { t } = useTranslation('operator')
  const active = operators.filter((operator) => operator.isActive)
  const isFirst = operators.length === 0
  useEffect(() => {
    document.title = `${t('title')} – SIPAS`
  }, [t])
  return (
    <main className={styles.screen}>
      <div className={styles.panel}>
        <div className={styles.mark}>
          <Icon name="check" size={20} />
        </div>
        <h1 className={styles.title}>{t(isFirst ? 'welcome' : 'title')}</h1>
        <p className="secondary">{t(isFirst ? 'welcomeHint' : 'hint')}</p>
        {!isFirst && <NameList operators={active} />}
        {isFirst && <FirstOperator />}
        <div className={styles.foot}>
          <span className="secondary small">{isFirst ? t('noPassword') : t('addInSettings')}</span>
          <LanguageSwitch />
        </div>
      </div>
    </main>
  )
}

function NameList({ operators }: { operators: Operator[] }) {
  const { t } = useTranslation()
  return (
    <ul className={styles.names}>
      {operators.map((operator, position) => (
        <li key={operator.id}>
          <button
            type="button"
            className={styles.name}
            // The list is all there is to do here, so the keyboard starts on it.
            // biome-ignore lint/a11y/noAutofocus: the first name of a screen that holds nothing else
            autoFocus={position === 0}
            onClick={() => chooseOperator(operator.id)}
          >
            <span className="strong">{operator.name}</span>
            <span className="secondary">{t(`role.${operator.role}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The first person is the administrator: someone must be able to add the rest. */
function FirstOperator() {
  const { t } = useTranslation('operator')
  const [name, setName] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [office, setOffice] = useState('')
  const create = useMutation(
    trpc.operator.create.mutationOptions({
      meta: { isShownInPlace: true },
      onSuccess: async (operator) => {
        await queryClient.invalidateQueries(trpc.operator.list.queryFilter())
        chooseOperator(operator.id)
        if (office.trim() === '') return
        await client.setting.update.mutate({ office: office.trim() })
        await queryClient.invalidateQueries(trpc.home.get.queryFilter())
      },
    }),
  )
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setIsTried(true)
    if (name.trim() !== '') create.mutate({ name: name.trim(), role: 'administrator' })
  }
  const problem = isTried && name.trim() === '' ? t('nameMissing') : null
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.form}>
        <TextInput
          label={t('name')}
          value={name}
          autoFocus
          maxLength={100}
          error={problem}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('office')}
          placeholder={t('officeHint')}
          value={office}
          maxLength={200}
          onChange={(event) => setOffice(event.currentTarget.value)}
        />
      </div>
      {create.error !== null && (
        <p role="alert" className="field-error">
          {errorText(create.error)}
        </p>
      )}
      <div className={styles.foot}>
        <span />
        <Button type="submit" size="sm" loading={create.isPending}>
          {t('start')}
        </Button>
      </div>
    </form>
  )
}
