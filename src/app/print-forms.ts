import { setImmediate as turn } from 'node:timers/promises'
import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import { BATCH_LIMIT, MOST_COPIES } from '../core/input-rules.ts'
import { layOutForm } from '../core/print/lay-out-form.ts'
import type { PageMap } from '../core/print/page-map.ts'
import { LAYOUT_REVISION, type Variant } from '../core/print/paper.ts'
import type { PrintedForm } from '../core/print/printed-form.ts'
import { LAST_NUMBER, printedSerial } from '../core/print/serial.ts'
import type { Db } from '../data/db.ts'
import {
  findPageMap,
  insertPageMap,
  insertPrintRun,
  listPrintRuns,
  markPrinted,
  nextPrintNumber,
  type PageMapKey,
  type PrintRun,
} from '../data/print-repository.ts'
import { findQuestionnaireVersion } from '../data/questionnaire-repository.ts'
import { findSetting } from '../data/setting-repository.ts'
import { writeForms } from '../files/print/write-forms.ts'
import { fileName } from '../files/write-table.ts'
import { extendPrintedBatch, findBatchNamed, makePrintedBatch } from './batch-ranges.ts'
import { surveyByCode, surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { definitionOf, questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'

export interface PrintInput {
  readonly surveyCode: string
  readonly copies: number
  /** Code of a batch, kept with the run and printed at the head of each page; made where the survey has none of it. */
  readonly batch?: string | undefined
  readonly variant?: Variant | undefined
  /** Copies without a serial: no numbers are taken, nothing is written down. */
  readonly isBlank?: boolean | undefined
}

export interface PrintListeners {
  readonly signal?: AbortSignal
  /** Copies finished so far. */
  readonly onForm?: (done: number) => void
}

/** A file of forms on its way out. */
export interface PrintedFile {
  readonly name: string
  readonly form: PrintedForm
  /** As printed; null on blank copies. */
  readonly serials: { readonly first: string; readonly last: string } | null
  /** A chunk a copy. Throws AppError `print-cancelled` when the signal aborts. */
  readonly chunks: AsyncGenerator<Uint8Array>
  /** To be called once the file is safe: until then the run counts as cancelled, whatever stopped it. */
  readonly finish: () => Promise<void>
}

/**
 * Takes the next numbers of a survey's questionnaire, keeps the map of its pages and answers the PDF. Numbers are never taken twice, those
 * of a cancelled run neither: some of its pages may have left the printer. Throws AppError `survey-not-found`,
 * `print-copies-bad` {limit}, `print-batch-too-long` {limit}, `serials-used-up` {code, left}.
 */
export async function printForms(
  services: Services,
  operator: Operator,
  input: PrintInput,
  listeners: PrintListeners = {},
): Promise<PrintedFile> {
  const { surveyCode, copies, variant = 'standard', isBlank = false } = input
  const written = (input.batch ?? '').normalize('NFC').trim()
  if (!Number.isInteger(copies) || copies < 1 || copies > MOST_COPIES) {
    throw new AppError('print-copies-bad', { limit: MOST_COPIES })
  }
  if (written.length > BATCH_LIMIT) throw new AppError('print-batch-too-long', { limit: BATCH_LIMIT })
  const { db } = services.store
  const survey = await surveyByCode(db, surveyCode)
  const { questionnaire, id } = await questionnaireModel(db, services, survey.questionnaireVersionId)
  const office = (await findSetting(db, 'office')) ?? ''
  const batch = (await findBatchNamed(db, survey.id, written))?.code ?? written
  const form = layOutForm(questionnaire, { variant, office, survey: survey.name, batch })
  const key = { questionnaireVersionId: id, layoutRevision: LAYOUT_REVISION, variant }
  const run = await inTransaction(services, async (transaction) => {
    await keepPageMap(transaction, key, form.map)
    if (isBlank) return null
    const run = { ...key, surveyId: survey.id, formCount: copies, batch, operatorId: operator.id }
    return takeNumbers(transaction, questionnaire.code, { ...run, state: 'cancelled', printedAtMs: services.now() })
  })
  const serials = run === null ? null : serialsOf(run)
  const name = fileName('file-form', serials === null ? survey.code : `${survey.code} ${serials.first}`, 'pdf')
  const numbers = Array.from({ length: copies }, (_, index) => (run === null ? null : run.firstNumber + index))
  return {
    name,
    form,
    serials,
    chunks: copiesOf(services, form, { title: name, numbers }, listeners),
    finish: async () => {
      if (run === null) return
      await inTransaction(services, async (transaction) => {
        await markPrinted(transaction, run)
        await extendPrintedBatch(transaction, run)
      })
    },
  }
}

/**
 * A sheet of any version of a questionnaire, drafts too, without a serial; a draft says that it is one.
 * Throws AppError `questionnaire-not-found`.
 */
export async function printQuestionnaire(
  services: Services,
  input: { readonly code: string; readonly version?: number | undefined; readonly variant?: Variant | undefined },
): Promise<Omit<PrintedFile, 'finish' | 'serials'>> {
  const { db } = services.store
  const version = await findQuestionnaireVersion(db, input.code, input.version ?? null)
  if (version === null) throw new AppError('questionnaire-not-found', { code: input.code })
  const office = (await findSetting(db, 'office')) ?? ''
  const isDraft = version.state === 'draft'
  const form = layOutForm(definitionOf(version), { variant: input.variant ?? 'standard', office, isDraft })
  const name = fileName('file-form', `${version.code} v${version.version}`, 'pdf')
  return { name, form, chunks: copiesOf(services, form, { title: name, numbers: [null] }, {}) }
}

export interface PrintOverview {
  /** What the next run will begin with, as printed; null when all numbers are used up. */
  readonly nextSerial: string | null
  readonly runs: readonly {
    readonly first: string
    readonly last: string
    readonly formCount: number
    readonly batch: string
    readonly version: number
    readonly variant: string
    readonly state: PrintRun['state']
    readonly operator: string
    readonly printedAtMs: number
  }[]
}

/** What was printed for a survey, newest first. Throws AppError `survey-not-found`. */
export async function printOverview(services: Services, surveyId: number): Promise<PrintOverview> {
  const { db } = services.store
  const { questionnaireVersionId } = await surveyById(db, surveyId)
  const next = await nextPrintNumber(db, questionnaireVersionId)
  const runs = (await listPrintRuns(db, surveyId)).map((run) => {
    const { formCount, batch, version, variant, state, operator, printedAtMs } = run
    return { ...serialsOf(run), formCount, batch, version, variant, state, operator, printedAtMs }
  })
  return { nextSerial: next > LAST_NUMBER ? null : printedSerial(next), runs }
}

function serialsOf({ firstNumber, formCount }: Pick<PrintRun, 'firstNumber' | 'formCount'>) {
  return { first: printedSerial(firstNumber), last: printedSerial(firstNumber + formCount - 1) }
}

async function takeNumbers(db: Db, code: string, run: Omit<PrintRun, 'firstNumber'>): Promise<PrintRun> {
  const firstNumber = await nextPrintNumber(db, run.questionnaireVersionId)
  const left = LAST_NUMBER - firstNumber + 1
  if (run.formCount > left) throw new AppError('serials-used-up', { code, left })
  const taken = { ...run, firstNumber }
  await insertPrintRun(db, taken)
  await makePrintedBatch(db, taken)
  return taken
}

/** Once for each version, layout and variant: what was printed is never told otherwise later. */
async function keepPageMap(db: Db, key: PageMapKey, map: PageMap): Promise<void> {
  const text = JSON.stringify(map)
  const kept = await findPageMap(db, key)
  assert(kept === null || kept === text, 'a layout that changed has another revision')
  if (kept === null) await insertPageMap(db, key, text)
}

async function* copiesOf(
  services: Services,
  form: PrintedForm,
  { title, numbers }: { title: string; numbers: readonly (number | null)[] },
  { signal, onForm }: PrintListeners,
): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of writeForms(form, { title, createdAtMs: services.now(), serials: numbers })) {
    await turn() // lets an abort, or another call's answer, come through
    if (signal?.aborted) throw new AppError('print-cancelled')
    yield chunk
    done += 1
    if (done <= numbers.length) onForm?.(done)
  }
}
