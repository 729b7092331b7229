import { serialInRange } from '../../../src/core/batch/serial-range.ts'
import { nextSerial } from '../../../src/core/entry/entry-session.ts'
import type { EntryHeader } from '../../../src/core/entry/entry-state.ts'
import { client, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { readOperatorId } from '../../session.ts'
import type { EntryStore } from './entry-store.ts'
import { headerOfBatch } from './form-batch.ts'

export type Opening = Outputs['entry']['open']

/** An unfinished form; `surveyVersionId` says which of the survey's forms it is. */
export type KeptDraft = Opening['drafts'][number]

/** Where a form of another of the survey's versions is keyed: taken up, or begun with a serial. */
export function entryAddress(surveyId: number, form: number, what: { draft?: string; serial?: string } = {}): string {
  return `/surveys/${surveyId}/entry?${new URLSearchParams({ form: String(form), ...what })}`
}

/** One person's own: who sits down at this window next begins with nothing of it. */
const keptKey = (surveyId: number): string => `sipas.entry.header.${readOperatorId()}.${surveyId}`

/** The service: drafts and forms of one survey, in the version of its form that this window opened; it may move on. */
export function surveyStore(surveyId: number, surveyVersionId: number): EntryStore {
  return {
    keep: (draft) => client.entry.saveDraft.mutate({ surveyId, surveyVersionId, ...draft }),
    discard: async (id) => {
      await client.entry.discardDraft.mutate({ id })
      forgetDraft(id)
    },
    save: async (form) => {
      const saved = await client.entry.save.mutate({ surveyId, surveyVersionId, ...form })
      forgetDraft(form.draftId)
      readBatchesAnew()
      return saved
    },
    undo: async (of) => {
      await client.entry.undo.mutate({ surveyId, ...of })
      readBatchesAnew()
    },
    // Agency, sector and the like come back after a pause, too; kept for the window's session.
    keepHeader: (header) => keepHeader(surveyId, header),
    // Other screens count forms and drafts: what they show is read again once keying ends.
    left: () => void queryClient.invalidateQueries(),
  }
}

/** What the navigation counts as half keyed, without asking the store for all of home between two forms. */
function forgetDraft(id: string): void {
  queryClient.setQueryData(
    trpc.home.get.queryKey(),
    (home) => home && { ...home, drafts: home.drafts.filter((draft) => draft.id !== id) },
  )
}

const readBatchesAnew = (): void => void queryClient.invalidateQueries(trpc.batch.get.queryFilter())

/** What the address says of the first form. */
export interface GivenHeader {
  readonly serial: string | null
  readonly batchId: number | null
}

/** The suggested serial (unless one of my unfinished forms has it), what was chosen last, and what leaves no choice. */
export function firstHeader({ survey, suggestedSerial, drafts }: Opening, given: GivenHeader): EntryHeader {
  let serial = suggestedSerial ?? ''
  while (serial !== '' && drafts.some((draft) => draft.header.serial === serial)) serial = nextSerial(serial)
  const batch = survey.batches.find(({ id }) => id === given.batchId)
  // Of another batch than the one that was asked for.
  if (batch !== undefined && batch.firstSerial !== '' && !serialInRange(serial, batch.firstSerial, batch.lastSerial)) {
    serial = ''
  }
  const ofBatch = batch === undefined ? {} : headerOfBatch(survey, batch.id)
  return { ...keptHeader(survey), ...ofBatch, serial: given.serial ?? serial }
}

function keepHeader(surveyId: number, { serial: _, ...parts }: EntryHeader): void {
  sessionStorage.setItem(keptKey(surveyId), JSON.stringify(parts))
}

/** Whether this person has begun a form in this window's session. */
export function hasKeptHeader(surveyId: number): boolean {
  return sessionStorage.getItem(keptKey(surveyId)) !== null
}

/** What this person's last form of the window's session had, and what leaves no choice. */
function keptHeader(survey: Opening['survey']): EntryHeader {
  const kept: Record<string, unknown> = JSON.parse(sessionStorage.getItem(keptKey(survey.id)) ?? '{}')
  const part = (list: readonly { readonly id: number }[], last: unknown): number => {
    const known = list.length === 1 ? list[0] : list.find(({ id }) => id === last)
    return known?.id ?? 0
  }
  return {
    serial: '',
    agencyId: part(survey.agencies, kept.agencyId),
    sectorId: part(survey.sectors, kept.sectorId),
    groupId: part(survey.groups, kept.groupId),
    stratumId: part(survey.strata, kept.stratumId),
    clusterId: part(survey.clusters, kept.clusterId),
    batchId: part(survey.batches, kept.batchId),
    collectedOn: typeof kept.collectedOn === 'string' ? kept.collectedOn : null,
  }
}
