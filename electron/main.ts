import { join } from 'node:path'
import { app, type BrowserWindow, dialog, protocol, session } from 'electron'
import { dataFolder, defaultDatabaseFile } from '../src/host/data-folder.ts'
import { openLog } from '../src/host/log.ts'
import { lockDownBeforeReady, lockDownSession } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { keepService, type Service } from './service.ts'
import { spawnService } from './service-child.ts'
import { shellText } from './shell-text.ts'
import { askWhereToSave, openWindow } from './window.ts'

/** Beside this bundle in dist/. */
const SERVICE_ENTRY = join(import.meta.dirname, '../service/service.js')
const LOG_FILE = join(dataFolder(), 'log', 'sipas.log')

let window: BrowserWindow | null = null

// What Chromium keeps (the page's own small settings) lies with the user's data, not in a roaming profile.
app.setPath('userData', join(dataFolder(), 'window'))
lockDownBeforeReady()
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  void app.whenReady().then(run)
} else app.quit()

function run(): void {
  const log = openLog(LOG_FILE)
  log('window.start', { version: app.getVersion() })
  const service = keepService(
    () => spawnService(SERVICE_ENTRY, [defaultDatabaseFile(), LOG_FILE]),
    (text) => {
      log('service.stopped', { isRefused: text !== null })
      void askAfterStop(text, service)
    },
  )
  lockDownSession(session.defaultSession)
  askWhereToSave(session.defaultSession)
  protocol.handle('app', (request) => service.fetch(request))
  window = openWindow()
  setMenu(window)
  app.on('window-all-closed', () => app.quit())
  closeFileBeforeQuit(service)
}

/** The file was refused, or the service kept dying: says so, and tries again or ends as the person wants. */
async function askAfterStop(text: string | null, service: Service): Promise<void> {
  const { title, again, quit, unknown } = shellText.stopped
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title,
    message: title,
    detail: text ?? unknown,
    buttons: [again, quit],
    defaultId: 0,
    cancelId: 1,
  })
  if (response === 1) return app.quit()
  service.restart()
  window?.reload()
}

function closeFileBeforeQuit(service: Service): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void service.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}
