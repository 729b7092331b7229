import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'

let folder: string
let server: TestServer
let browser: Browser
/** A page of somebody else's program on another port of this machine: to a browser it is the same site as ours. */
let neighbour: Server
let neighbourUrl: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-door-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  neighbour = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>neighbour</title>'),
  )
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
  neighbourUrl = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}` // a TCP server that listens has a port
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  neighbour?.close()
  rmSync(folder, { recursive: true })
})

async function visit(url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(url)
  return page
}

/** A page that has opened its session. */
async function enter(): Promise<Page> {
  const page = await visit(server.newUrl())
  await page.waitForURL((url) => url.pathname === '/')
  return page
}

test('the address opens the program, and its token stays nowhere in the page', async () => {
  const page = await enter()
  await page.waitForSelector('#root *')
  expect(page.url()).not.toContain('#')
  const traces = await page.evaluate(() => [document.cookie, document.referrer, history.length])
  expect(traces).toEqual(['', '', 2]) // the blank page and ours: the door's page was replaced
})

test('an address used before opens nothing in another browser, and says what to do', async () => {
  const url = server.newUrl()
  const first = await visit(url)
  await first.waitForURL((now) => now.pathname === '/')
  const second = await visit(url)
  await expect.poll(() => second.textContent('main')).toContain('Mở lại chương trình để làm tiếp')
  expect(new URL(second.url()).pathname).toBe('/open')
})

test('the same address again in the browser that used it goes on', async () => {
  const url = server.newUrl()
  const page = await visit(url)
  await page.waitForURL((now) => now.pathname === '/')
  await page.goto(url)
  await page.waitForURL((now) => now.pathname === '/')
})

test('a page of another program on this machine can neither read, write nor embed, even in the same browser', async () => {
  const page = await enter()
  const { origin } = new URL(page.url())
  const stranger = await page.context().newPage()
  await stranger.goto(neighbourUrl)
  const got = await stranger.evaluate(async (target) => {
    const ask = (path: string, init: RequestInit) =>
      fetch(target + path, init).then(
        (r) => r.status,
        () => 'refused',
      )
    const body = JSON.stringify({ name: 'Kẻ lạ', role: 'administrator' })
    const frame = document.createElement('iframe')
    frame.src = target
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve))
    return [
      await ask('/trpc/operator.list', { credentials: 'include' }),
      await ask('/trpc/operator.create', { method: 'POST', credentials: 'include', body }),
      await ask('/trpc/operator.create', { method: 'POST', credentials: 'include', mode: 'no-cors', body }),
      frame.contentDocument === null ? 'foreign' : 'readable',
    ]
  }, origin)
  // Status 0: the browser sent it and may not see the answer; what matters is that nothing was made.
  expect(got).toEqual(['refused', 'refused', 0, 'foreign'])
  const names = await page.evaluate(() => fetch('/trpc/operator.list').then((r) => r.text()))
  expect(names).not.toContain('Kẻ lạ')
})

test('a name that resolves to this machine is not the program', async () => {
  const port = new URL(server.newUrl()).port
  const page = await (await browser.newContext()).newPage()
  const answer = await page.goto(`http://localhost:${port}/`)
  expect(answer?.status()).toBe(421)
})
