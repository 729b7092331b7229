import { join } from 'node:path'
import { createHttpApp } from '../api/http-app.ts'
import { type Log, openServices } from '../app/services.ts'
import { createAssets } from './static-assets.ts'

/** From src/host and from the bundle in dist/service alike. */
const RENDERER = join(import.meta.dirname, '../../dist/renderer')

/** The whole program as one fetch handler over one database file. */
export type Program = {
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** Closes the file. */
  readonly close: () => Promise<void>
}

/**
 * Opens the file, making or migrating it first, and puts the renderer beside the program's calls.
 * @throws AppError when the file is refused or another program has it
 */
export async function openProgram(databaseFile: string, log: Log): Promise<Program> {
  const services = await openServices(databaseFile, { log })
  const assets = createAssets(RENDERER)
  const app = createHttpApp(services)
  app.get('*', (c) => assets(c.req.raw))
  return { fetch: (request) => app.fetch(request), close: () => services.close() }
}
