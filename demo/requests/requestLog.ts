/** What may be shown of one request: no header, query or body. */
export interface RequestRecord {
  readonly id: number
  readonly method: string
  /** Has a masked query, which may hold a signature. */
  readonly path: string
  /** The field that a GraphQL call asks for; null for other calls. */
  readonly call: string | null
  /** null while there is no answer, and if none came. */
  readonly status: number | null
  /** null while the request is in progress. */
  readonly durationMs: number | null
  readonly sentBytes: number
}

/** A request in progress. */
export interface RunningRequest {
  end(result: { readonly status: number | null; readonly sentBytes: number }): void
}

const mostRecords = 100

let records: readonly RequestRecord[] = []
let nextId = 1
const listeners = new Set<() => void>()

/** Newest first. */
export function getRequests(): readonly RequestRecord[] {
  return records
}

export function subscribeToRequests(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function beginRequest(method: string, url: string, call: string | null = null): RunningRequest {
  const startedAt = performance.now()
  const id = nextId++
  const record = { id, method, path: maskUrl(url), call, status: null, durationMs: null, sentBytes: 0 }
  publish([record, ...records].slice(0, mostRecords))
  return {
    end: (result) => {
      const durationMs = performance.now() - startedAt
      publish(records.map((other) => (other.id === id ? { ...other, ...result, durationMs } : other)))
    },
  }
}

function maskUrl(url: string): string {
  const { pathname, search } = new URL(url, location.href)
  return search === '' ? pathname : `${pathname}?…`
}

function publish(next: readonly RequestRecord[]): void {
  records = next
  for (const listener of listeners) listener()
}
