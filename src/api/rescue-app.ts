import { basename } from 'node:path'
import { type Context, Hono } from 'hono'
import { listRemedies, openRestored, openUnlessLost } from '../app/rescue.ts'
import type { Log, Services } from '../app/services.ts'
import { AppError } from '../core/errors.ts'
import { securityHeaders } from './http-app.ts'
import { appErrorData, describe, newErrorId } from './procedure.ts'
import { confirmPage, donePage, type Html, RESCUE_CSS, RESCUE_STYLE, refusalPage } from './rescue-page.ts'

export interface RescueOptions {
  readonly file: string
  /** Why the file did not open. */
  readonly refusal: AppError
  /** The renderer's own link elements (icon, style sheet), so that the page looks like the program. */
  readonly links: string
  readonly log: Log
  /** The file is open: from now on the program answers. */
  readonly onOpened: (services: Services) => void
}

/**
 * Answers in the program's place while its file cannot be opened: says why, and lets a person restore a backup or try
 * again, in plain pages without scripts. Only a POST changes anything. Calls get 503 and the refusal.
 */
export function createRescueApp(options: RescueOptions): Hono {
  const { file, log, links, onOpened } = options
  let { refusal } = options
  let isOpen = false
  let turn: Promise<unknown> = Promise.resolve()

  const app = new Hono()
  app.use(securityHeaders())
  let backups = listRemedies(file, refusal)
  const refused = (notice: AppError | null = null): Html =>
    refusalPage(refusal, { file: basename(file), backups, notice }, links)

  /** Opens the file as asked; answers the page to show, or null where the program itself comes next. */
  const attempt = async (name: string | null, isNew: boolean): Promise<Html | null> => {
    if (isOpen) return null
    const opened =
      name === null
        ? { services: await openUnlessLost(file, { log }, isNew), backup: null }
        : await openRestored(file, name, { log })
    log('file-opened-after-refusal', { refusal: refusal.code, isRestored: opened.backup !== null })
    isOpen = true
    onOpened(opened.services)
    return opened.backup === null ? null : donePage(opened.backup, opened.keptAs, links)
  }

  app.get(RESCUE_STYLE, style)
  for (const calls of ['/trpc/*', '/files/*']) app.all(calls, (c) => c.json({ error: appErrorData(refusal) }, 503))
  app.get('*', (c) => {
    const chosen = backups.find(({ name }) => name === c.req.query('backup'))
    return c.html(chosen === undefined ? refused() : confirmPage(chosen, refusal, links))
  })
  app.post('/rescue', async (c) => {
    const { backup, start } = await c.req.parseBody()
    // One after the other: a double click, or a second window, finds the file as the first left it.
    const done = turn.then(() => attempt(typeof backup === 'string' ? backup : null, start === 'new'))
    turn = done.catch(() => undefined)
    try {
      const page = await done
      return page === null ? c.redirect('/', 303) : c.html(page)
    } catch (error) {
      const told = tell(error)
      // A backup that cannot be used is news beside the refusal; anything else is the refusal of now.
      const isNews = told.code.startsWith('backup-') || told.code === 'unexpected'
      if (!isNews) refusal = told
      backups = listRemedies(file, refusal)
      return c.html(refused(isNews ? told : null))
    }
  })

  function tell(error: unknown): AppError {
    if (error instanceof AppError) return error
    const id = newErrorId()
    log('unexpected-error', { id, ...describe(error) })
    return new AppError('unexpected', { id })
  }
  return app
}

/** What the rescue's last page still asks for when the program already answers: its style, or itself once more. */
export function afterRescue(): Hono {
  const app = new Hono()
  app.get(RESCUE_STYLE, style)
  app.post('/rescue', (c) => c.redirect('/', 303))
  return app
}

function style(c: Context): Response {
  return c.body(RESCUE_CSS, 200, { 'content-type': 'text/css; charset=utf-8' })
}
