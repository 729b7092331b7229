import { randomUUID } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { saveDraft } from '../../src/app/drafts.ts'
import { surveyByCode } from '../../src/app/find-survey.ts'
import { commandOperator, type Operator } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import type { Effort } from '../../src/core/entry/effort.ts'
import { settle } from '../../src/data/sqlite/copy-file.ts'
import { histogramOf } from './histogram.ts'
import { type BenchContext, copyOfDemo, growth, median, ms, quantile, type Section, times } from './measure.ts'

const FEW = 1000
const MANY = 100_000
const WARM_UP = 50
const SAVES = 1000

/**
 * Keyed forms through the use case, synchronous=FULL, turn about into a file with few and one with many forms: each ends
 * its draft, writes down what its keying took and what the quality rules find. The drafts themselves are measured apart.
 */
export async function bench({ folder }: BenchContext): Promise<Section> {
  const few = await openDesk(copyOfDemo(folder, FEW, 'save-few'))
  const many = await openDesk(copyOfDemo(folder, MANY, 'save-many'))
  const taken: { few: number[]; many: number[]; sync: number[] } = { few: [], many: [], sync: [] }
  const disk = openSync(join(folder, 'sync'), 'w')
  const drafts: number[] = []
  for (let number = 0; number < WARM_UP + SAVES; number += 1) {
    await few.keepDraft(number)
    drafts.push(...(await times(1, () => many.keepDraft(number))))
    taken.few.push(...(await times(1, () => few.save(number))))
    taken.many.push(...(await times(1, () => many.save(number))))
    taken.sync.push(...(await times(1, () => syncPage(disk, number))))
  }
  closeSync(disk)
  const findings = await countFindings(many.services)
  for (const desk of [few, many]) await desk.services.close()
  const [f, m, s] = [taken.few, taken.many, taken.sync].map((all) => all.slice(WARM_UP)) as [
    number[],
    number[],
    number[],
  ] // three
  const rows = [
    ms('save a form, 1,000 forms in the file, p50', median(f)),
    ms('save a form, 1,000 forms in the file, p99', quantile(f, 0.99), 15),
    ms('save a form, 100,000 forms in the file, p50', median(m)),
    ms('save a form, 100,000 forms in the file, p99', quantile(m, 0.99), 15),
    growth('save a form: p50 with 100,000 ÷ with 1,000 forms (flat?)', median(m) / median(f), 1.5),
    ms('the disk alone: 4 KiB written and synced, p50', median(s)),
    ms('the disk alone: 4 KiB written and synced, p99', quantile(s, 0.99)),
  ]
  const histograms = [
    histogramOf('save a form, 100,000 forms in the file, with effort and findings', m),
    histogramOf('keep a draft, 100,000 forms in the file', drafts.slice(WARM_UP)),
  ]
  const notes = [`save: ${SAVES + WARM_UP} forms saved, their quality rules wrote ${findings} findings`]
  return { rows, notes, histograms }
}

async function countFindings({ store }: Services): Promise<number> {
  const { count } = await store.db
    .selectFrom('finding')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function syncPage(disk: number, number: number): void {
  writeSync(disk, PAGE, 0, PAGE.length, number * PAGE.length)
  fdatasyncSync(disk)
}

const PAGE = Buffer.alloc(4096, 1)

interface Desk {
  readonly services: Services
  readonly keepDraft: (number: number) => Promise<unknown>
  readonly save: (number: number) => Promise<unknown>
}

/** The bulk load is settled: what is measured is keying, not the end of the load before it. */
async function openDesk(file: string): Promise<Desk> {
  const services = await openServices(file, { allowAnyFolder: true })
  settle(services.store.sqlite)
  const { id: surveyId } = await surveyByCode(services.store.db, 'DEMO')
  const operator: Operator = await commandOperator(services)
  const forms = services.store.sqlite
    .prepare<[number], FormRow>(
      `SELECT record, agency_id AS agencyId, sector_id AS sectorId, group_id AS groupId FROM response
      WHERE survey_id = ? ORDER BY id LIMIT 500`,
    )
    .all(surveyId)
  await services.answers.get(surveyId)
  const drafts = new Map<number, string>()
  const formOf = (number: number) => {
    const form = forms[number % forms.length]
    if (form === undefined) throw new Error('Bug: the demonstration has no forms')
    const { record, ...parts } = form
    const header = { serial: `K-${number}`, stratumId: 0, clusterId: 0, collectedOn: null, ...parts }
    return { surveyId, header, record, texts: {} }
  }
  return {
    services,
    keepDraft: async (number) => {
      const id = randomUUID()
      drafts.set(number, id)
      const { record, ...form } = formOf(number)
      const half = record.slice(0, 20).padEnd(record.length)
      await saveDraft(services, operator, { ...form, record: half, id, position: '', startedAtMs: Date.now() })
    },
    save: async (number) => {
      const draftId = drafts.get(number) ?? null
      await saveResponse(services, operator, { ...formOf(number), draftId, effort })
    },
  }
}

/** The keys of a form of 45 fields, so fast that the quality rules find each: the dearest save. */
const effort: Effort = {
  keystrokes: 60,
  erasures: 2,
  activeMs: 1_000,
  fieldMs: Object.fromEntries(Array.from({ length: 45 }, (_, field) => [`k${field}`, 20 + field])),
}

interface FormRow {
  readonly record: string
  readonly agencyId: number
  readonly sectorId: number
  readonly groupId: number
}
