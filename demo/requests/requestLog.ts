/** One request of the page, as far as it may be shown: no header, no query, no body. */
export interface RequestRecord {
  readonly id: number
  readonly method: string
  /** The query stands masked: it may hold a signature. */
  readonly path: string
  /** What a GraphQL call is about. */
  readonly call: string | null
  /** null: not answered, or not yet. */
  readonly status: number | null
  /** null: not over yet. */
  readonly durationMs: number | null
  readonly sentBytes: number
}

/** Ends a record. */
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
