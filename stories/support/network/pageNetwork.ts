import { delay, http, HttpResponse, type HttpHandler } from 'msw'
import { createRestHandlers } from '../../../src/testing/msw/handlers/createRestHandlers.ts'
import { mockNetwork } from '../../../src/testing/msw/mockNetwork.ts'
import { mockStorageOrigin } from '../../../src/testing/msw/mockStorage.ts'
import { pageUrl } from '../../../src/testing/msw/pageUrl.ts'
import { samplePictures } from '../samplePictures.ts'
import { type NetworkArgs, networkArgs } from './NetworkArgs.ts'

/** Where the mocked server answers. */
export const mockUrl: string = '/mock/uploads'

const files = samplePictures(3)

let conditions: NetworkArgs = networkArgs
let users = 0
let stop: (() => Promise<void>) | null = null

/** Changes the network of the page, also while uploads are under way. */
export function setConditions(next: NetworkArgs): void {
  conditions = next
}

/**
 * Mocks a server with an empty storage in the page itself. Stories on the same page share it, and the last one ends it.
 * @returns a function that leaves it
 */
export function openPageNetwork(): () => Promise<void> {
  users += 1
  stop ??= mockNetwork([...losses(), ...createRestHandlers(readOptions)])
  return async () => {
    users -= 1
    if (users > 0) return
    const end = stop
    stop = null
    await end?.()
  }
}

function readOptions(): Parameters<typeof createRestHandlers>[0] extends () => infer TOptions ? TOptions : never {
  const { latencyMs, megabytesPerSecond, ticketExpiresInSeconds, refusal } = conditions
  return {
    url: mockUrl,
    files,
    latencyMs,
    ticketExpiresInSeconds,
    bytesPerSecond: megabytesPerSecond * 1e6,
    failure: refusal === 'none' ? undefined : refusal,
  }
}

/** Handlers that come first, and answer only what is lost. */
function losses(): readonly HttpHandler[] {
  return [pageUrl(`${mockUrl}/*`), `${mockStorageOrigin}/*`].map((address) => http.all(address, loseSome))
}

async function loseSome(): Promise<Response | undefined> {
  const { offline, lossPercent, latencyMs } = conditions
  if (offline) return HttpResponse.error()
  if (Math.random() * 100 >= lossPercent) return undefined
  await delay(latencyMs)
  return HttpResponse.error()
}
