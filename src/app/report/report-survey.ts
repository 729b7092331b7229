import { countText, dayText, indexText } from '../../core/report/numbers.ts'
import type { ReportBlock } from '../../core/report/report-model.ts'
import { textIn } from '../../core/words.ts'
import { newBlocks, partName, type ReportContext } from './report-context.ts'

/** Part one: how the survey was done. */
export function surveyBlocks(context: ReportContext): ReportBlock[] {
  const list = newBlocks(context)
  list.part('part.survey')
  list.section('section.survey')
  list.text(...surveySentences(context))
  list.section('section.forms')
  list.text(...formSentences(context))
  list.section('section.sample')
  list.text(...sampleSentences(context))
  const { partners } = context.data.survey
  const { say } = context
  list.text(say(partners.length === 0 ? 'partner.none' : 'partner.lead'))
  list.list(
    partners.map(({ name, issuedCount, collectedCount }) =>
      say('partner.line', { name, issued: countText(issuedCount), collected: countText(collectedCount) }),
    ),
  )
  list.section('section.method')
  list.text(...methodSentences(context))
  list.text(say('method.interval'), context.data.period === null ? say('method.verdict') : null)
  list.text(smallCellSentence(context))
  return list.blocks
}

/** Which survey, when, by which form, where; and what of it the report counts. */
export function surveySentences({ say, language, data }: ReportContext): string[] {
  const { survey, summary, part, period } = data
  const { firstDay, lastDay } = summary.provenance
  const form = textIn(survey.questionnaireTitle, language)
  const named = { name: survey.name, year: survey.year, form, version: survey.questionnaireVersion }
  const valid = countText(summary.counts.valid)
  const sentences =
    firstDay === null || lastDay === null
      ? [say('survey.noDays', named)]
      : [say('survey.days', { ...named, from: dayText(firstDay), to: dayText(lastDay) })]
  const [agencies, sectors] = [countText(survey.agencies.length), countText(survey.sectors.length)]
  sentences.push(say(survey.sectors.length === 0 ? 'survey.agencies' : 'survey.places', { agencies, sectors }))
  if (part === null && period === null) return sentences
  const ofPart = part === null ? null : (`survey.of${part.kind === 'agency' ? 'Agency' : 'Sector'}` as const)
  const of = ofPart === null ? '' : say(ofPart, { name: partName(data) })
  const days = period === null ? '' : say('survey.inDays', { from: dayText(period.from), to: dayText(period.to) })
  return [...sentences, say('survey.counted', { document: say(`survey.${data.kind}`), valid, of, days })]
}

/** Issued, collected, valid: of the whole survey, whatever the report is of. */
function formSentences({ say, data: { survey } }: ReportContext): string[] {
  const { issuedCount: issued, collectedCount: collected, validCount, voidCount } = survey
  const valid = countText(validCount)
  const share = (part: number, of: number): string => indexText((part / of) * 100)
  const more = voidCount === 0 ? [] : [say('forms.void', { count: countText(voidCount) })]
  if (collected === null || collected === 0) return [say('forms.valid', { valid }), ...more]
  const known = { collected: countText(collected), valid, validShare: share(validCount, collected) }
  if (issued === null || issued === 0) {
    return [say(validCount > collected ? 'forms.valid' : 'forms.collected', known), ...more]
  }
  const all = { ...known, issued: countText(issued), collectedShare: share(collected, issued) }
  return [say(validCount > collected || collected > issued ? 'forms.more' : 'forms.all', all), ...more]
}

function sampleSentences({ say, data: { survey, summary } }: ReportContext): string[] {
  const [strata, clusters] = [survey.strata.length, survey.clusters.length]
  const counts = { strata: countText(strata), clusters: countText(clusters) }
  const design = strata === 0 ? (clusters === 0 ? 'simple' : 'clusters') : clusters === 0 ? 'strata' : 'design'
  const weighted = summary.weights === 'on' ? [say('sample.weighted')] : []
  return [say(`sample.${design}`, counts), ...weighted]
}

/** How the index is computed. */
export function methodSentences({ say, data: { summary, levels } }: ReportContext): string[] {
  const { formula, aggregate } = summary
  const way = formula === 'all-satisfied' ? [] : [say(`method.${aggregate}`)]
  return [say(`method.${formula}`, { levels }), ...way]
}

function smallCellSentence({ say, data: { smallCells } }: ReportContext): string {
  const { minimumRanked, rankedDecision, minimumShown, shownDecision } = smallCells
  const cited = (document: string): string => (document === '' ? '' : say('method.decision', { document }))
  return say('method.small', {
    ...{ ranked: countText(minimumRanked), rankedDecision: cited(rankedDecision) },
    ...{ shown: countText(minimumShown), shownDecision: cited(shownDecision) },
  })
}
