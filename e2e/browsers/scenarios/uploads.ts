import { expect } from 'vitest'
import type { Matches } from '../../support/gate.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

const megabyte = 2 ** 20

const puts: Matches = ({ method }) => method === 'PUT'

/** How bytes get to storage, and what the page says when they do not. */
export function describeUploads(getHarness: () => Harness): void {
  it('uploads a file byte for byte, and logs nothing', smoke, async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'widget' })
    // Firefox parses an empty answer as XML unless it has a length or forbids type sniffing.
    harness.shared.proxy.failNext(puts, { kind: 'strip', headers: ['content-length', 'x-content-type-options'] })
    const file = await harness.choose('harbour.bin', 3 * megabyte)

    await expect.poll(() => harness.rows()).toEqual([expect.stringMatching(/harbour\.bin.*Uploaded/s)])
    expect(traffic.records).toMatchObject([{ name: 'harbour.bin', size: 3 * megabyte }])
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
    expect(await harness.browser.complaints()).toEqual([])
  })

  it.each([
    ['at once', 0],
    ['after a moment', 300],
  ])('gets a new ticket once where storage refuses a large file unread, %s', async (_, afterMs) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    const isFirstTicket: Matches = ({ method, path }) => puts({ method, path }) && traffic.calls('tickets').length < 2
    harness.shared.proxy.failNext(
      isFirstTicket,
      { kind: 'refuse-unread', status: 403, code: 'AccessDenied', afterMs },
      Number.POSITIVE_INFINITY,
    )
    await harness.choose('video.bin', 30 * megabyte)

    await expect.poll(() => harness.rows()).toEqual([expect.stringMatching(/video\.bin.*Uploaded/s)])
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.records).toMatchObject([{ name: 'video.bin' }])
  })

  it('does not blame CORS when storage keeps refusing a large file before reading it', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    harness.shared.proxy.failNext(
      puts,
      { kind: 'refuse-unread', status: 403, code: 'AccessDenied', afterMs: 0 },
      Number.POSITIVE_INFINITY,
    )
    await harness.choose('video.bin', 30 * megabyte)

    await expect.poll(() => harness.errors()).toHaveLength(1)
    expect(await harness.errors()).toEqual([
      { code: expect.stringMatching(/^storage-(refused|unreachable)$/), message: expect.not.stringContaining('CORS') },
    ])
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.records).toEqual([])
  })
}
