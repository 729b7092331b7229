import './zod-settings.ts'
import '@mantine/core/styles.css'
import './theme/fonts.css'
import './theme/tokens.css'
import './theme/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startI18n } from './i18n/i18n.ts'
import { readLanguage } from './session.ts'

/**
 * The browser door hands a one-time token in the URL's fragment, which never reaches a log or a server. It is
 * exchanged for a cookie once and taken off the address bar. The desktop door has no token.
 */
async function exchangeSessionToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return
  history.replaceState(null, '', location.pathname + location.search)
  await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => undefined)
}

const root = document.getElementById('root')
if (root !== null) {
  await Promise.all([exchangeSessionToken(), startI18n(readLanguage())])
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
