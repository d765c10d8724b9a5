import { afterEach, describe, expect, inject, it } from 'vitest'
import type { SendOutcome } from '../contract/ports/transport.js'
import type { SendOrder, WorkerKind } from '../../test/storage-sink/controlledPage.js'
import { sinkPlace } from '../../test/storage-sink/sink.js'

const megabyte = 1024 * 1024
const modules = [
  new URL('./transport.ts', import.meta.url).href,
  new URL('../page/connection.ts', import.meta.url).href,
  new URL('../page/systemClock.ts', import.meta.url).href,
]

interface Sent {
  readonly outcome: SendOutcome
  readonly progress: readonly number[]
  readonly unseen: number
}

/** Opens a frame that a service worker controls. It sends with the transport of this source. */
async function openControlledPage(kind: WorkerKind): Promise<(order: Omit<SendOrder, 'modules'>) => Promise<Sent>> {
  const frame = document.createElement('iframe')
  const nextMessage = (): Promise<unknown> =>
    new Promise((resolve) => {
      addEventListener('message', function onMessage({ source, data }) {
        if (source !== frame.contentWindow) return
        removeEventListener('message', onMessage)
        resolve(data)
      })
    })
  const controlled = nextMessage()
  // A frame may have a service worker only on the site of the page that it is in.
  frame.src = `http://localhost:${inject('sinkPorts')[1]}/controlled-${kind}/`
  document.body.append(frame)
  await controlled
  return async (order) => {
    const sent = nextMessage()
    frame.contentWindow?.postMessage({ modules, ...order }, '*')
    // The page's script posts what `Sent` describes.
    return (await sent) as Sent
  }
}

afterEach(() => document.body.replaceChildren())

describe('behind a service worker that passes everything on', () => {
  it('waits although no progress is reported for longer than a stall may last', async () => {
    const send = await openControlledPage('passes-on')
    const place = sinkPlace('slow', { rate: 6 * megabyte })
    const sent = await send({ url: place.url, sizeBytes: 12 * megabyte, options: { stallAfterMs: 500 } })
    expect(sent).toMatchObject({ outcome: { kind: 'stored', wasUnseen: true }, unseen: 1 })
    expect(sent.progress).toEqual([12 * megabyte])
    expect(await place.received()).toHaveLength(1)
  })

  it('ends as silent, all bytes perhaps sent, when the bytes have had their time', async () => {
    const send = await openControlledPage('passes-on')
    const options = { stallAfterMs: 60_000, unseenWithinMs: 1000 }
    const { outcome } = await send({ url: sinkPlace('hang').url, sizeBytes: 10_000, options })
    expect(outcome).toEqual({ kind: 'no-answer', reason: 'silent', sentBytes: 10_000 })
  })

  it('does not count a storage as reached by bytes that may never have left the device', async () => {
    const send = await openControlledPage('passes-on')
    const options = { stallAfterMs: 60_000, unseenWithinMs: 500 }
    const first = await send({ url: sinkPlace('hang').url, sizeBytes: 10_000, options })
    expect(first.outcome).toMatchObject({ reason: 'silent' })
    const second = await send({ url: sinkPlace('refusedPreflight').url, sizeBytes: 10_000, options })
    expect(second.outcome).toEqual({ kind: 'no-answer', reason: 'blocked', sentBytes: 0 })
  })
})

describe('behind a service worker that ignores uploads', () => {
  it('reports progress as usual, and notices a stall', async () => {
    const send = await openControlledPage('lets-past')
    const seen = await send({ url: sinkPlace('ok').url, sizeBytes: 4 * megabyte, options: {} })
    expect(seen.outcome).toEqual({ kind: 'stored', receipt: expect.anything() as unknown })
    // Long enough for a busy page to notice the bytes that were sent before.
    const place = sinkPlace('stall', { after: 100_000, forMs: 20_000 })
    const { outcome } = await send({ url: place.url, sizeBytes: 40 * megabyte, options: { stallAfterMs: 400 } })
    expect(outcome).toMatchObject({ kind: 'no-answer', reason: 'stalled' })
  })
})
