import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder of the user's own data, the same for the window, the browser door and the command. It needs no
 * administrator's rights, and is on the machine's own disk: on Windows the local, not the roaming, profile. The portable
 * program uses it too, because a stick or a synchronised desktop, where such programs lie, may damage a database.
 */
export function dataFolder(): string {
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'SIPAS')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/SIPAS')
  return join(process.env.XDG_DATA_HOME || join(homedir(), '.local/share'), 'sipas')
}

/** The database file used where none is named. */
export function defaultDatabaseFile(): string {
  return join(dataFolder(), 'sipas.db')
}
