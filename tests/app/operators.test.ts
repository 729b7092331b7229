import { expect, test } from 'vitest'
import {
  commandOperator,
  createOperator,
  findActiveOperator,
  listOperators,
  updateOperator,
} from '../../src/app/operators.ts'
import { makeServices } from '../support/make-services.ts'

test('the first one is administrator whatever was asked, so that somebody can do the rest', async () => {
  const services = await makeServices()
  await commandOperator(services) // the command line's own name is nobody to choose
  expect(await listOperators(services)).toEqual([])
  const first = await createOperator(services, null, { name: '  Nguyễn   Thị Mẫu ', role: 'keyer' })
  expect(first).toMatchObject({ name: 'Nguyễn Thị Mẫu', role: 'administrator', isActive: true })
  await expect(createOperator(services, null, { name: 'B', role: 'keyer' })).rejects.toMatchObject({
    code: 'operator-missing',
  })
})

test('a supervisor looks after the keying people, not after administrators; a keyer after nobody', async () => {
  const services = await makeServices()
  const administrator = await createOperator(services, null, { name: 'A', role: 'administrator' })
  const supervisor = await createOperator(services, administrator, { name: 'S', role: 'supervisor' })
  const keyer = await createOperator(services, supervisor, { name: 'K', role: 'keyer' })
  const refused = { code: 'not-allowed' }
  await expect(createOperator(services, supervisor, { name: 'X', role: 'administrator' })).rejects.toMatchObject(
    refused,
  )
  await expect(createOperator(services, keyer, { name: 'X', role: 'keyer' })).rejects.toMatchObject(refused)
  await expect(updateOperator(services, supervisor, { id: administrator.id, name: 'X' })).rejects.toMatchObject(refused)
  await createOperator(services, administrator, { name: 'A2', role: 'administrator' })
  const demoted = updateOperator(services, supervisor, { id: administrator.id, role: 'keyer' })
  await expect(demoted).rejects.toMatchObject(refused)
  const promoted = updateOperator(services, supervisor, { id: keyer.id, role: 'administrator' })
  await expect(promoted).rejects.toMatchObject(refused)
  expect(await updateOperator(services, supervisor, { id: keyer.id, isActive: false })).toMatchObject({
    isActive: false,
  })
  expect(await findActiveOperator(services, keyer.id)).toBeNull()
})

test('there is always an administrator, and every name once', async () => {
  const services = await makeServices()
  const first = await createOperator(services, null, { name: 'Ấn', role: 'administrator' })
  const last = { code: 'last-administrator' }
  await expect(updateOperator(services, first, { id: first.id, role: 'keyer' })).rejects.toMatchObject(last)
  await expect(updateOperator(services, first, { id: first.id, isActive: false })).rejects.toMatchObject(last)
  const taken = { code: 'name-taken' }
  const decomposed = { name: 'Ấn'.normalize('NFD'), role: 'keyer' } as const
  await expect(createOperator(services, first, decomposed)).rejects.toMatchObject(taken)
  const second = await createOperator(services, first, { name: 'Bình', role: 'administrator' })
  await expect(updateOperator(services, first, { id: second.id, name: 'Ấn' })).rejects.toMatchObject(taken)
  expect(await updateOperator(services, second, { id: first.id, role: 'analyst' })).toMatchObject({ role: 'analyst' })
  await expect(updateOperator(services, second, { id: 99 })).rejects.toMatchObject({ code: 'operator-not-found' })
})
