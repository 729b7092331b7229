import { expect, test } from 'vitest'
import { entryPreferences, keepEntryPreferences } from '../../src/app/entry-preferences.ts'
import { createOperator } from '../../src/app/operators.ts'
import { DEFAULT_PREFERENCES } from '../../src/core/entry/preferences.ts'
import { makeWorkspace } from '../support/make-services.ts'

test('each person has their own, kept in the data', async () => {
  const { services, administrator } = await makeWorkspace()
  const keyer = await createOperator(services, administrator, { name: 'Trần Văn Thử', role: 'keyer' })
  const chosen = { ...DEFAULT_PREFERENCES, letters: 'row' as const, hasSound: false }
  await keepEntryPreferences(services, keyer, chosen)
  expect(await entryPreferences(services, keyer)).toEqual(chosen)
  expect(await entryPreferences(services, administrator)).toEqual(DEFAULT_PREFERENCES)
  await services.close()
})
