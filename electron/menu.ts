import { app, type BrowserWindow, dialog, Menu, type MenuItemConstructorOptions } from 'electron'
import { shellText } from './shell-text.ts'

const text = shellText.menu

/** The Vietnamese menu of the window. */
export function setMenu(window: BrowserWindow): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(window)))
}

function menuTemplate(window: BrowserWindow): MenuItemConstructorOptions[] {
  const about = () =>
    void dialog.showMessageBox(window, {
      type: 'info',
      title: text.about.replace('&', ''),
      message: shellText.about(app.getVersion()),
      buttons: [shellText.close],
    })
  return [
    {
      label: text.file,
      submenu: [
        { label: text.print, accelerator: 'CmdOrCtrl+P', click: () => window.webContents.print() },
        { type: 'separator' },
        { label: text.quit, role: 'quit' },
      ],
    },
    {
      label: text.edit,
      submenu: [
        { label: text.undo, role: 'undo' },
        { label: text.redo, role: 'redo' },
        { type: 'separator' },
        { label: text.cut, role: 'cut' },
        { label: text.copy, role: 'copy' },
        { label: text.paste, role: 'paste' },
        { label: text.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: text.view,
      submenu: [
        { label: text.reload, role: 'reload' },
        { type: 'separator' },
        { label: text.zoomIn, role: 'zoomIn' },
        { label: text.zoomOut, role: 'zoomOut' },
        { label: text.zoomReset, role: 'resetZoom' },
        { label: text.fullScreen, role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ label: text.developerTools, role: 'toggleDevTools' } as const]),
      ],
    },
    { label: text.help, submenu: [{ label: text.about, click: about }] },
  ]
}
