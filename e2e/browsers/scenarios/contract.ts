import { expect } from 'vitest'
import { makeJpeg, makeText, sha256 } from '../../support/files.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

/** The answers of an API that every uploader meets. */
export function describeContract(getHarness: () => Harness): void {
  it.each(['glue', 'glue-form', 'inspect'])(
    'sends bytes that are stored already only once, with %s',
    async (backend) => {
      const harness = getHarness()
      const traffic = await harness.open({ scene: 'fault', backend })
      const file = await makeJpeg()
      await harness.chooseFiles(file)
      await harness.expectRows(/Uploaded/)
      const sends = traffic.sends.length
      await harness.reload()
      await harness.chooseFiles(file)
      await harness.expectRows(/Already stored/)
      expect(traffic.sends).toHaveLength(sends)
      expect(traffic.records).toHaveLength(1)
    },
  )

  it.each(['rest', 'ion', 'glue', 'glue-form', 'visibuild', 'inspect', 'foir', 'active-storage'])(
    'uploads with %s',
    async (backend) => {
      const harness = getHarness()
      const traffic = await harness.open({ scene: 'fault', backend })
      await harness.chooseFiles(await makeJpeg())
      await harness.expectUploaded(1)
      expect(traffic.sends).toMatchObject([{ status: expect.toSatisfy((status: number) => status < 300) }])
      expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(true)
    },
  )

  it('sends a large file in parts', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' }, { multipartAboveBytes: 6_000_000, partSizeBytes: 5_242_880 })
    const file = await harness.choose('film.bin', 12_000_000)
    await harness.expectUploaded(1)
    expect(new Set(traffic.sends.map(({ part }) => part))).toEqual(new Set([1, 2, 3]))
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
  })

  it('asks for another ticket when the first is about to expire', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    const action = { kind: 'rewrite', fields: { expiresInSeconds: 1 } } as const
    harness.site.server.faults.add({ call: 'tickets', action })
    await harness.chooseFiles(makeText())
    await harness.expectUploaded(1)
    expect(traffic.calls('tickets')).toHaveLength(2)
    expect(traffic.sends.map(({ status }) => status)).toEqual([200])
  })

  it('sends nothing when every ticket has expired, and says so', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    const action = { kind: 'rewrite', fields: { expiresInSeconds: 0 } } as const
    harness.site.server.faults.add({ call: 'tickets', times: 10, action })
    await harness.chooseFiles(makeText())
    await harness.expectRows(/This upload has expired\. Try again\./)
    expect(traffic.sends).toEqual([])
    harness.site.server.faults.clear()
    await harness.click(/^Retry notes\.txt/)
    await harness.expectUploaded(1)
  })

  it.each([
    ['rest', ['tickets', 'confirm', 'confirm']],
    ['glue', ['tickets', 'confirm', 'tickets']],
  ])('creates one record when the answer to the confirm is lost, with %s', smoke, async (backend, expected) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault', backend, timeout: '4000' })
    harness.site.server.faults.add({ call: 'confirm', action: { kind: 'hang-after' } })
    await harness.chooseFiles(makeText())
    await harness.expectUploaded(1)
    const calls = harness.site.server.log.calls.map(({ call }) => call)
    expect(calls.filter((call) => call === 'tickets' || call === 'confirm')).toEqual(expected)
    expect(traffic.sends).toHaveLength(1)
    expect(traffic.records).toHaveLength(1)
  })

  it('confirms again after server errors, without sending again', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    harness.site.server.faults.add({ call: 'confirm', times: 4, action: { kind: 'answer', status: 500 } })
    const file = makeText()
    await harness.chooseFiles(file)
    await harness.expectRows(/The file was sent but not registered\. The server is having problems\./)
    await harness.click(/^Retry notes\.txt/)
    await harness.expectUploaded(1)
    expect(traffic.sends).toHaveLength(1)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(file.buffer))
  })

  it.each([
    [413, 'too-large', 'The file is too large. Choose a smaller one.'],
    [403, 'forbidden', 'You do not have permission to upload here.'],
    [401, 'unauthorized', 'You are signed out. Sign in again, then retry.'],
  ])('shows what an answer of %s means, and sends nothing', async (status, code, words) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    harness.site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status, code } })
    await harness.chooseFiles(makeText())
    await harness.expectRows(new RegExp(words.replaceAll('.', String.raw`\.`)))
    expect(traffic.sends).toEqual([])
    expect(traffic.records).toEqual([])
  })
}
