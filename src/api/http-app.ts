import { trpcServer } from '@hono/trpc-server'
import { getTRPCErrorFromUnknown } from '@trpc/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { Services } from '../app/services.ts'
import { AppError } from '../core/errors.ts'
import { appRouter } from './app-router.ts'
import { filesRoutes } from './files-routes.ts'
import { type ApiContext, appErrorData, describe, newErrorId, typedError } from './procedure.ts'
import { readOperator } from './read-operator.ts'
import { shownReportHeaders } from './report-routes.ts'
import { sweepSpooled } from './spool-body.ts'

/** The largest call: a table of targets or agencies. Files have their own way and their own cap. */
const CALL_MEGABYTES = 8

/**
 * The whole program as one fetch handler. A door (desktop, browser) puts its session guard before it and the renderer's
 * files behind it: `app.get('*', …)`.
 */
export function createHttpApp(services: Services): Hono {
  void sweepSpooled() // in its own time: nobody waits for it, and it never throws
  const app = new Hono()
  app.use('/files/report', shownReportHeaders()) // outside of what it overrides
  app.use(securityHeaders())
  app.use('/trpc/*', bodyLimit({ maxSize: CALL_MEGABYTES * 1_000_000, onError: () => tooLarge() }))
  app.use(
    '/trpc/*',
    trpcServer({
      endpoint: '/trpc',
      router: appRouter,
      allowBatching: false, // one call a request: each is capped, refused and logged by itself
      createContext: ({ req }) => createContext(services, req),
    }),
  )
  app.route('/files', filesRoutes(services))
  app.onError((error) => {
    if (error instanceof AppError) return errorResponse(error, 400)
    const id = newErrorId()
    services.log('unexpected-error', { id, ...describe(error) })
    return errorResponse(new AppError('unexpected', { id }), 500)
  })
  return app
}

/** A record of unknowns, as the tRPC adapter types its context; the procedures know it as ApiContext. */
async function createContext(services: Services, request: Request): Promise<Record<string, unknown>> {
  try {
    return { app: services, operator: await readOperator(services, request) } satisfies ApiContext
  } catch (error) {
    throw typedError(services, getTRPCErrorFromUnknown(error), 'context')
  }
}

/** Nothing but our own: no other host, no frame around us, no inline script or style; the theme is a style sheet of ours. */
export function securityHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      frameSrc: ["'self'"], // the preview of a report
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: false, // 127.0.0.1 and app:// have no TLS
    originAgentCluster: false, // Electron 33 never finishes loading a page of its own scheme that asks for it
  })
}

function tooLarge(): Response {
  return errorResponse(new AppError('too-large', { limit: CALL_MEGABYTES }), 413)
}

function errorResponse(error: AppError, status: number): Response {
  return Response.json({ error: appErrorData(error) }, { status })
}
