import { expect, it, vi } from 'vitest'
import { createAnsweredServers } from '../page/answeredServers.js'
import { createHeldKeys } from '../page/heldKeys.js'
import { createSlotPool } from '../page/slots.js'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createEngine, setUpEngine } from '../../test/kit/setUpEngine.js'

it('fails an upload on an internal error, reports the error, and lets the uploads that waited for the file continue', async () => {
  const reported = vi.spyOn(console, 'error').mockImplementation(() => {})
  const refused = { kind: 'refused', refusal: { status: 500 } } as const
  const { backend, transport, inspector, clock, connection, page } = setUpEngine({
    transport: { bytesPerSecond: 40, outcomes: [refused] },
  })
  const fault = new TypeError('random is no function')
  const random = vi
    .fn<() => number>(() => 1)
    .mockImplementationOnce(() => {
      throw fault
    })
  let ids = 0
  const createId = () => `id-${(ids += 1)}`
  const shared = { slots: createSlotPool(), servers: createAnsweredServers(), heldKeys: createHeldKeys() }
  const ports = { ...shared, inspector, transport, clock, connection, page, createId, random }
  const uploader = createEngine({ backend }, ports)
  const failed = vi.fn<() => void>()
  uploader.on('failed', failed)
  uploader.add([createFakeFile('a.txt'), createFakeFile('a.txt')])
  await clock.advance(10_000)
  expect(uploader.getSnapshot().uploads).toMatchObject([
    { status: 'failed', at: 'sending', error: { code: 'unknown', retry: { when: 'by-hand', from: 'call' } } },
    { status: 'done', outcome: 'uploaded' },
  ])
  expect(failed).toHaveBeenCalledOnce()
  expect(reported.mock.calls).toEqual([[fault]])
  uploader.retry('all')
  await clock.advance(10_000)
  expect(uploader.getSnapshot().totals.done).toBe(2)
  expect(clock.pending).toBe(0)
  reported.mockRestore()
})
