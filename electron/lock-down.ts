import { type App, app, protocol, type Session, type WebContents } from 'electron'

/** The scheme and the one host the window may speak to. */
export const APP_ORIGIN = 'app://sipas'

/** Must run before Electron is ready: the scheme behaves like https, and nothing of Chromium reaches a network. */
export function lockDownBeforeReady(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
  app.enableSandbox()
  // No name and no address resolves, so even what Chromium asks for itself ends here.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability']) {
    app.commandLine.appendSwitch(name)
  }
  closeNewContents(app)
}

/** No permission, no device, no request but to the program itself. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnAddress(details.url) }))
  session.setSpellCheckerEnabled(false) // its dictionaries would be downloaded
}

/** Whether an address belongs to the program, or to what a page of it made in memory. */
export function isOwnAddress(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || url.startsWith(`blob:${APP_ORIGIN}/`) || url.startsWith('devtools://')
}

/** Whatever web contents ever come to be: no new windows, no other pages, no embedded views. */
function closeNewContents(electron: App): void {
  electron.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      if (!event.url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault()
    })
  })
}
