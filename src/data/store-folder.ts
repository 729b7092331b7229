import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { basename, win32 } from 'node:path'
import { AppError } from '../core/errors.ts'

export type UnsafeFolder = 'network' | 'removable' | 'cloud'

/** What is known of the machine, so that a test can say it. */
export interface FolderFacts {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The text of /proc/mounts, or empty. */
  readonly mounts: string
  /** Windows: DriveType of System.IO.DriveInfo for `D:`, or empty when unknown. */
  driveType(drive: string): string
}

const NETWORK_TYPES = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb',
  'smb2',
  'smb3',
  'smbfs',
  'ncpfs',
  'afs',
  'ceph',
  'glusterfs',
  '9p',
])
const NETWORK_FUSE = /^fuse\.(rclone|sshfs|gvfsd-fuse|davfs2?|s3fs|glusterfs|google-drive-ocamlfuse|onedriver)$/
const REMOVABLE_TYPES = new Set(['vfat', 'msdos', 'exfat', 'iso9660', 'udf'])
const REMOVABLE_MOUNTS = /^\/(media|run\/media|Volumes)\//
/** Folders that a synchronising program copies away and back while SQLite writes. */
const CLOUD_NAMES =
  /^(onedrive( - .+)?|google ?drive( .+)?|my drive|drivefs|dropbox( .+)?|icloud ?drive|com~apple~clouddocs|mobile documents|cloudstorage|box sync|nextcloud|owncloud|pcloud ?drive|mega(sync)?)$/i
const CLOUD_VARIABLES = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial']

/** AppError `folder-network`, `folder-removable` or `folder-cloud`; SIPAS_ALLOW_ANY_FOLDER=1 lets any folder pass. */
export function refuseUnsafeFolder(folder: string): void {
  if (process.env.SIPAS_ALLOW_ANY_FOLDER === '1') return
  const kind = findUnsafeFolder(realpathSync.native(folder), machineFacts())
  if (kind !== null) throw new AppError(`folder-${kind}`, { folder: basename(folder) })
}

/** Why no data file may lie in this folder (a real path: mapped Windows drives already resolved), or null. */
export function findUnsafeFolder(folder: string, facts: FolderFacts): UnsafeFolder | null {
  if (folder.split(/[\\/]/).some((name) => CLOUD_NAMES.test(name))) return 'cloud'
  return facts.platform === 'win32' ? windowsFolder(folder, facts) : unixFolder(folder, facts)
}

function windowsFolder(folder: string, facts: FolderFacts): UnsafeFolder | null {
  if (/^(\\\\|\/\/)(?![?.]\\[A-Za-z]:)/.test(folder)) return 'network'
  const inside = (root: string) => `${folder}\\`.toLowerCase().startsWith(`${win32.resolve(root)}\\`.toLowerCase())
  if (CLOUD_VARIABLES.some((name) => inside(facts.environment[name] ?? '\0'))) return 'cloud'
  const drive = folder.match(/[A-Za-z]:/)?.[0]?.toUpperCase() ?? ''
  if (drive === '' || drive === (facts.environment.SystemDrive ?? 'C:').toUpperCase()) return null
  const type = facts.driveType(drive)
  if (type === 'Network') return 'network'
  return type === 'Removable' || type === 'CDRom' ? 'removable' : null
}

function unixFolder(folder: string, facts: FolderFacts): UnsafeFolder | null {
  if (REMOVABLE_MOUNTS.test(`${folder}/`)) return 'removable'
  const mount = facts.mounts
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, point = '', type = '']) => ({ point: unescapeMount(point), type }))
    .filter(({ point }) => point !== '' && `${folder}/`.startsWith(point.endsWith('/') ? point : `${point}/`))
    .reduce((longest, next) => (next.point.length >= longest.point.length ? next : longest), { point: '', type: '' })
  if (NETWORK_TYPES.has(mount.type) || NETWORK_FUSE.test(mount.type)) return 'network'
  return REMOVABLE_TYPES.has(mount.type) ? 'removable' : null
}

/** The kernel writes a space in a mount point as \040. */
function unescapeMount(point: string): string {
  return point.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
}

function machineFacts(): FolderFacts {
  return {
    platform: process.platform,
    environment: process.env,
    mounts: existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '',
    driveType: askWindows,
  }
}

/** Asked only for drives other than the system's: PowerShell needs about half a second. Unknown is not refused. */
function askWindows(drive: string): string {
  try {
    const question = `[System.IO.DriveInfo]::new('${drive}').DriveType`
    const options = { encoding: 'utf8', timeout: 5000, windowsHide: true } as const
    return execFileSync('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', question], options).trim()
  } catch {
    return ''
  }
}
