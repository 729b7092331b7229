import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { client, type Inputs, type Outputs, queryClient } from '../../api-client.ts'
import { localText } from '../../i18n/i18n.ts'
import { notifyDone } from '../../notices.ts'

export type Summary = Outputs['questionnaire']['list'][number]

/** What can be done to a version as a whole. */
export function useQuestionnaireActs() {
  const { t } = useTranslation('questionnaire')
  const [, navigate] = useLocation()
  const create = useMutation({
    mutationFn: (source: Inputs['questionnaire']['createDraft']) => client.questionnaire.createDraft.mutate(source),
    meta: { isShownInPlace: true },
    onSuccess: async ({ code, version }) => {
      await queryClient.invalidateQueries()
      navigate(`/questionnaires/${code}/${version}/edit`)
    },
  })
  const discard = useMutation({
    mutationFn: async ({ code, version }: Summary) => {
      const { rev } = await client.questionnaire.get.query({ code, version })
      await client.questionnaire.discardDraft.mutate({ code, version, rev })
    },
    onSuccess: (_, one) => tell('discarded', one),
  })
  const retire = useMutation({
    mutationFn: ({ code, version, state }: Summary) =>
      client.questionnaire.retire.mutate({ code, version, isRetired: state === 'published' }),
    onSuccess: (_, one) => tell(one.state === 'published' ? 'retired' : 'restored', one),
  })
  const tell = async (what: 'discarded' | 'retired' | 'restored', one: Summary): Promise<void> => {
    await queryClient.invalidateQueries()
    notifyDone(t(`done.${what}`, { title: localText(one.title), version: one.version }))
  }
  return { create, discard, retire }
}
