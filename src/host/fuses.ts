import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { AppError } from '../core/errors.ts'

/** What the packaged program's Electron may do besides running this program: nothing. */
const FUSES = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
} as const

/** How the fuse wire in the executable writes a fuse: the digits 0 and 1. Source: @electron/fuses, FuseState. */
const STATES = { on: '1'.charCodeAt(0), off: '0'.charCodeAt(0) }

/**
 * Flips the seven fuses in an Electron executable and reads them back from the file.
 * @returns the names of the fuses, each as it was set
 * @throws AppError `package-fuse-wrong` naming the first that is not as set
 */
export async function lockFuses(executable: string): Promise<readonly string[]> {
  await flipFuses(executable, { version: FuseVersion.V1, ...FUSES })
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(FUSES).map(([index, isOn]) => {
    const fuse = Number(index) as FuseV1Options // the keys of FUSES are nothing else
    const name = FuseV1Options[fuse]
    if (wire[fuse] !== (isOn ? STATES.on : STATES.off)) throw new AppError('package-fuse-wrong', { fuse: name })
    return name
  })
}
