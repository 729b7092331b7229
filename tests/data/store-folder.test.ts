import { expect, test } from 'vitest'
import { type FolderFacts, findUnsafeFolder, refuseUnsafeFolder } from '../../src/data/store-folder.ts'
import { makeFolder } from '../support/make-services.ts'

const MOUNTS = [
  '/dev/sda1 / ext4 rw,relatime 0 0',
  'proc /proc proc rw 0 0',
  'so-noi-vu:/khao-sat /srv/chung nfs4 rw 0 0',
  '//may-chu/chung /mnt/chung\\0402026 cifs rw 0 0',
  'drive: /home/lan/drive fuse.rclone rw 0 0',
  '/dev/sdb1 /mnt/usb vfat rw 0 0',
  '/dev/sda2 /srv/chung/rieng ext4 rw 0 0',
].join('\n')

const LINUX: FolderFacts = { platform: 'linux', environment: {}, mounts: MOUNTS, driveType: () => '' }
const WINDOWS: FolderFacts = {
  platform: 'win32',
  environment: { SystemDrive: 'C:', OneDrive: 'C:\\Users\\lan\\Dong bo' },
  mounts: '',
  driveType: (drive) => ({ 'D:': 'Fixed', 'E:': 'Removable', 'Z:': 'Network', 'F:': 'CDRom' })[drive] ?? '',
}

test.each([
  ['/home/lan/SIPAS', null],
  ['/srv/chung', 'network'],
  ['/srv/chung/2026', 'network'],
  ['/srv/chung/rieng/sipas', null], // the innermost mount decides
  ['/srv/chung-khac', null],
  ['/mnt/chung 2026/sipas', 'network'],
  ['/home/lan/drive/sipas', 'network'],
  ['/mnt/usb', 'removable'],
  ['/media/lan/USB', 'removable'],
  ['/run/media/lan/USB', 'removable'],
  ['/home/lan/Dropbox/sipas', 'cloud'],
  ['/home/lan/Google Drive/sipas', 'cloud'],
  ['/home/lan/Nextcloud', 'cloud'],
  ['/home/lan/dropbox-cu', null],
])('Linux: %s is %s', (folder, kind) => {
  expect(findUnsafeFolder(folder, LINUX)).toBe(kind)
})

test.each([
  ['C:\\Users\\lan\\AppData\\Local\\SIPAS', null],
  ['C:\\Users\\lan\\OneDrive\\Tài liệu', 'cloud'],
  ['C:\\Users\\lan\\OneDrive - Sở Nội vụ\\SIPAS', 'cloud'],
  ['c:\\users\\lan\\dong bo\\sipas', 'cloud'],
  ['C:\\Users\\lan\\Dong bo khac', null],
  ['C:\\Users\\lan\\iCloudDrive', 'cloud'],
  ['\\\\may-chu\\chung\\sipas', 'network'],
  ['\\\\?\\UNC\\may-chu\\chung', 'network'],
  ['\\\\?\\C:\\sipas', null],
  ['D:\\SIPAS', null],
  ['E:\\SIPAS', 'removable'],
  ['F:\\', 'removable'],
  ['Z:\\SIPAS', 'network'],
  ['Y:\\SIPAS', null], // what cannot be known is not refused
])('Windows: %s is %s', (folder, kind) => {
  expect(findUnsafeFolder(folder, WINDOWS)).toBe(kind)
})

test.each([
  ['/Volumes/USB/sipas', 'removable'],
  ['/Users/lan/Library/Mobile Documents/com~apple~CloudDocs/sipas', 'cloud'],
  ['/Users/lan/Library/CloudStorage/OneDrive-Personal', 'cloud'],
  ['/Users/lan/Documents', null],
])('macOS: %s is %s', (folder, kind) => {
  expect(findUnsafeFolder(folder, { ...LINUX, platform: 'darwin', mounts: '' })).toBe(kind)
})

test("this machine's temporary folder passes", () => {
  refuseUnsafeFolder(makeFolder())
})
