import { expect, it } from 'vitest'
import { createOwnInspector, withDefaults } from '../../../../../test/inspect/inspectWith.js'
import { patternBytes } from '../../../../../test/inspect/patternBytes.js'
import { slowDown, startedChannel } from '../../../../../test/inspect/slowRead.worker.js'
import { trialBytes } from './readChunks.js'

function createSlowWorker(): Worker {
  const url = new URL('../../../../../test/inspect/slowRead.worker.ts', import.meta.url)
  const worker = new Worker(url, { type: 'module' })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  worker.postMessage(slowDown)
  return worker
}

it('lets a second worker read the rest of a large file where reading keeps the first one waiting', async () => {
  const started: unknown[] = []
  const channel = new BroadcastChannel(startedChannel)
  channel.onmessage = ({ data }) => started.push(data)
  const inspector = createOwnInspector({ createWorker: createSlowWorker, maxWorkers: 1 })
  const content = patternBytes(5 * trialBytes + 77)
  try {
    const inspection = await inspector.inspect(new File([content], 'film.bin'), withDefaults({ digest: 'sha-256' }))
    const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
    expect(inspection.digest?.base64).toBe(btoa(String.fromCharCode(...expected)))
    await expect.poll(() => started).toEqual([expect.stringContaining('slowRead.worker')])
  } finally {
    inspector.dispose()
    channel.close()
  }
})
