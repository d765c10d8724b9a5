import { describe, expect, it } from 'vitest'
import { patternBytes } from '../../../../../test/inspect/patternBytes.js'
import type { SlowRead, SlowReadResult } from '../../../../../test/inspect/slowRead.worker.js'
import { trialBytes } from './readChunks.js'

const content = patternBytes(3 * trialBytes + 77)

function readSlowly(createWorker: () => Worker): Promise<SlowReadResult> {
  const worker = createWorker()
  const request: SlowRead = { kind: 'slow-read', blob: new Blob([content]) }
  return new Promise<SlowReadResult>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<SlowReadResult>) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(request)
  }).finally(() => worker.terminate())
}

describe('startReader', () => {
  it('lets a second worker read the rest where reading keeps the first one waiting', async () => {
    const result = await readSlowly(
      () => new Worker(new URL('../../../../../test/inspect/slowRead.worker.ts', import.meta.url), { type: 'module' }),
    )
    expect(result.total).toBe(content.length)
    expect(result.bytes.every((byte, index) => byte === content[index])).toBe(true)
    expect(result.ownBytes).toBeGreaterThanOrEqual(trialBytes)
    expect(result.ownBytes).toBeLessThan(2 * trialBytes)
  })
})
