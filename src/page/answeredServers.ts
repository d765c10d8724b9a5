import type { AnsweredServers, ServerKind } from '../contract/ports/servers.js'
import type { UploadBackend } from '../contract/backend.js'

/**
 * Remembers which servers have answered. Backends with the same name and scope count as one API, because a component
 * may create its backend again. A test whose servers are to be unknown passes a new one as the port `servers`.
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

/** Shared by all uploaders of the page. */
export const pageServers: AnsweredServers = createAnsweredServers()
