import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { questionnaireSchema } from '../../src/core/questionnaire/questionnaire.ts'

const FILE = join(import.meta.dirname, '../../docs/questionnaire.schema.json')

/** `vitest run -u tests/docs` writes the file anew. */
test('the published JSON schema is that of the program', async () => {
  const schema = {
    title: 'sipas-questionnaire/1',
    description: 'A questionnaire of SIPAS; what the schema cannot say is in questionnaire-format.md',
    ...z.toJSONSchema(questionnaireSchema),
  }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(FILE)
})
