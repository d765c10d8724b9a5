import type { UploadBackend } from '../backend.js'

/** The two servers that a backend uses. */
export type ServerKind = 'api' | 'storage'

/** The servers that have answered this page. If one of them stops answering, it is down, not misconfigured. */
export interface AnsweredServers {
  has(backend: UploadBackend, kind: ServerKind): boolean
  add(backend: UploadBackend, kind: ServerKind): void
}
