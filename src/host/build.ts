import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, type InlineConfig, type Plugin } from 'vite'
import { assert } from '../core/assert.ts'
import { TINOS_FILES, TINOS_FOLDER, tinosPath } from '../files/print/tinos-files.ts'
import { RESVG_FILE, resvgPath } from '../files/report/resvg-file.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Read as they are from node_modules: Electron's own module, and the one with a native library. */
const EXTERNAL = ['electron', 'better-sqlite3']

/** What is built, what it is made of, and the file that shows when. */
const PARTS = [
  {
    name: 'renderer',
    sources: ['renderer', 'src/core', 'vite.config.ts', 'package-lock.json'],
    result: 'dist/renderer/index.html',
    config: { configFile: join(ROOT, 'vite.config.ts') },
  },
  {
    name: 'main',
    sources: ['electron', 'src/host', 'package-lock.json'],
    result: 'dist/main/main.js',
    config: nodeBundle('electron/main.ts', 'dist/main', 'main.js'),
  },
  {
    name: 'service',
    sources: ['electron', 'src', 'migrations', 'package-lock.json'],
    result: 'dist/service/service.js',
    config: {
      ...nodeBundle('electron/service-process.ts', 'dist/service', 'service.js'),
      plugins: [paperFont(), pictureProgram(), importReader()],
    },
  },
] as const satisfies readonly { name: string; sources: readonly string[]; result: string; config: InlineConfig }[]

type PartName = (typeof PARTS)[number]['name']

/**
 * Builds the parts asked for, or only those older than their sources.
 * @param tell called once, before the first is built
 * @returns the names of the parts that were built
 * @throws what vite throws, after it has printed where the source is wrong
 */
export async function buildParts(
  names: readonly PartName[] = PARTS.map((part) => part.name),
  { onlyStale = false, tell = () => {} }: { onlyStale?: boolean; tell?: () => void } = {},
): Promise<readonly PartName[]> {
  const parts = PARTS.filter((part) => names.includes(part.name) && !(onlyStale && isFresh(part)))
  if (parts.length > 0) tell()
  for (const part of parts) await build({ logLevel: 'warn', ...part.config })
  return parts.map((part) => part.name)
}

/**
 * Builds the renderer, and again whenever one of its sources changes.
 * @returns ends the watching
 */
export async function watchRenderer(): Promise<() => Promise<void>> {
  const watcher = await build({ ...PARTS[0].config, logLevel: 'warn', build: { watch: {} } })
  assert('close' in watcher, 'vite gives a watcher when told to watch')
  return () => watcher.close()
}

/** One ES module for Node: everything bundled but what is EXTERNAL, so the packaged program carries no node_modules. */
function nodeBundle(entry: string, outDir: string, fileName: string): InlineConfig {
  return {
    root: ROOT,
    configFile: false,
    build: {
      ssr: join(ROOT, entry),
      outDir: join(ROOT, outDir),
      emptyOutDir: true,
      target: 'node20', // Electron brings at least this one
      minify: false, // a stack in the log should be readable
      rolldownOptions: {
        output: { format: 'es', entryFileNames: fileName, chunkFileNames: '[name].js', codeSplitting: false },
      },
    },
    ssr: { noExternal: true, external: EXTERNAL },
  }
}

/** Puts the font of printed forms beside the bundle, where it looks for it first. */
function paperFont(): Plugin {
  return {
    name: 'paper-font',
    generateBundle() {
      for (const style of ['regular', 'bold', 'italic'] as const) {
        const fileName = `${TINOS_FOLDER}/${TINOS_FILES[style]}`
        this.emitFile({ type: 'asset', fileName, source: readFileSync(tinosPath(style)) })
      }
    },
  }
}

/** Puts what turns the figures of reports into pixels beside the bundle, where it looks for it first. */
function pictureProgram(): Plugin {
  return {
    name: 'picture-program',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: RESVG_FILE, source: readFileSync(resvgPath()) })
    },
  }
}

/** Puts the thread that reads large imports beside the bundle, where it is started from. */
function importReader(): Plugin {
  return {
    name: 'import-reader',
    buildStart() {
      const id = join(ROOT, 'src/app/import-reader-worker.ts')
      this.emitFile({ type: 'chunk', id, fileName: 'import-reader-worker.js' })
    },
  }
}

function isFresh(part: (typeof PARTS)[number]): boolean {
  const result = join(ROOT, part.result)
  return existsSync(result) && part.sources.every((source) => newest(join(ROOT, source)) <= statSync(result).mtimeMs)
}

/** Time of the last change in a file or folder, ms; 0 where there is none. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  // A folder's own time tells of a file removed or renamed.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (import.meta.main) await buildParts()
