import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TextStyle } from '../../core/print/text-metrics.ts'

/** The font of the paper, by its file in the package of the font and beside the bundle that is shipped. */
export const TINOS_FILES: Readonly<Record<TextStyle, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
}

/** The folder beside the bundle (build.ts), laid out like the package. */
export const TINOS_FOLDER = 'tinos'

/** @returns where the file is: beside the bundle in the packaged program, else in node_modules */
export function tinosPath(style: TextStyle): string {
  const shipped = join(import.meta.dirname, TINOS_FOLDER, TINOS_FILES[style])
  if (existsSync(shipped)) return shipped
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${TINOS_FILES[style]}`)
}

export async function readTinos(): Promise<Readonly<Record<TextStyle, Uint8Array>>> {
  const [regular, bold, italic] = await Promise.all([
    readFile(tinosPath('regular')),
    readFile(tinosPath('bold')),
    readFile(tinosPath('italic')),
  ])
  return { regular, bold, italic }
}
