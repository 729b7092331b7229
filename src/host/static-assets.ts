import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/**
 * Answers GET and HEAD from the built renderer. A path without extension is a screen of the single page, so it gets
 * `index.html`; a file that does not exist, or lies outside the folder, gets 404.
 * @param folder the built renderer, `dist/renderer`
 */
export function createAssets(folder: string): (request: Request) => Promise<Response> {
  const root = resolve(folder)
  return async (request) => {
    const path = decodePath(new URL(request.url).pathname)
    const isScreen = path !== null && extname(path) === ''
    const file = isScreen ? join(root, 'index.html') : resolve(root, `.${path}`)
    const type = CONTENT_TYPES[extname(file)]
    if (path === null || type === undefined || !file.startsWith(root + sep)) return notFound()
    const body = await readFile(file).catch(() => null)
    if (body === null) return notFound()
    return new Response(request.method === 'HEAD' ? null : body, {
      headers: {
        'content-type': type,
        // Vite names what lies in assets/ by its content, so it never changes.
        'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    })
  }
}

function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname)
    return path.includes('\0') || path.includes('\\') ? null : path
  } catch {
    return null
  }
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
