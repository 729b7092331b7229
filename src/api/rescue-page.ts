import { html, raw } from 'hono/html'
import type { RescueBackup } from '../app/rescue.ts'
import { type AppError, type ErrorCode, type ErrorParams, errorMessage } from '../core/errors.ts'

export type Html = ReturnType<typeof html>

/** Where the page's own style sheet is served. */
export const RESCUE_STYLE = '/rescue.css'

/** Beside the renderer's sheet, which brings type, tables and the colours by name. */
export const RESCUE_CSS = `
header { box-sizing: border-box; height: 52px; padding: 0 20px; display: flex; align-items: center; gap: 14px; background: var(--card); border-bottom: 1px solid var(--edge) }
h1 { flex: 1; font-size: 17px; font-weight: 700 }
small { margin-left: 6px }
h2 { margin-bottom: 8px; font-size: 14px }
small, :lang(en) { color: var(--text-2); font-size: 13px; font-weight: 400 }
main { max-width: 1080px; padding: 16px 20px 24px }
section { margin-bottom: 14px; padding: 14px 16px; background: var(--card); border: 1px solid var(--edge); border-radius: var(--radius) }
section.notice { background: var(--not-met-pale) }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 24px; margin-bottom: 10px }
.both:last-child { margin-bottom: 0 }
.both.first { font-weight: 600 }
.actions { display: flex; gap: 8px }
section .actions { margin-top: 14px }
button, .button { box-sizing: border-box; display: inline-block; min-height: 30px; padding: 4px 12px; border: 1px solid var(--edge-strong); border-radius: var(--radius-small); background: var(--card); color: var(--ink); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; white-space: nowrap }
button:hover { background: var(--hover) }
.main { border-color: var(--action); background: var(--action); color: #fff }
.main:hover { background: var(--action-hover) }
.main small { color: inherit }
td:last-child { text-align: right }
`

/** A refused file: what happened and what to do, the backups that mend it, and the way to try again. */
export function refusalPage(
  refusal: AppError,
  { file, backups, notice }: { file: string; backups: readonly RescueBackup[]; notice: AppError | null },
  links: string,
): Html {
  const isMended = backups.length > 0
  const isNew = refusal.code === 'database-missing'
  return page(
    links,
    'rescue-title',
    html`<div class="actions">
      ${isNew ? post('rescue-new', { start: 'new' }) : ''}${post('rescue-retry', {}, !isMended)}
    </div>`,
    html`${notice === null ? '' : html`<section class="notice" role="alert">${both(notice.code, notice.params)}</section>`}
      <section>
        ${both(refusal.code, refusal.params, 'first')}
        ${isMended && refusal.code === 'database-not-ours' ? both('rescue-header-lost') : ''}
        ${isMended ? both('rescue-choose-hint') : both(adviceFor(refusal), { file })}
        ${isMended && !isNew ? both('rescue-kept') : ''}
      </section>
      ${isMended ? backupTable(backups) : ''}`,
  )
}

/** The second click: what the restore brings back, what it does not, and what is kept. */
export function confirmPage(backup: RescueBackup, refusal: AppError, links: string): Html {
  const at = timeText(backup.atMs)
  return page(
    links,
    'rescue-title',
    '',
    html`<section>
      ${both('rescue-ask', { at }, 'first')}
      ${backup.forms === null ? '' : both('rescue-ask-forms', { count: countText(backup.forms) })}
      ${both('rescue-ask-later', { at })}
      ${refusal.code === 'database-missing' ? '' : both('rescue-kept')}
      <div class="actions">
        ${post('rescue-restore', { backup: backup.name }, true)}
        <a class="button" href="/">${label('rescue-back')}</a>
      </div>
    </section>`,
  )
}

/** The third click leads into the program. */
export function donePage(backup: RescueBackup, keptAs: string | null, links: string): Html {
  return page(
    links,
    'rescue-done',
    '',
    html`<section>
      ${both('rescue-done-at', { at: timeText(backup.atMs) }, 'first')}
      ${backup.forms === null ? '' : both('rescue-ask-forms', { count: countText(backup.forms) })}
      ${keptAs === null ? '' : both('rescue-done-kept', { name: keptAs })}
      <div class="actions"><a class="button main" href="/" autofocus>${label('rescue-enter')}</a></div>
    </section>`,
  )
}

/** Without scripts. The meta element lets its forms carry their Origin, which the door insists on. */
function page(links: string, title: ErrorCode, actions: Html | string, content: Html): Html {
  return html`<!doctype html>
<html lang="vi" data-mantine-color-scheme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
${raw(links)}
<link rel="stylesheet" href="${RESCUE_STYLE}">
<title>SIPAS</title>
</head>
<body>
<header><h1>${label(title)}</h1>${actions}</header>
<main>${content}</main>
</body>
</html>
`
}

function backupTable(backups: readonly RescueBackup[]): Html {
  return html`<section>
    <h2>${label('rescue-backups')}</h2>
    <table>
      <thead><tr>
        <th scope="col">${label('rescue-at')}</th>
        <th scope="col">${label('rescue-reason')}</th>
        <th scope="col" class="number">${label('rescue-forms')}</th>
        <th scope="col" class="number">${label('rescue-bytes')}</th>
        <td></td>
      </tr></thead>
      <tbody>${backups.map(backupRow)}</tbody>
    </table>
  </section>`
}

function backupRow({ name, atMs, reason, forms, bytes }: RescueBackup, place: number): Html {
  return html`<tr>
    <td class="strong">${timeText(atMs)}</td>
    <td>${label(`rescue-reason-${reason}`)}</td>
    <td class="number">${forms === null ? '–' : countText(forms)}</td>
    <td class="number">${megabytesText(bytes)}</td>
    <td><form method="get" action="/">
      <button name="backup" value="${name}" class="${place === 0 ? 'main' : ''}">${label('rescue-choose')}</button>
    </form></td>
  </tr>`
}

function adviceFor(refusal: AppError): ErrorCode {
  return refusal.code === 'database-damaged' || refusal.code === 'database-empty'
    ? 'rescue-no-backups'
    : 'rescue-untouched'
}

function post(text: ErrorCode, fields: Readonly<Record<string, string>>, isMain = false): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return html`<form method="post" action="/rescue">${hidden}<button class="${isMain ? 'main' : ''}">${label(text)}</button></form>`
}

/** A paragraph in Vietnamese and, beside it, in English. */
function both(code: ErrorCode, params: ErrorParams = {}, kind = ''): Html {
  const [vi, en] = [errorMessage(code, params, 'vi'), errorMessage(code, params, 'en')]
  return html`<div class="both ${kind}"><p>${vi}</p><p lang="en">${en}</p></div>`
}

/** A word on a button or over a column. */
function label(code: ErrorCode): Html {
  return html`${errorMessage(code, {}, 'vi')}<small lang="en">${errorMessage(code, {}, 'en')}</small>`
}

const TIME = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

/** In the time of this computer, which is the reader's: `14:05 21/11/2026`. */
function timeText(atMs: number): string {
  return TIME.format(atMs)
}

function countText(count: number): string {
  return count.toLocaleString('vi-VN')
}

function megabytesText(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('vi-VN', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`
}
