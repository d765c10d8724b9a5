import { createRestBackend } from '../../../src/backends/rest.ts'
import type { Uploader } from '../../../src/contract/uploader.ts'
import { createUploader } from '../../../src/core.ts'
import { createRecovery } from '../../../src/recovery.ts'
import { delay } from '../delay.ts'
import { makeFiles } from '../makeFiles.ts'
import type { Scenario } from '../scenarios.ts'
import type { ApiAddress } from './send.ts'
import { showList } from '../showParts.tsx'

export interface CommandOptions {
  readonly command: 'pause' | 'cancel' | 'remove' | 'dismiss'
  readonly way: 'core' | 'list' | 'recovery'
  /** Its storage takes so long that nothing gets done. */
  readonly api: ApiAddress
  readonly count: number
}

/** The state changes at once; what else there is to do may follow, and is watched as well. */
const watchMs = 1500
/** Some files are inspected and get tickets, a few are being sent, and the page has come to rest. */
const settleMs = 1500

/** Milliseconds until a command to all rows returns. */
export const command: Scenario<'command'> = async ({ command, way, api, count }) => {
  const uploader = createUploader({
    backend: createRestBackend({ ...api, digest: 'md5', scope: 'bench' }),
    ...(way === 'recovery' && { recovery: createRecovery() }),
  })
  if (way === 'list') await showList(uploader)
  await fill(uploader, command, count)
  return async () => {
    const startedAt = performance.now()
    uploader[command]('all')
    const elapsedMs = performance.now() - startedAt
    await delay(watchMs)
    return elapsedMs
  }
}

/** Rejections are there to be dismissed, uploads for everything else. */
async function fill(uploader: Uploader, command: CommandOptions['command'], count: number): Promise<void> {
  uploader.add(makeFiles(count), command === 'dismiss' ? { restrictions: { accept: '.pdf' } } : {})
  if (command === 'dismiss') return delay(settleMs)
  await new Promise<void>((resolve) => {
    uploader.subscribe(() => {
      if (uploader.getSnapshot().uploads.some(({ status }) => status === 'sending')) resolve()
    })
  })
  await delay(settleMs)
}
