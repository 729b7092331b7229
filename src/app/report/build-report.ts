import { decreeDate } from '../../core/report/numbers.ts'
import type { ReportBlock, ReportModel } from '../../core/report/report-model.ts'
import { annexes, annexesOf } from './report-annexes.ts'
import { assessmentBlocks, proposalBlocks } from './report-assessment.ts'
import { newBlocks, type ReportContext, reportContext } from './report-context.ts'
import type { ReportData } from './report-data.ts'
import { agenciesOfSector, agencyBlocks, agencySummary, sectorBlocks, sectorsOf } from './report-places.ts'
import { caseBlocks, weakBlocks } from './report-remedies.ts'
import { beforeBlocks, factorBlocks, itemBlocks, overallSentences } from './report-results.ts'
import { commentBlocks, serviceBlocks } from './report-service.ts'
import { methodSentences, surveyBlocks, surveySentences } from './report-survey.ts'
import { targetBlocks } from './report-targets.ts'

/** To be filled in by hand. */
const BLANK = '…………………………'

/** The official report, or the short notice, of these figures. */
export function buildReport(data: ReportData): ReportModel {
  const context = reportContext(data, annexesOf(data))
  const { say, time, of } = context
  const { office, kind } = data
  const isSentUp = kind === 'report' && office.superior !== ''
  return {
    language: data.language,
    letterhead: {
      superior: office.superior.toLocaleUpperCase('vi'),
      office: office.office === '' ? BLANK : office.office.toLocaleUpperCase('vi'),
      issuer: office.office,
      number: say('letter.number', { sign: kind === 'notice' ? office.sign.replace(/^BC\b/, 'TB') : office.sign }),
      placeAndDate: placeAndDate(context),
    },
    title: { kind: say(`kind.${kind}`), subject: say('subject', { time, of }) },
    addressee: isSentUp ? say('letter.to', { office: office.superior }) : undefined,
    warning: data.survey.isDemonstration ? say('warning') : null,
    grounds: office.grounds,
    blocks: [...leadBlocks(context), ...(kind === 'notice' ? noticeBlocks(context) : reportBlocks(context))],
    recipients: isSentUp ? withAbove(context) : office.recipients,
    signature: { authority: office.authority, name: office.signer },
    annexes: annexes(context),
    hasContents: kind === 'report',
  }
}

/** Whoever is written to above stands first among the recipients, unless the office has written so itself. */
function withAbove({ say, data: { office } }: ReportContext): readonly string[] {
  const above = say('letter.above')
  const isThere = office.recipients.some((line) => line.toLocaleLowerCase('vi').startsWith('như trên'))
  return isThere ? office.recipients : [above, ...office.recipients]
}

/** `Sở Nội vụ báo cáo kết quả … như sau:`, after the legal grounds. */
function leadBlocks(context: ReportContext): ReportBlock[] {
  const { say, time, of, data } = context
  const list = newBlocks(context)
  if (data.office.office !== '') list.text(say(`lead.${data.kind}`, { office: data.office.office, time, of }))
  return list.blocks
}

function placeAndDate({ say, data: { office, today } }: ReportContext): string {
  const date = decreeDate(today)
  return office.place === '' ? say('letter.dateOnly', date) : say('letter.date', { ...date, place: office.place })
}

function reportBlocks(context: ReportContext): ReportBlock[] {
  const { data, say, time, of } = context
  const results = newBlocks(context)
  const survey = surveyBlocks(context)
  results.part('part.results')
  results.section('section.overall')
  results.text(...Object.values(overallSentences(context)))
  results.section('section.factors')
  factorBlocks(context, results)
  results.section('section.items')
  itemBlocks(context, results)
  if (data.ranking !== null) {
    results.section('section.agencies')
    agencyBlocks(context, results, data.ranking)
  }
  const sectors = sectorsOf(data)
  if (data.part?.kind !== 'sector') {
    if (sectors.length > 0) results.section('section.sectors')
    sectorBlocks(context, results, sectors)
  } else {
    results.section('section.agencies')
    agenciesOfSector(context, results, data.part.results.others)
  }
  results.section('section.before')
  beforeBlocks(context, results)
  if (data.period === null) {
    results.section('section.targets')
    targetBlocks(context, results)
  }
  results.section('section.service')
  serviceBlocks(context, results)
  if (data.comments !== null) {
    results.section('section.comments')
    commentBlocks(context, results)
  }
  results.section('section.assessment')
  assessmentBlocks(context, results)
  results.part('part.remedies')
  results.section('section.weak')
  weakBlocks(context, results)
  results.section('section.cases')
  caseBlocks(context, results)
  results.section('section.proposals')
  proposalBlocks(context, results)
  results.text(say('closing.report', { time, of }))
  return [...survey, ...results.blocks]
}

/** Two or three pages: how it was measured, what came out, what is to be done. */
function noticeBlocks(context: ReportContext): ReportBlock[] {
  const { data, say, time, of } = context
  const list = newBlocks(context)
  list.section('section.survey')
  list.text(...surveySentences(context), ...methodSentences(context))
  const isInAnnex = annexesOf(data).includes('agencies')
  list.text(data.period === null && !isInAnnex ? say('method.verdict') : null)
  list.section('section.results')
  list.text(...Object.values(overallSentences(context)))
  factorBlocks(context, list)
  if (data.part?.kind === 'sector') agenciesOfSector(context, list, data.part.results.others)
  else sectorBlocks(context, list, sectorsOf(data))
  if (data.ranking !== null) agencySummary(context, list, data.ranking)
  list.section('section.todo')
  weakBlocks(context, list)
  caseBlocks(context, list)
  proposalBlocks(context, list)
  const isWeak = (data.weak?.candidates.length ?? 0) > 0
  const key = data.cases.some(({ dueOn }) => dueOn !== null) ? 'closing.notice' : 'closing.noticeWeak'
  list.text(isWeak || data.cases.length > 0 ? say(key) : say('closing.results', { time, of }))
  return list.blocks
}
