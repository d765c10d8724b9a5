import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'
import { createInspector } from '../../../src/inspect/inspector.ts'
import type { MemoryHashRequest } from './hashInMemory.worker.ts'
import type { Scenario } from '../scenarios.ts'

export interface HashOptions {
  readonly way: 'inspector' | 'memory'
  readonly digest: DigestAlgorithm
  /** bytes, for 'memory' */
  readonly size: number
}

/** Milliseconds for one digest. Both workers are warm: a cold one costs 30 ms whatever it reads. */
export const hash: Scenario<'hash'> = async ({ way, digest, size }, [file]) => {
  if (way === 'memory') return () => hashInMemory({ digest, size })
  if (!file) throw new Error('There is no file to hash.')
  const inspector = createInspector()
  const options = { digest, signal: new AbortController().signal, onProgress: () => {} }
  await inspector.inspect(new File(['warm'], 'warm'), options)
  return async () => {
    const startedAt = performance.now()
    await inspector.inspect(file, options)
    return performance.now() - startedAt
  }
}

/** The limit: hash-wasm itself, on bytes that are there already. */
function hashInMemory(request: MemoryHashRequest): Promise<number> {
  const worker = new Worker(new URL('./hashInMemory.worker.ts', import.meta.url), { type: 'module' })
  const elapsed = new Promise<number>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<number>) => resolve(data))
    worker.addEventListener('error', () => reject(new Error('The worker that hashes in memory failed.')))
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  worker.postMessage(request)
  return elapsed.finally(() => worker.terminate())
}
