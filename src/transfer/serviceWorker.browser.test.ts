import { afterEach, describe, expect, inject, it } from 'vitest'
import type { SendOutcome } from '../contract/ports/transport.js'
import type { SendOrder, WorkerKind } from '../../test/storage-sink/controlledPage.js'
import { sinkPlace } from '../../test/storage-sink/sink.js'

const megabyte = 1024 * 1024
const module = new URL('./transport.ts', import.meta.url).href

interface Told {
  readonly outcome: SendOutcome
  readonly progress: readonly number[]
  readonly unseen: number
}

/** A frame that a service worker controls. It sends with the transport of this source. */
async function openControlledPage(kind: WorkerKind): Promise<(order: Omit<SendOrder, 'module'>) => Promise<Told>> {
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
  // Of the same site as the page of the tests: others may have no service worker in a frame.
  frame.src = `http://localhost:${inject('sinkPorts')[1]}/controlled-${kind}/`
  document.body.append(frame)
  await controlled
  return async (order) => {
    const told = nextMessage()
    frame.contentWindow?.postMessage({ module, ...order }, '*')
    // The page's own script says what it tells.
    return (await told) as Told
  }
}

afterEach(() => document.body.replaceChildren())

describe('behind a service worker that passes everything on', () => {
  it('is waited for though no progress is told for longer than a stand-still may take', async () => {
    const send = await openControlledPage('passes-on')
    const place = sinkPlace('slow', { rate: 6 * megabyte })
    const told = await send({ url: place.url, sizeBytes: 12 * megabyte, options: { stallAfterMs: 500 } })
    expect(told).toMatchObject({ outcome: { kind: 'stored', wasUnseen: true }, unseen: 1 })
    expect(told.progress).toEqual([12 * megabyte])
    expect(await place.received()).toHaveLength(1)
  })

  it('ends as silent, with all bytes perhaps out, when the time that they are worth is over', async () => {
    const send = await openControlledPage('passes-on')
    const options = { stallAfterMs: 60_000, unseenWithinMs: 1000 }
    const { outcome } = await send({ url: sinkPlace('hang').url, sizeBytes: 10_000, options })
    expect(outcome).toEqual({ kind: 'no-answer', reason: 'silent', sentBytes: 10_000 })
  })
})

describe('behind a service worker that lets uploads go past', () => {
  it('tells progress as ever, and minds a stand-still', async () => {
    const send = await openControlledPage('lets-past')
    const seen = await send({ url: sinkPlace('ok').url, sizeBytes: 4 * megabyte, options: {} })
    expect(seen.outcome).toEqual({ kind: 'stored', receipt: expect.anything() as unknown })
    // Long enough for a busy page to hear of the bytes that went out before.
    const place = sinkPlace('stall', { after: 100_000, forMs: 20_000 })
    const { outcome } = await send({ url: place.url, sizeBytes: 40 * megabyte, options: { stallAfterMs: 400 } })
    expect(outcome).toMatchObject({ kind: 'no-answer', reason: 'stalled' })
  })
})
