import { expect, test } from 'vitest'
import { getHome } from '../../src/app/home.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

test('altered answers are found behind the program, told on the home screen, and gone once put right', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: '1' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const isSafe = async () => (await getHome(services, administrator)).databaseFile.isSafe === services.isFolderSafe
  await services.integrity.checkQuietly()
  expect([services.integrity.isSound, await isSafe()]).toEqual([true, true])
  const { sqlite } = services.store
  sqlite.exec("UPDATE response SET agency_id = 2 WHERE serial = '1'")
  await services.integrity.checkQuietly()
  expect([services.integrity.isSound, (await getHome(services, administrator)).databaseFile.isSafe]).toEqual([
    false,
    false,
  ])
  sqlite.exec("UPDATE response SET agency_id = 1 WHERE serial = '1'")
  expect((await services.integrity.check()).isClean).toBe(true)
  expect(services.integrity.isSound).toBe(true)
})

test('forms saved during the check are no finding, and a file closed during it says nothing', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: '0' })
  const save = (serial: string) =>
    saveResponse(services, administrator, { ...form, header: { ...form.header, serial }, draftId: null })
  await save('0')
  for (let round = 0; round < 20; round += 1) {
    const checking = services.integrity.checkQuietly()
    await Promise.all([save(`${round}-a`), save(`${round}-b`)])
    await checking
    expect(services.integrity.isSound).toBe(true)
  }
  const checking = services.integrity.checkQuietly()
  await services.close()
  await checking
  expect(services.integrity.isSound).toBe(true)
})
