import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepService, type Service, type ServiceChild } from '../../electron/service.ts'
import { spawnNode } from '../../electron/service-node.ts'

const ENTRY = join(import.meta.dirname, '../../electron/service-process.ts')

let folder: string
let children: ServiceChild[]
let service: Service | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-service-'))
  children = []
})

afterEach(async () => {
  await service?.close()
  rmSync(folder, { recursive: true })
})

/** The real service process on a file of its own; `stopped` is what the person would be told. */
function keep(): { service: Service; stopped: Promise<string | null> } {
  const stopped = Promise.withResolvers<string | null>()
  const spawn = () => {
    const child = spawnNode(process.execPath, ENTRY, [join(folder, 'sipas.db'), join(folder, 'sipas.log')])
    children.push(child)
    return child
  }
  service = keepService(spawn, stopped.resolve)
  return { service, stopped: stopped.promise }
}

function list(): Request {
  return new Request('app://sipas/trpc/operator.list')
}

function create(name: string): Request {
  const body = JSON.stringify({ name, role: 'administrator' })
  return new Request('app://sipas/trpc/operator.create', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
}

test('answers the calls and the pages of the program under app://', async () => {
  const { service } = keep()
  expect((await service.fetch(create('Lê Thị Thử'))).status).toBe(200)
  expect(await (await service.fetch(list())).text()).toContain('Lê Thị Thử')
  const page = await service.fetch(new Request('app://sipas/'))
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('when it dies it is started again, and what was saved is there', async () => {
  const { service } = keep()
  await service.fetch(create('Lê Thị Thử'))
  const died = new Promise<void>((resolve) => children[0]?.onExit(resolve))
  const asked = service.fetch(list())
  children[0]?.kill()
  expect([200, 503]).toContain((await asked).status)
  await died
  expect(await (await service.fetch(list())).text()).toContain('Lê Thị Thử')
  expect(children).toHaveLength(2)
})

test('dying again and again stops, and the person is asked; trying again works', async () => {
  const { service, stopped } = keep()
  for (const turn of [0, 1, 2]) {
    const died = new Promise<void>((resolve) => children[turn]?.onExit(resolve))
    children[turn]?.kill()
    await died
  }
  expect(await stopped).toBeNull()
  expect((await service.fetch(list())).status).toBe(503)
  service.restart()
  expect((await service.fetch(list())).status).toBe(200)
})

test('a refused file is told on a page of the program, and trying again there goes on', async () => {
  const file = join(folder, 'sipas.db')
  writeFileSync(file, 'not a database')
  const { service } = keep()
  expect(await (await service.fetch(new Request('app://sipas/'))).text()).toContain('sipas.db')
  expect((await service.fetch(list())).status).toBe(503)
  rmSync(file)
  const again = await service.fetch(new Request('app://sipas/rescue', { method: 'POST', body: new URLSearchParams() }))
  expect([again.status, again.headers.get('location')]).toEqual([303, '/'])
  expect((await service.fetch(list())).status).toBe(200)
})

test('what cannot be mended on a page is told by the window, and requests get 503', async () => {
  folder = join(folder, 'missing')
  const { service, stopped } = keep()
  expect(await stopped).toContain('missing')
  expect((await service.fetch(list())).status).toBe(503)
  folder = join(folder, '..')
})

test('closing ends the process, also one that has ended before', async () => {
  const { service } = keep()
  await service.fetch(list())
  const died = new Promise<void>((resolve) => children[0]?.onExit(resolve))
  await service.close()
  await died
  await service.close()
  expect(children).toHaveLength(1)
})
