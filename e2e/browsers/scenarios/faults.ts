import { expect } from 'vitest'
import type { Matches } from '../../support/gate.ts'
import type { StorageFault } from '../../support/storageProxy.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

const puts: Matches = ({ method }) => method === 'PUT'
/** More times than anything is attempted. */
const always = 100

/** A network and a storage that do not do what they should. */
export function describeFaults(getHarness: () => Harness): void {
  it.each<[string, StorageFault]>([
    ['the connection is cut before a byte', { kind: 'reset', atByte: 0 }],
    ['the connection is cut in the middle', { kind: 'reset', atByte: 30_000 }],
    ['storage is busy', { kind: 'answer', status: 503, code: 'SlowDown' }],
    ['storage asks to wait', { kind: 'answer', status: 503, code: 'SlowDown', headers: { 'retry-after': '1' } }],
    ['storage fails', { kind: 'answer', status: 500, code: 'InternalError' }],
    ['no more bytes get through', { kind: 'stall', atByte: 20_000 }],
    ["storage's answer never arrives", { kind: 'hang' }],
    ["storage's answer is cut off", { kind: 'truncate' }],
    ['the connection is cut before the answer', { kind: 'reset-after' }],
    ['a bit is flipped on the way', { kind: 'flip', atByte: 15_000 }],
  ])('recovers when %s, and stores the file once', async (_, fault) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault', stall: '1500', answer: '2500' })
    harness.shared.proxy.failNext(puts, fault)
    // The larger a file, the longer its bytes may be on their way in buffers that the browser does not see.
    const file = await harness.choose('cut.bin', 60_000)
    await harness.expectUploaded(1)
    // The fault has struck.
    expect(traffic.sends.length).toBeGreaterThan(1)
    expect(traffic.records).toHaveLength(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })

  it('keeps sending over a slow connection', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    harness.shared.proxy.failNext(puts, { kind: 'slow', bytesPerSecond: 300_000 })
    await harness.choose('slow.bin', 1_000_000)
    await harness.expectUploaded(1)
    expect(traffic.sends).toHaveLength(1)
  })

  it('gives up when every attempt is cut off, says so, and uploads when it is retried', smoke, async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    harness.shared.proxy.failNext(puts, { kind: 'reset', atByte: 1000 }, always)
    const file = await harness.choose('cut.bin', 100_000)
    await harness.expectRows(/The connection was lost\. Check your connection, then retry\./)
    expect(traffic.records).toEqual([])
    harness.shared.proxy.clearFaults()
    await harness.click(/^Retry cut\.bin/)
    await harness.expectUploaded(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })

  it('waits while the browser is offline, and resumes by itself', smoke, async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    await harness.setOnline(false)
    await harness.choose('later.bin', 10_000)
    await harness.expectRows(/Offline, will resume automatically/)
    expect(traffic.calls('tickets')).toEqual([])
    await harness.setOnline(true)
    await harness.expectUploaded(1)
  })

  it('stops sending when the connection goes, and sends again when it is back', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    harness.shared.proxy.failNext(puts, { kind: 'slow', bytesPerSecond: 300_000 })
    const file = await harness.choose('train.bin', 3_000_000)
    await expect.poll(() => traffic.sends[0]?.receivedBytes ?? 0).toBeGreaterThan(50_000)
    await harness.setOnline(false)
    await harness.expectRows(/Offline, will resume automatically/)
    await harness.setOnline(true)
    await harness.expectUploaded(1)
    expect(traffic.records).toHaveLength(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })

  it.each(['drop', 'drop-after', 'hang'] as const)('asks the API again after %s', async (kind) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault', timeout: '5000' })
    harness.site.server.faults.add({ call: 'tickets', action: { kind } })
    await harness.choose('asked.bin', 5000)
    await harness.expectUploaded(1)
    expect(traffic.records).toHaveLength(1)
    expect(traffic.sends).toHaveLength(1)
  })
}
