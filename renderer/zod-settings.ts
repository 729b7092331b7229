import { z } from 'zod'

/** Imported before anything that builds a schema: the content security policy refuses code made at run time. */
z.config({ jitless: true })
