import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What turns SVG into pixels, by its name beside the bundle that is shipped (build.ts). */
export const RESVG_FILE = 'resvg.wasm'

/** @returns where the file is: beside the bundle in the packaged program, else in node_modules */
export function resvgPath(): string {
  const shipped = join(import.meta.dirname, RESVG_FILE)
  if (existsSync(shipped)) return shipped
  return createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')
}
