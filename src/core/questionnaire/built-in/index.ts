import { type Questionnaire, questionnaireSchema } from '../questionnaire.ts'
import sipas2022 from './sipas-2022.json' with { type: 'json' }
import sipas2026 from './sipas-2026.json' with { type: 'json' }
import tthc2017 from './tthc-2017.json' with { type: 'json' }

/**
 * The questionnaires that come with the program, the one in force first. Their wording follows the public descriptions
 * of each method and carries a caution until an office has compared it with the decision itself.
 */
export const BUILT_IN_QUESTIONNAIRES: readonly Questionnaire[] = [sipas2026, tthc2017, sipas2022].map((document) =>
  questionnaireSchema.parse(document),
)
