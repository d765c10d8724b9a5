import type { CallName } from './calls.js'

/** A call, and what its path names. */
export interface Route {
  /** By method. */
  readonly calls: Readonly<Record<string, CallName>>
  /** The id of a file; '' in paths without one. */
  readonly id: string
}

const routes: readonly (readonly [path: RegExp, calls: Route['calls']])[] = [
  [/^\/tickets$/, { POST: 'requestTickets' }],
  [/^\/tickets\/abandon$/, { POST: 'abandonTicket' }],
  [/^\/multipart\/sign$/, { POST: 'signParts' }],
  [/^\/multipart\/list$/, { POST: 'listParts' }],
  [/^\/multipart\/complete$/, { POST: 'completeParts' }],
  [/^\/multipart\/abort$/, { POST: 'abortParts' }],
  [/^\/files$/, { GET: 'listFiles', POST: 'confirmFiles' }],
  [/^\/files\/([^/]+)$/, { GET: 'getFile', PATCH: 'updateFile', DELETE: 'deleteFile' }],
]

/**
 * Finds a call by the end of the path, so that an app need not say where it has mounted the server.
 *
 * @param basePath what has to stand before the end; undefined: anything
 */
export function findRoute(pathname: string, basePath: string | undefined): Route | undefined {
  const tails = basePath === undefined ? lastSegments(pathname) : tailAfter(pathname, basePath)
  for (const tail of tails) {
    for (const [path, calls] of routes) {
      const match = path.exec(tail)
      const id = match && decodeSegment(match[1] ?? '')
      if (id !== null && id !== undefined) return { calls, id }
    }
  }
  return undefined
}

/** The last segment, then the last two: '/files' is the list, wherever it stands. */
function lastSegments(pathname: string): readonly string[] {
  const segments = pathname.split('/')
  return [1, 2].map((count) => `/${segments.slice(-count).join('/')}`)
}

function tailAfter(pathname: string, basePath: string): readonly string[] {
  const base = basePath.replace(/\/+$/, '')
  return pathname.startsWith(`${base}/`) ? [pathname.slice(base.length)] : []
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
