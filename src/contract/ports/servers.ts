import type { UploadBackend } from '../backend.js'

/** The two servers that a backend leads to. */
export type ServerKind = 'api' | 'storage'

/** The servers that have answered this page. One that did and is silent now is down, not misconfigured. */
export interface AnsweredServers {
  has(backend: UploadBackend, kind: ServerKind): boolean
  add(backend: UploadBackend, kind: ServerKind): void
}
