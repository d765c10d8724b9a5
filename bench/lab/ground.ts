import { startTestStack } from '../../e2e/server/forTests.ts'
import type { ApiAddress } from '../pages/send.ts'
import { startSink } from '../sink/startSink.ts'

export interface ApiOptions {
  readonly sendWith: 'put' | 'post'
  /** Of the link to storage. Left out: whatever the machine can do. */
  readonly bytesPerSecond?: number | undefined
}

/** What the browser talks to: the pages, an API and storage. */
export interface Ground {
  readonly kind: 'sink' | 'minio'
  readonly pageOrigin: string
  /** An API that holds no file yet, so that each has to be sent. */
  api(options: ApiOptions): ApiAddress
  stop(): Promise<void>
}

/** Storage and an API that cost next to nothing: what is measured then is the browser, and us. */
export async function openSink(pages: string): Promise<Ground> {
  const { pageOrigin, stop } = await startSink(pages)
  return {
    kind: 'sink',
    pageOrigin,
    api: ({ sendWith, bytesPerSecond }) => ({
      url: `/api?sendWith=${sendWith}${bytesPerSecond ? `&rate=${bytesPerSecond}` : ''}`,
    }),
    stop: async () => stop(),
  }
}

/** So many times a fresh tenant can be had. */
const mostTenants = 10_000

/** The reference server over MinIO: real signatures, real disks, real checks. */
export async function openMinio(pages: string): Promise<Ground> {
  const tenants = Array.from({ length: mostTenants }, (_, index) => `bench-${index}`)
  const stack = await startTestStack({ pages, tokens: Object.fromEntries(tenants.map((name) => [name, name])) })
  let used = 0
  return {
    kind: 'minio',
    pageOrigin: stack.url,
    api: ({ sendWith, bytesPerSecond }) => {
      if (bytesPerSecond) throw new Error('Only the sink has a link of a given speed.')
      return { url: `/api/rest?sendWith=${sendWith}`, token: tenants[used++] ?? '' }
    },
    stop: () => stack.stop(),
  }
}
