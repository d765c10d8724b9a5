import type { Clock } from '../../contract/ports/page.js'
import type { SendContext, SendOutcome, SendRequest, Transport } from '../../contract/ports/transport.js'
import { wait } from './fakeClock.js'
import { fakeDigest } from './fakeDigest.js'
import { readFakeFile } from './fakeFile.js'

/** The origin in the fake backend's tickets: a name that no resolver knows. */
export const fakeStorageOrigin: string = 'https://storage.fake.invalid'

/** How the fake storage behaves. */
export interface FakeTransportOptions {
  /** Without it, a file is stored at once, with one progress event. */
  readonly bytesPerSecond?: number
  /**
   * The outcome of the nth request, from 0, or a list of outcomes in order. Without an outcome, the bytes are stored.
   */
  readonly outcomes?:
    | readonly (SendOutcome | undefined)[]
    | ((request: SendRequest, nth: number) => SendOutcome | undefined)
  /** The fraction that is sent before an outcome other than 'stored', from 0 to 1. @default 0.5 */
  readonly failsAt?: number
  readonly clock?: Clock
}

/** A {@link Transport} with its requests. */
export interface FakeTransport extends Transport {
  /** Every request, in order. */
  readonly requests: readonly SendRequest[]
  /** The stored files, by URL. */
  readonly objects: ReadonlyMap<string, Blob>
  readonly running: number
}

const tickMs = 50

/** A {@link Transport} that keeps bytes in memory and accepts only tickets of the fake backend. */
export function createFakeTransport(options: FakeTransportOptions = {}): FakeTransport {
  const { outcomes, failsAt = 0.5 } = options
  const requests: SendRequest[] = []
  const objects = new Map<string, Blob>()
  let running = 0

  async function send(request: SendRequest, context: SendContext): Promise<SendOutcome> {
    const nth = requests.push(request) - 1
    if (!request.url.startsWith(fakeStorageOrigin)) return { kind: 'unusable', why: 'The ticket is not a fake one.' }
    const scripted = typeof outcomes === 'function' ? outcomes(request, nth) : outcomes?.[nth]
    const isStored = scripted === undefined || scripted.kind === 'stored'
    await carry(Math.floor(request.body.size * (isStored ? 1 : failsAt)), context, options)
    if (isStored) objects.set(request.url, request.body)
    return scripted ?? (await storeOutcome(request.body))
  }

  return {
    requests,
    objects,
    get running() {
      return running
    },
    async send(request, context) {
      context.signal.throwIfAborted()
      running++
      try {
        return await send(request, context)
      } finally {
        running--
      }
    },
  }
}

async function carry(sizeBytes: number, context: SendContext, options: FakeTransportOptions): Promise<void> {
  const { bytesPerSecond, clock } = options
  if (bytesPerSecond) {
    const step = (bytesPerSecond * tickMs) / 1000
    for (let sent = step; sent < sizeBytes; sent += step) {
      await wait(tickMs, context.signal, clock)
      context.onProgress(Math.floor(sent))
    }
    await wait(tickMs, context.signal, clock)
  }
  context.signal.throwIfAborted()
  context.onProgress(sizeBytes)
}

/** The ETag is the fake inspector's MD5, as a real storage's is the real MD5. */
async function storeOutcome(body: Blob): Promise<SendOutcome> {
  return { kind: 'stored', receipt: { status: 200, etag: fakeDigest(await readFakeFile(body), 'md5').hex } }
}
