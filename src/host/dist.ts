import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Arch, build, Platform } from 'electron-builder'
import { AppError, errorMessage } from '../core/errors.ts'
import { buildParts } from './build.ts'
import { failureLine } from './failure-line.ts'
import { PACKAGE_CONFIG } from './package-config.ts'

const ROOT = join(import.meta.dirname, '../..')

/** How a network that is not there shows itself in what electron-builder throws. */
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|fetch failed|getaddrinfo|[Cc]annot download/

/**
 * `npm run dist [-- --win|--linux] [--dir] [--electron-dist FOLDER] [--out FOLDER]`: builds and packages the desktop
 * program, for this system unless one is named. `--dir` leaves it unpacked. `--electron-dist` takes an unpacked
 * Electron from a folder in place of a download.
 * @returns the files made, or the folder where it is left unpacked
 */
export async function packageProgram(args: readonly string[]): Promise<readonly string[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      win: { type: 'boolean', default: process.platform === 'win32' },
      linux: { type: 'boolean' },
      dir: { type: 'boolean', default: false },
      'electron-dist': { type: 'string' },
      out: { type: 'string' },
    },
  })
  const { 'electron-dist': electron } = values
  const output = resolve(ROOT, values.out ?? 'release')
  const platform = values.win && !values.linux ? Platform.WINDOWS : Platform.LINUX
  await buildParts(undefined, { onlyStale: true })
  try {
    const files = await build({
      projectDir: ROOT,
      targets: values.dir ? platform.createTarget('dir', Arch.x64) : platform.createTarget(),
      config: {
        ...PACKAGE_CONFIG,
        directories: { output },
        electronDist: electron === undefined ? null : resolve(electron),
      },
    })
    return files.length > 0 ? files : [output]
  } catch (error) {
    throw NO_NETWORK.test(String(error)) ? new AppError('package-no-download') : error
  }
}

if (import.meta.main) {
  try {
    for (const file of await packageProgram(process.argv.slice(2)))
      process.stdout.write(`${errorMessage('package-done', { file }, 'vi')}\n`)
  } catch (error) {
    process.stderr.write(`${failureLine(error).split('\n')[0]}\n`)
    process.exit(1) // electron-builder's clean-up overrules a mere process.exitCode with 0
  }
}
