import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { queryClient } from '../../api-client.ts'
import { Dialog } from '../../components/dialog.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { fileErrorText } from '../../file-refused.ts'
import { type ImportedQuestionnaire, importQuestionnaire } from './import-questionnaire.ts'
import { ImportResult } from './import-result.tsx'

/** Opens the window in which a questionnaire comes in from a file. */
export function ImportButton() {
  const { t } = useTranslation('questionnaire')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('import.open')}
      </Button>
      {isOpen && <ImportDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}

function ImportDialog({ onClose }: { onClose: () => void }) {
  const [imported, setImported] = useState<ImportedQuestionnaire | null>(null)
  return imported === null ? (
    <ChooseFile onDone={setImported} onClose={onClose} />
  ) : (
    <Imported imported={imported} onAnother={() => setImported(null)} onClose={onClose} />
  )
}

function ChooseFile({ onDone, onClose }: { onDone: (imported: ImportedQuestionnaire) => void; onClose: () => void }) {
  const { t } = useTranslation(['questionnaire', 'common'])
  const [file, setFile] = useState<File | null>(null)
  const [code, setCode] = useState('')
  const send = useMutation({
    mutationFn: (chosen: File) => importQuestionnaire(chosen, code.trim()),
    meta: { isShownInPlace: true },
    onSuccess: async (imported) => {
      await queryClient.invalidateQueries()
      onDone(imported)
    },
  })
  return (
    <Dialog
      title={t('import.title')}
      onClose={onClose}
      actions={
        <>
          <Button disabled={file === null} loading={send.isPending} onClick={() => file !== null && send.mutate(file)}>
            {t('import.run')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      <p className="secondary">{t('import.hint')}</p>
      <FileDrop
        file={file}
        accept=".json,.xlsx,.csv"
        label={t('import.file')}
        hint={t('import.drop')}
        isDisabled={send.isPending}
        onChoose={(chosen) => {
          send.reset()
          setFile(chosen)
        }}
      />
      <TextInput
        label={t('import.code')}
        description={t('import.codeHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={code}
        maxLength={40}
        spellCheck={false}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {send.error !== null && (
        <p className="field-error" role="alert">
          {fileErrorText(send.error)}
        </p>
      )}
    </Dialog>
  )
}

interface ImportedProps {
  imported: ImportedQuestionnaire
  onAnother: () => void
  onClose: () => void
}

function Imported({ imported, onAnother, onClose }: ImportedProps) {
  const { t } = useTranslation('questionnaire')
  const { code, version, state } = imported
  const isDraft = state === 'draft'
  return (
    <Dialog
      title={t('import.title')}
      isWide={imported.told.length > 0}
      onClose={onClose}
      actions={
        <>
          <Button component={Link} href={`/questionnaires/${code}/${version}${isDraft ? '/edit' : ''}`}>
            {t(isDraft ? 'import.edit' : 'import.view')}
          </Button>
          <Button variant="default" onClick={onAnother}>
            {t('import.another')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('import.close')}
          </Button>
        </>
      }
    >
      <ImportResult imported={imported} />
    </Dialog>
  )
}
