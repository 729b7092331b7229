import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import {
  type Questionnaire,
  questionnaireDraftSchema,
  questionnaireSchema,
} from '../../../src/core/questionnaire/questionnaire.ts'
import { validateQuestionnaire } from '../../../src/core/questionnaire/validate.ts'
import { type ReadXlsform, readForm } from '../../../src/files/xlsform/read-form.ts'
import { readWorkbook } from '../../../src/files/xlsform/sheets.ts'
import { writeForm } from '../../../src/files/xlsform/write-form.ts'
import { writeXlsx } from '../../../src/files/xlsx.ts'
import { anyQuestionnaire } from '../../support/any-questionnaire.ts'
import { sheetsFile } from './form-files.ts'

async function throughWorkbook(questionnaire: Questionnaire): Promise<ReadXlsform> {
  return readForm(await readWorkbook(await writeXlsx(writeForm(questionnaire))))
}

const LIMITS = { interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true }

function expectSame(questionnaire: Questionnaire, { document, told, rows }: ReadXlsform): void {
  expect(told).toEqual([])
  expect(questionnaireSchema.parse(document)).toEqual(questionnaire)
  expect(rows.carried).toBe(rows.read)
}

test('every questionnaire comes back from the sheets of an XLSForm as it went out, with nothing to tell', () => {
  let publishable = 0
  fc.assert(
    fc.property(anyQuestionnaire, (questionnaire) => {
      if (validateQuestionnaire(questionnaire).length === 0) publishable += 1
      expectSame(questionnaire, readForm(sheetsFile(writeForm(questionnaire))))
    }),
    { numRuns: 500, ...LIMITS },
  )
  expect(publishable).toBeGreaterThan(100)
})

test('and from the workbook', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestionnaire, async (questionnaire) => {
      expectSame(questionnaire, await throughWorkbook(questionnaire))
    }),
    { numRuns: 50, ...LIMITS },
  )
})

test('a half-written draft comes back too: empty texts, empty lists, rules that are not finished', () => {
  const unfinished = fc.record({ text: fc.boolean(), list: fc.boolean(), rule: fc.boolean(), sections: fc.boolean() })
  fc.assert(
    fc.property(anyQuestionnaire, unfinished, (whole, { text, list, rule, sections }) => {
      const draft = structuredClone(whole)
      const [question] = draft.sections[0]?.questions ?? []
      if (question !== undefined && text) question.label = { vi: '', en: 'only English' }
      if (question !== undefined && rule) question.askIf = 'q0 =='
      if (list)
        draft.choiceLists = draft.choiceLists.map((one) => (one.code === 'unused' ? { ...one, choices: [] } : one))
      if (sections) draft.sections.push({ code: '', number: '', title: { vi: '', en: '' }, questions: [] })
      const { document } = readForm(sheetsFile(writeForm(draft)))
      expect(questionnaireDraftSchema.parse(document)).toEqual(questionnaireDraftSchema.parse(draft))
    }),
    { numRuns: 200, ...LIMITS },
  )
})

test('a draft whose codes are formulas has no cell that a spreadsheet would run, and keeps the ids of its schemes', () => {
  const FORMULA = '=1+1'
  fc.assert(
    fc.property(anyQuestionnaire, (whole) => {
      const draft = structuredClone(whole)
      for (const list of draft.choiceLists) {
        list.code = FORMULA
        for (const choice of list.choices) choice.code = '-1'
      }
      for (const question of draft.sections.flatMap(({ questions }) => questions)) {
        Object.assign(question, { code: FORMULA, number: FORMULA, ...('choices' in question && { choices: FORMULA }) })
        delete question.askIf
        if (question.kind === 'grid') for (const item of question.items) Object.assign(item, { code: FORMULA })
      }
      for (const scheme of draft.schemes) {
        scheme.code = FORMULA
        scheme.root = { id: '+A', label: scheme.root.label, items: [FORMULA] }
      }
      const sheets = writeForm(draft)
      const cells = sheets.flatMap(({ rows }) => rows.flat()).map(String)
      expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
      expect(readForm(sheetsFile(sheets)).document.schemes).toEqual(draft.schemes)
    }),
    { numRuns: 100, ...LIMITS },
  )
})

describe('the built-ins', () => {
  test.each(BUILT_IN_QUESTIONNAIRES)('$code comes back from XLSForm', async (questionnaire) => {
    const { document, told } = await throughWorkbook(questionnaire)
    expect(JSON.stringify(questionnaireSchema.parse(document))).toBe(JSON.stringify(questionnaire))
    expect(told).toEqual([])
  })
})
