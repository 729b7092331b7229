import { AlignmentType, type FileChild, HeadingLevel, type Paragraph } from 'docx'
import type { Questionnaire, Section } from '../../core/questionnaire/questionnaire.ts'
import { textIn } from '../../core/words.ts'
import { questionParts } from './question-parts.ts'
import { schemeParts } from './scheme-parts.ts'
import type { WordLanguage } from './word-languages.ts'
import { wordFile } from './word-page.ts'
import { paragraph, runs, SIZE, textRuns, type WordContext, words } from './word-text.ts'

/** A questionnaire as a Word document to be read and commented on: the form, its rules in words, its measuring schemes. */
export async function questionnaireDocx(
  questionnaire: Questionnaire,
  options: { readonly language?: WordLanguage | undefined; readonly isDraft: boolean },
): Promise<Uint8Array> {
  const language = options.language === 'en' ? 'en' : 'vi'
  const context: WordContext = { questionnaire, language, hasSecond: options.language === 'vi-en' }
  const children = [
    ...titleParts(context, options.isDraft),
    ...questionnaire.sections.flatMap((section) => sectionParts(context, section)),
    ...questionnaire.schemes.flatMap((scheme) => schemeParts(context, scheme)),
  ]
  return wordFile(textIn(questionnaire.title, language), language === 'vi' ? 'vi-VN' : 'en-GB', children)
}

function titleParts(context: WordContext, isDraft: boolean): FileChild[] {
  const { title, source, caution, instructions, entryMode, code, version } = context.questionnaire
  const centred = (children: Parameters<typeof paragraph>[0]): Paragraph =>
    paragraph(children, { alignment: AlignmentType.CENTER })
  const form = words(context, 'print.form', { code, version })
  return [
    centred(textRuns(context, title, { bold: true, size: SIZE.title })),
    ...(source === '' ? [] : [centred(runs(words(context, 'print.followed', { source }), { italics: true }))]),
    centred(runs(isDraft ? `${form} – ${words(context, 'print.draft')}` : form, { size: SIZE.small })),
    ...(caution === undefined
      ? []
      : [
          paragraph([
            ...runs(`${words(context, 'word.caution')} `, { bold: true }),
            ...textRuns(context, caution, { italics: true }),
          ]),
        ]),
    ...(entryMode === 'as-on-paper'
      ? [paragraph(runs(words(context, 'word.as-on-paper'), { size: SIZE.small, italics: true }))]
      : []),
    ...(instructions === undefined ? [] : [paragraph(textRuns(context, instructions))]),
  ]
}

function sectionParts(context: WordContext, section: Section): FileChild[] {
  const number = section.number === '' ? [] : runs(`${section.number}. `)
  return [
    paragraph([...number, ...textRuns(context, section.title)], { heading: HeadingLevel.HEADING_1 }),
    ...(section.intro === undefined
      ? []
      : [paragraph(textRuns(context, section.intro, { italics: true }), { keepNext: true })]),
    ...section.questions.flatMap((question) => questionParts(context, question)),
  ]
}
