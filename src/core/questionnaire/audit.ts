import { auditLists } from './audit/audit-lists.ts'
import { auditNumbers } from './audit/audit-numbers.ts'
import { auditPaper } from './audit/audit-paper.ts'
import { auditScheme } from './audit/audit-scheme.ts'
import { auditTexts } from './audit/audit-texts.ts'
import { FINDINGS, type Finding, finding } from './audit/finding.ts'
import { layOut } from './dictionary.ts'
import { listsOf } from './placed.ts'
import type { Questionnaire } from './questionnaire.ts'
import { judgeRules } from './validate-rules.ts'

const ORDER = Object.keys(FINDINGS)

/**
 * What a careful reader would ask about a form before it goes to print: warnings first, each kind together, in the order
 * of the paper. Works on a half-written draft too; what stops publishing is told by `findQuestionnaireProblems` instead.
 */
export function auditQuestionnaire(questionnaire: Questionnaire): Finding[] {
  const findings = [
    ...auditTexts(questionnaire),
    ...auditLists(questionnaire),
    ...auditNumbers(questionnaire),
    ...auditScheme(questionnaire),
    ...auditPaper(questionnaire),
    ...auditRules(questionnaire),
  ]
  return findings.sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code))
}

/** Conditions that change nothing: always asked, never violated. */
function auditRules(questionnaire: Questionnaire): Finding[] {
  const lists = listsOf(questionnaire)
  const { judged } = judgeRules(questionnaire, layOut(questionnaire), lists)
  return judged.flatMap(({ rule, outcomes }) => {
    if (outcomes === null || outcomes.canFail) return []
    const code = rule.kind === 'ask' ? 'audit-asked-always' : 'audit-check-never-fails'
    return [finding(code, rule.code, rule.path, { source: rule.source })]
  })
}
