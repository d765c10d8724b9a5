import type { AnsweredServers, ServerKind } from './ports.js'
import type { UploadBackend } from './types.js'

/**
 * Remembers which servers have answered. Backends of one name and scope speak to one API: a component that makes its
 * backend anew has not left it. A test that wants its servers unknown gives its uploader one as the port `servers`.
 */
export function createAnsweredServers(): AnsweredServers {
  const byName = new Set<string>()
  const byBackend = { api: new WeakSet<object>(), storage: new WeakSet<object>() }
  const nameOf = ({ name, scope }: UploadBackend, kind: ServerKind): string | null =>
    scope === undefined ? null : JSON.stringify([kind, name, scope])

  return {
    has(backend, kind) {
      const name = nameOf(backend, kind)
      return name === null ? byBackend[kind].has(backend) : byName.has(name)
    },
    add(backend, kind) {
      const name = nameOf(backend, kind)
      if (name === null) byBackend[kind].add(backend)
      else byName.add(name)
    },
  }
}

/** The one memory of this page. */
export const pageServers: AnsweredServers = createAnsweredServers()
