import { createHash } from 'node:crypto'
import { errorMessage } from '../core/errors.ts'

// Changes the one-time token of the address's fragment (which no server or log ever sees) for the session's cookie.
const SCRIPT = `
const token = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
const over = () => { document.querySelector('main').hidden = false }
fetch('/session', { method: 'POST', body: token }).then((r) => r.ok ? location.replace('/') : over(), over)
`

const STYLE = `
main { max-width: 34rem; margin: 20vh auto; padding: 0 1rem; font: 1.0625rem/1.6 'Segoe UI', 'Open Sans', sans-serif; color: #1f2933 }
p + p { color: #52606d }
`

const PAGE = `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>SIPAS</title>
<style>${STYLE}</style>
<main hidden><p>${errorMessage('session-over', {}, 'vi')}</p><p lang="en">${errorMessage('session-over', {}, 'en')}</p></main>
<script>${SCRIPT}</script>
</html>
`

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': [
    "default-src 'none'",
    `script-src '${sourceHash(SCRIPT)}'`,
    `style-src '${sourceHash(STYLE)}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
}

/** The page before the program's own: opens the session, or says how to open it. */
export function doorPage(status: 200 | 401): Response {
  return new Response(PAGE, { status, headers: HEADERS })
}

function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
