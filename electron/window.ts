import { join } from 'node:path'
import { app, BrowserWindow, type Session } from 'electron'
import { APP_ORIGIN, isOwnAddress } from './lock-down.ts'
import { shellText } from './shell-text.ts'

/** The one window: a page of the program without any power over the machine, not even a preload script. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 600,
    show: false,
    backgroundColor: '#ffffff',
    title: app.getName(),
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  // The page's process died (memory, a driver): drafts are on the disk, so the page simply comes again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.reload()
  })
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** Every download asks where to, and offers the file's own name in the user's documents. */
export function askWhereToSave(session: Session): void {
  session.on('will-download', (event, item) => {
    if (!isOwnAddress(item.getURL())) return event.preventDefault()
    item.setSaveDialogOptions({
      title: shellText.saveTitle,
      defaultPath: join(app.getPath('documents'), item.getFilename()),
    })
  })
}
