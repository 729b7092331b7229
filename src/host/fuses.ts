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

/** A fuse in the wire of the executable: a digit, or `r` where this Electron has no such fuse any more. Source: @electron/fuses. */
const STATE = { on: 0x31, off: 0x30, removed: 0x72 }

/**
 * Flips the seven fuses in an Electron executable and reads them back from the file.
 * @throws AppError `package-fuse-wrong` naming the first that this Electron does not have or that is not as set
 */
export async function lockFuses(executable: string): Promise<void> {
  // Setting a removed fuse would look right in the file and do nothing.
  await checkFuses(executable, (state) => state === STATE.on || state === STATE.off)
  await flipFuses(executable, { version: FuseVersion.V1, ...FUSES })
  await checkFuses(executable, (state, isOn) => state === (isOn ? STATE.on : STATE.off))
}

async function checkFuses(executable: string, isRight: (state: number, isOn: boolean) => boolean): Promise<void> {
  const wire = await getCurrentFuseWire(executable)
  for (const [index, isOn] of Object.entries(FUSES)) {
    const fuse = Number(index) as FuseV1Options // the keys of FUSES are nothing else
    if (!isRight(wire[fuse] ?? STATE.removed, isOn)) {
      throw new AppError('package-fuse-wrong', { fuse: FuseV1Options[fuse] })
    }
  }
}
