import { createRestBackend } from '../../../src/backends/rest.ts'
import { createUploader } from '../../../src/core.ts'
import { compose, resize, stripMetadata, toWebp } from '../../../src/prepare.ts'
import type { Scenario } from '../scenarios.ts'
import type { ApiAddress } from './send.ts'

export interface PrepareOptions {
  readonly api: ApiAddress
}

/** Milliseconds until photos that were added at once have been made smaller, and sent. */
export const prepare: Scenario<'prepare'> = async ({ api: { url, token } }, files) => {
  const backend = createRestBackend({ url, headers: token ? { Authorization: `Bearer ${token}` } : {} })
  const steps = compose(resize({ longestSide: 2048 }), toWebp({ quality: 0.8 }), stripMetadata('location'))
  const uploader = createUploader({ backend, prepare: steps })
  await uploader.preload()
  return async () => {
    const startedAt = performance.now()
    uploader.add(files)
    const { done, failed } = await uploader.whenSettled()
    if (failed[0]) throw failed[0].error
    const grown = done.find(({ size, picked }) => size >= (picked?.size ?? 0))
    if (grown) throw new Error(`${grown.name} was not made smaller.`)
    return performance.now() - startedAt
  }
}
