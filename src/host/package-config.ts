import { join } from 'node:path'
import type { AfterPackContext, Configuration, LinuxPackager } from 'electron-builder'
import { lockFuses } from './fuses.ts'

/** What goes into the packaged program, and how; every file is named, so nothing slips in. */
export const PACKAGE_CONFIG: Configuration = {
  appId: 'vn.sipas.desktop',
  productName: 'SIPAS',
  // Everything else is inside the bundles of dist/. The database's library is read as it is, one for each system.
  files: [
    'package.json',
    'dist/**',
    '!**/node_modules/**',
    'node_modules/better-sqlite3/{package.json,LICENSE,lib/**}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in
    'node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node',
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  nodeGypRebuild: false,
  electronLanguages: ['vi', 'en-US'],
  icon: 'electron/icon.png',
  publish: null,
  afterPack: (context) => lockFuses(executableOf(context)),
  win: {
    target: [
      { target: 'nsis', arch: 'x64' },
      { target: 'portable', arch: 'x64' },
    ],
  },
  // For the one user, without an administrator; uninstalling leaves the data where it is.
  nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  linux: {
    target: [
      { target: 'AppImage', arch: 'x64' },
      { target: 'dir', arch: 'x64' },
    ],
    executableName: 'sipas',
    category: 'Office',
  },
}

function executableOf({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  if (electronPlatformName === 'win32') return join(appOutDir, `${packager.appInfo.productFilename}.exe`)
  return join(appOutDir, (packager as LinuxPackager).executableName) // only these two systems are packaged
}
