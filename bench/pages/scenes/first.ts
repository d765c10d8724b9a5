import { createRestBackend } from '../../../src/backends/rest.ts'
import { createUploader } from '../../../src/core.ts'
import { prepareLoop } from '../by-hand/loop.ts'
import type { Scenario } from '../scenarios.ts'
import type { ApiAddress } from './send.ts'

export interface FirstOptions {
  /**
   * loop: by hand, with all code loaded and the worker started. cold: coatcheck, with nothing loaded before the file
   * comes. preloaded: coatcheck after `preload()`.
   */
  readonly way: 'loop' | 'cold' | 'preloaded'
  /** When the time is up: the page asks for the ticket, or the file is confirmed. */
  readonly until: 'ticket' | 'confirmed'
  readonly api: ApiAddress
}

/** Milliseconds from adding the page's first file until its ticket is asked for, or until it is confirmed. */
export const first: Scenario<'first'> = async ({ way, until, api: { url } }, files) => {
  if (way === 'loop') return prepareLoop(files, { url, headers: {}, digest: 'md5', gather: true, atOnce: 1 })
  const asked = Promise.withResolvers<void>()
  const backend = createRestBackend({
    url,
    digest: 'md5',
    etagIsMd5: true,
    fetch: (...request) => {
      asked.resolve()
      return fetch(...request)
    },
  })
  const uploader = createUploader({ backend })
  if (way === 'preloaded') await uploader.preload()
  return async () => {
    const startedAt = performance.now()
    uploader.add(files)
    if (until === 'ticket') {
      await asked.promise
      return performance.now() - startedAt
    }
    const { failed } = await uploader.whenSettled()
    if (failed[0]) throw failed[0].error
    return performance.now() - startedAt
  }
}
