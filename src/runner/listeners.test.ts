import { getEventListeners } from 'node:events'
import { afterEach, expect, it, vi } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'

afterEach(() => void vi.restoreAllMocks())

/** Counts the listeners on abort signals; the returned function reads the count. */
function watchSignals(): () => number {
  const add = vi.spyOn(AbortSignal.prototype, 'addEventListener')
  return () =>
    [...new Set(add.mock.contexts as AbortSignal[])].flatMap((signal) => getEventListeners(signal, 'abort')).length
}

it.each([
  ['tickets that are asked for together', { gathers: true, fail: { ticket: [{ error: { status: 403 } }] } }],
  ['confirms that are made together', { gathers: true, fail: { confirm: [{ error: { status: 403 } }] } }],
])('leaves no listener on the signals of uploads after %s have failed', async (_, backend) => {
  const countListeners = watchSignals()
  const all = setUpEngine({ backend: { ...backend, sharesFiles: false } })
  all.uploader.add(['a', 'b', 'c'].map((name) => createFakeFile(name)))
  await all.clock.advance(60_000)
  expect(all.uploader.getSnapshot().totals.failed).toBe(3)
  expect(countListeners()).toBe(0)
})

it('leaves no listener on the signal of an upload after its parts were sent', async () => {
  const countListeners = watchSignals()
  const all = setUpEngine({ backend: { ticketKind: 'multipart' } })
  all.uploader.add([createFakeFile('a.bin', new Uint8Array(12 * 1024 ** 2))])
  await all.clock.advance(60_000)
  expect(all.uploader.getSnapshot().totals.done).toBe(1)
  expect(countListeners()).toBe(0)
})
