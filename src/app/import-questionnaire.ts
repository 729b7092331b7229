import { AppError, errorMessage } from '../core/errors.ts'
import type { Questionnaire, Text } from '../core/questionnaire/questionnaire.ts'
import { parseQuestionnaire, parseQuestionnaireDraft } from '../core/questionnaire/validate.ts'
import type { Db } from '../data/db.ts'
import { listQuestionnaireVersions, type QuestionnaireVersion } from '../data/questionnaire-repository.ts'
import { readQuestionnaireFile } from '../files/questionnaire-file.ts'
import type { Told } from '../files/xlsform/told.ts'
import { inTransaction } from './in-transaction.ts'
import { publishDraftWithin } from './publish-draft.ts'
import { addDraft, type DraftName } from './questionnaire-drafts.ts'
import { definitionOf } from './questionnaires.ts'
import type { Services } from './services.ts'

export interface QuestionnaireImport {
  readonly bytes: AsyncIterable<Uint8Array>
  /** Without its ending; what a form that has no title is called. */
  readonly fileName?: string | undefined
  /** To come in as a questionnaire of its own; the document's code when absent. */
  readonly code?: string | undefined
  /** Published at once; otherwise a draft, which need not be whole. */
  readonly isPublished: boolean
}

/** What of a form is not in the questionnaire as it was. */
interface ToldOfForm extends Omit<Told, 'params'> {
  readonly message: Text
}

export interface ImportedQuestionnaire extends DraftName {
  readonly state: QuestionnaireVersion['state']
  /** False when the very same document was there already and nothing was written. */
  readonly isNew: boolean
  /** Of an XLSForm, the heaviest first; empty of our own JSON. */
  readonly told: readonly ToldOfForm[]
  /** Of an XLSForm, rows below the headings: read = carried + told as lost. */
  readonly rows: { readonly read: number; readonly carried: number } | null
}

/**
 * A questionnaire from a file comes in as a draft of the next free version of its code, or published. One that is there
 * already changes nothing. Throws AppError of readQuestionnaireFile, `bad-questionnaire`, `questionnaire-draft-open`, and
 * where it is to be published those of publishDraft.
 */
export async function importQuestionnaire(
  services: Services,
  { bytes, fileName, code, isPublished }: QuestionnaireImport,
): Promise<ImportedQuestionnaire> {
  const { document, rows, ...file } = await readQuestionnaireFile(bytes, fileName)
  const told = file.told.map(toldOf).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  const parsed = isPublished ? parseQuestionnaire(document) : parseQuestionnaireDraft(document)
  const questionnaire = underCode(parsed, code)
  const imported = await inTransaction(services, (db) => bringIn(db, questionnaire, isPublished, services.now()))
  return { ...imported, told, rows }
}

async function bringIn(
  db: Db,
  questionnaire: Questionnaire,
  isPublished: boolean,
  atMs: number,
): Promise<Omit<ImportedQuestionnaire, 'told' | 'rows'>> {
  const versions = (await listQuestionnaireVersions(db)).filter((one) => one.code === questionnaire.code)
  const known = findSame(versions, questionnaire)
  const open = versions.find(({ state }) => state === 'draft')
  if (known === undefined && open !== undefined) {
    throw new AppError('questionnaire-draft-open', { code: open.code, version: open.version })
  }
  const { version, rev } = known ?? (await addDraft(db, questionnaire, atMs))
  const name = { code: questionnaire.code, version }
  if (!isPublished || (known !== undefined && known.state !== 'draft')) {
    return { ...name, state: known?.state ?? 'draft', isNew: known === undefined }
  }
  await publishDraftWithin(db, { ...name, rev }, atMs)
  return { ...name, state: 'published', isNew: true }
}

const SEVERITIES = ['lost', 'rule', 'changed', 'guessed'] as const

function toldOf({ params, ...told }: Told): ToldOfForm {
  const { code } = told
  return { ...told, message: { vi: errorMessage(code, params, 'vi'), en: errorMessage(code, params, 'en') } }
}

/** A form of its own begins at 1, and what is retired elsewhere is free in it. */
function underCode(questionnaire: Questionnaire, code: string | undefined): Questionnaire {
  if (code === undefined || code === questionnaire.code) return questionnaire
  const { retiredCodes: _, ...document } = questionnaire
  return parseQuestionnaireDraft({ ...document, code, version: 1 })
}

/** The version of that number where it holds the same document; where it holds another, any version that does. */
function findSame(
  versions: readonly QuestionnaireVersion[],
  questionnaire: Questionnaire,
): QuestionnaireVersion | undefined {
  const named = versions.find(({ version }) => version === questionnaire.version)
  if (named === undefined) return undefined
  return [named, ...versions].find((one) => isSame(definitionOf(one), questionnaire))
}

/** Whatever their numbers. Publishing adds to the retired codes, so a version may have more of them than the document. */
function isSame(known: Questionnaire, questionnaire: Questionnaire): boolean {
  const textOf = ({ retiredCodes: _, version: __, ...document }: Questionnaire): string => JSON.stringify(document)
  const retired = new Set(known.retiredCodes)
  const isRetired = (questionnaire.retiredCodes ?? []).every((code) => retired.has(code))
  return isRetired && textOf(known) === textOf(questionnaire)
}
