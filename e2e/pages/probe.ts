import { QueryClient } from '@tanstack/react-query'
import type { Snapshot, Uploader } from 'coatcheck/core'

/** What one upload showed at one moment. */
export interface Sample {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly inspectedBytes: number
  readonly sentBytes: number
  readonly attempt: number
  /** Of all uploads together. */
  readonly totalProgress: number
}

/** What a test can ask the page. */
export interface Probe {
  /** Every change that a listener was told of, in order. */
  readonly samples: Sample[]
  /** Uploaders that were ever live on this page. */
  readonly uploaders: Uploader[]
  /** What the host's query client keeps, as text. */
  readonly readMemory: () => string
}

declare global {
  interface Window {
    coatcheckProbe?: Probe
  }
}

/** The host's own. */
export const queryClient: QueryClient = new QueryClient()

export const probe: Probe = { samples: [], uploaders: [], readMemory }
window.coatcheckProbe = probe

/** What listeners of the app's own were told. */
const events: object[] = []

/** Notes down what an uploader tells its listeners. */
export function watch(uploader: Uploader): () => void {
  if (!probe.uploaders.includes(uploader)) {
    probe.uploaders.push(uploader)
    for (const name of ['failed', 'done', 'callEnded'] as const) {
      uploader.on(name, (event) => events.push({ ...event }))
    }
  }
  return uploader.subscribe(() => probe.samples.push(...sample(uploader.getSnapshot())))
}

function sample({ uploads, totals }: Snapshot): Sample[] {
  return uploads.map((upload) => ({
    id: upload.id,
    name: upload.name,
    status: upload.status,
    inspectedBytes: upload.status === 'inspecting' ? upload.inspectedBytes : -1,
    sentBytes: upload.sentBytes,
    attempt: upload.attempt,
    totalProgress: totals.progress,
  }))
}

function readMemory(): string {
  const queries = queryClient.getQueryCache().getAll()
  const mutations = queryClient.getMutationCache().getAll()
  const kept = [...queries, ...mutations].map(({ options, state }) => ({ options, state }))
  return JSON.stringify([...kept, ...probe.uploaders.map((uploader) => uploader.getSnapshot()), ...events], showErrors)
}

/** What an error says stands in fields that JSON leaves out. */
function showErrors(_name: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { ...Object.fromEntries(Object.entries(value)), name, message, stack, cause }
}
