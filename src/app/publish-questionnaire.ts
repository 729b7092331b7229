import { buildDictionary } from '../core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import type { Db } from '../data/db.ts'
import { insertPublishedQuestionnaire } from '../data/questionnaire-repository.ts'
import { createResponseView } from '../data/response-view.ts'

/**
 * Publishes one version within a transaction: its text and hash, the data dictionary, the nodes of its schemes, and the
 * view with one named column per variable. From then on it never changes. Answers its id.
 */
export async function publishQuestionnaire(db: Db, questionnaire: Questionnaire, atMs: number): Promise<number> {
  const dictionary = buildDictionary(questionnaire)
  const id = await insertPublishedQuestionnaire(db, questionnaire, dictionary, atMs)
  await createResponseView(db, questionnaire.code, questionnaire.version, id, dictionary)
  return id
}
