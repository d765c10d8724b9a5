import { QueryClient } from '@tanstack/react-query'
import type { Snapshot, Uploader } from 'coatcheck/core'

/** The state of one upload at one moment. */
export interface Sample {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly inspectedBytes: number
  readonly sentBytes: number
  readonly attempt: number
  /** The progress of all uploads together. */
  readonly totalProgress: number
}

/** What tests read from the page. */
export interface Probe {
  /** The state after every notification, in order. */
  readonly samples: Sample[]
  /** All uploaders that this page has had. */
  readonly uploaders: Uploader[]
  /** Everything that the query client and the listeners of the app contain, as text. */
  readonly readMemory: () => string
  /** What axe finds, for browsers into which a test cannot bring it under the page's policy. */
  readonly findViolations: () => Promise<readonly string[]>
}

declare global {
  interface Window {
    coatcheckProbe?: Probe
  }
}

/** The query client of the app. */
export const queryClient: QueryClient = new QueryClient()

export const probe: Probe = { samples: [], uploaders: [], readMemory, findViolations }
window.coatcheckProbe = probe

/** Events that the app's listeners have received. */
const events: object[] = []

/** Records the notifications and events of an uploader. */
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

async function findViolations(): Promise<readonly string[]> {
  const { default: axe } = await import('axe-core')
  const { violations } = await axe.run()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

/** Includes the fields of errors, which JSON omits. */
function showErrors(_name: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value
  const { name, message, stack, cause } = value
  return { ...Object.fromEntries(Object.entries(value)), name, message, stack, cause }
}
