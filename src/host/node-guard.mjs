// Plain JavaScript that runs on Node 16 and newer, and loads nothing but the two catalogues: better-sqlite3 crashes without
// a word on an older Node, and TypeScript does not run there at all. Importing this file is the check.
import { readFileSync } from 'node:fs'

const NEEDED = 24

/**
 * The lines to print (Vietnamese, English) when this Node is too old, or null.
 * @param {string} version as process.versions.node
 * @returns {string | null}
 */
export function nodeRefusal(version) {
  if (Number.parseInt(version, 10) >= NEEDED) return null
  return ['vi', 'en'].map((language) => message(language).replace('{version}', version)).join('\n')
}

/** Ends the program with code 2 when this Node is too old. */
export function requireNode24(version = process.versions.node) {
  const refusal = nodeRefusal(version)
  if (refusal === null) return
  process.stderr.write(`${refusal}\n`)
  process.exit(2)
}

/** @param {string} language */
function message(language) {
  const catalogue = new URL(`../core/messages.${language}.json`, import.meta.url)
  return JSON.parse(readFileSync(catalogue, 'utf8'))['node-too-old']
}

requireNode24()
