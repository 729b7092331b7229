import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepService, type Service } from '../../electron/service.ts'
import { spawnNode } from '../../electron/service-node.ts'
import { lockFuses } from '../../src/host/fuses.ts'
import { readPdf } from '../support/printed-pdf.ts'
import { reportSkip } from '../support/report-skip.ts'

const DIST = join(import.meta.dirname, '../../src/host/dist.ts')

/** An unpacked Electron for Linux to package for real; without one a stand-in with nothing but a fuse wire. */
const realElectron = process.env.SIPAS_ELECTRON_DIST
if (realElectron === undefined) reportSkip('packaging a real Electron', 'SIPAS_ELECTRON_DIST names no unpacked one')

/** 1 and 0 as Electron writes a fuse that is on or off. Source: electron/fuses, README, "fuse wire". */
const ON = '1'.charCodeAt(0)
const OFF = '0'.charCodeAt(0)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-package-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A file that holds a fuse wire as Electron's executable does: sentinel, version 1, count, then a digit a fuse. */
function standIn(name: string, fuses: string): string {
  const electron = join(folder, name)
  mkdirSync(join(electron, 'locales'), { recursive: true })
  writeFileSync(join(electron, 'locales/vi.pak'), '')
  const wire = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01${String.fromCharCode(fuses.length)}${fuses}`
  writeFileSync(join(electron, 'electron'), `\x7fELF before ${wire} after`, { mode: 0o755 })
  return electron
}

async function dist(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [DIST, ...args])
    return { code: 0, out: stdout, err: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string } // execFile's own error
    return { code, out: stdout, err: stderr }
  }
}

function post(path: string, body: object): Request {
  const headers = { 'content-type': 'application/json' }
  return new Request(`app://sipas${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** The bundle of the service by itself in a folder, on a file of its own with one administrator. */
async function serveAlone(name: string): Promise<Service> {
  const alone = join(folder, name)
  cpSync(join(import.meta.dirname, '../../dist/service'), alone, { recursive: true })
  mkdirSync(join(alone, 'node_modules'))
  const library = join(import.meta.dirname, '../../node_modules/better-sqlite3')
  symlinkSync(library, join(alone, 'node_modules/better-sqlite3'))
  const args = [join(alone, 'sipas.db'), join(alone, 'sipas.log')]
  const service = keepService(
    () => spawnNode(process.execPath, join(alone, 'service.js'), args),
    () => undefined,
  )
  const person = { name: 'Lê Thị Thử', role: 'administrator' }
  expect((await service.fetch(post('/trpc/operator.create', person))).status).toBe(200)
  return service
}

describe.runIf(process.platform === 'linux')('npm run dist -- --linux --dir', () => {
  const out = () => join(folder, 'release')
  const asar = () => join(out(), 'linux-unpacked/resources/app.asar')

  beforeAll(async () => {
    const electron = realElectron ?? standIn('electron-dist', '10101000')
    const made = await dist('--linux', '--dir', '--electron-dist', electron, '--out', out())
    expect(made).toMatchObject({ code: 0 })
  }, 120_000)

  test('packs the bundles, the renderer, the font of the paper, what draws pictures and the database library of this system, and nothing else', () => {
    const files = listPackage(asar(), { isPack: false }).filter((file) => /\.\w+$/.test(file))
    const expected =
      /^\/(package\.json|dist\/(main\/main|service\/(service|import-reader-worker|read-rows))\.js|dist\/service\/(tinos\/.+\.ttf|resvg\.wasm)|dist\/renderer\/.+|node_modules\/better-sqlite3\/.+)$/
    expect(files.filter((file) => !expected.test(file))).toEqual([])
    expect(files).toEqual(
      expect.arrayContaining(['/dist/main/main.js', '/dist/service/service.js', '/dist/renderer/index.html']),
    )
    // The thread that reads large imports, which the service starts.
    expect(files).toContain('/dist/service/import-reader-worker.js')
    // The font of printed forms, which the service reads beside its bundle.
    expect(files.filter((file) => /^\/dist\/service\/.+\.ttf$/.test(file))).toHaveLength(3)
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ])
    expect(JSON.parse(extractFile(asar(), 'package.json').toString())).toMatchObject({ main: 'dist/main/main.js' })
  })

  test('prints from its bundle alone: nothing of it is read from node_modules but the database library', async () => {
    const service = await serveAlone('printing')
    const form = new Request('app://sipas/files/questionnaire-form?code=sipas-2026&operator=1')
    const pages = await readPdf(new Uint8Array(await (await service.fetch(form)).arrayBuffer()), 0)
    await service.close()
    expect(pages[0]?.text).toContain('Giới tính của Ông/Bà')
  })

  test('makes reports in every format, and fills a template, from its bundle alone', async () => {
    const service = await serveAlone('reporting')
    expect((await service.fetch(post('/trpc/demo.create?operator=1', { responses: 100 }))).status).toBe(200)
    const bytesOf = async (request: Request): Promise<Buffer> => {
      const response = await service.fetch(request)
      expect(response.status, request.url).toBe(200)
      return Buffer.from(await response.arrayBuffer())
    }
    const report = 'operator=1&survey=DEMO&format='
    const begins = { docx: 'PK', xlsx: 'PK', pptx: 'PK', pdf: '%PDF-', html: '<!doctype html>' }
    for (const [format, begin] of Object.entries(begins)) {
      const file = await bytesOf(new Request(`app://sipas/files/report?${report}${format}`))
      expect(file.subarray(0, begin.length).toString(), format).toBe(begin)
      // Its figures, drawn by the program that lies beside the bundle.
      if (format === 'docx') expect(file.includes('word/media/')).toBe(true)
    }
    const sample = await bytesOf(new Request('app://sipas/files/report-template-sample?operator=1&scope=whole'))
    const filled = await bytesOf(
      new Request(`app://sipas/files/report-template-preview?${report}docx`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(sample),
      }),
    )
    await service.close()
    expect(filled.includes('word/media/')).toBe(true)
  }, 60_000)

  test('reads a large import in a thread of its bundle alone', async () => {
    const service = await serveAlone('importing')
    expect((await service.fetch(post('/trpc/demo.create?operator=1', { responses: 1 }))).status).toBe(200)
    const rows = Array.from({ length: 20_000 }, (_, at) => `${at},${at % 6},${'x'.repeat(40)}\n`)
    const query = 'operator=1&survey=DEMO&encoding=auto&delimiter=comma&createMissing=0&dryRun=0'
    const file = new Request(`app://sipas/files/import?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: `serial,k01,comment\n${rows.join('')}`,
    })
    const lines = (await (await service.fetch(file)).text()).trim().split('\n')
    await service.close()
    const done: unknown = JSON.parse(lines.at(-1) ?? '')
    expect(done).toMatchObject({ type: 'done', result: { rowsRead: 20_000, accepted: 16_666, rejected: 3334 } })
  })

  test('leaves the native library outside the archive, byte for byte', () => {
    const library = 'node_modules/better-sqlite3/prebuilds/linux-x64.node'
    const unpacked = readFileSync(join(`${asar()}.unpacked`, library))
    expect(unpacked.equals(readFileSync(join(import.meta.dirname, '../..', library)))).toBe(true)
  })

  test('flips the seven fuses', async () => {
    const wire = await getCurrentFuseWire(join(out(), 'linux-unpacked/sipas'))
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => OFF))
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => ON))
  })
})

test('a fuse that this Electron no longer has is noticed', async () => {
  const removed = join(standIn('removed', '1r101000'), 'electron')
  await expect(lockFuses(removed)).rejects.toMatchObject({
    code: 'package-fuse-wrong',
    params: { fuse: 'EnableCookieEncryption' },
  })
})

test('an Electron that has to be downloaded where nothing can be is refused in one line', async () => {
  // A port that nobody listens on stands for the network that is not there.
  process.env.ELECTRON_MIRROR = 'http://127.0.0.1:9/'
  process.env.electron_config_cache = join(folder, 'cache')
  const { code, err } = await dist('--linux', '--dir', '--out', join(folder, 'none'))
  expect(code).toBe(1)
  expect(err.trim().split('\n')).toEqual([expect.stringMatching(/^Không đóng gói được: .*--electron-dist\.$/)])
  expect(existsSync(join(folder, 'none/linux-unpacked/sipas'))).toBe(false)
}, 120_000)
