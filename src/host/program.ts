import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { createHttpApp } from '../api/http-app.ts'
import { afterRescue, createRescueApp } from '../api/rescue-app.ts'
import { openUnlessLost } from '../app/rescue.ts'
import type { Log, Services } from '../app/services.ts'
import { AppError } from '../core/errors.ts'
import { createAssets } from './static-assets.ts'

/** From src/host and from the bundle in dist/service alike. */
const RENDERER = join(import.meta.dirname, '../../dist/renderer')

/** The whole program as one fetch handler over one database file. */
export type Program = {
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** Why the file did not open; null where it did. The pages of the rescue answer then, until it does. */
  readonly refusal: AppError | null
  /** Closes the file. */
  readonly close: () => Promise<void>
}

/**
 * Opens the file, making or migrating it first, and puts the renderer beside the program's calls. Where the file is
 * refused, the rescue stands in the program's place and makes way for it as soon as the file is open.
 * @throws AppError `folder-missing`
 */
export async function openProgram(databaseFile: string, log: Log): Promise<Program> {
  const assets = createAssets(RENDERER)
  const opened = await openUnlessLost(databaseFile, { log }).catch(refusalOrThrow)
  let services: Services | null = null
  let app = new Hono()
  const enter = (open: Services): void => {
    services = open
    open.integrity.watch()
    app = createHttpApp(open)
    app.route('/', afterRescue())
    app.get('*', (c) => assets(c.req.raw))
  }
  if (opened instanceof AppError) {
    log('file-refused', { code: opened.code })
    const links = await rendererLinks()
    app.get('/assets/*', (c) => assets(c.req.raw))
    app.route('/', createRescueApp({ file: databaseFile, refusal: opened, links, log, onOpened: enter }))
  } else enter(opened)
  return {
    fetch: (request) => app.fetch(request),
    refusal: opened instanceof AppError ? opened : null,
    close: async () => services?.close(),
  }
}

function refusalOrThrow(error: unknown): AppError {
  // A folder that is not there is a slip in the command, told where it was made.
  if (error instanceof AppError && error.code !== 'folder-missing') return error
  throw error
}

/** The elements of the built page that bring its icon and style sheet; their names change with their content. */
async function rendererLinks(): Promise<string> {
  const page = await readFile(join(RENDERER, 'index.html'), 'utf8').catch(() => '')
  return (page.match(/<link rel="(icon|stylesheet)"[^>]*>/g) ?? []).join('\n')
}
