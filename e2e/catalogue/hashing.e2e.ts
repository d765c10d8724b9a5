import { createHash } from 'node:crypto'
import { makeBytes, makeText } from '../support/files.ts'
import { expect, test } from '../support/test.ts'
import { expectNothingRegistered, expectStoredOnce } from './expectations.ts'

// Hashing without a worker, without WASM, of files too large for memory, and of files that are cancelled.

const emptyDigests = {
  md5: '1B2M2Y8AsgTpgAmY7PhCfg==',
  'sha-256': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
}

for (const [title, pagePolicy] of [
  ['D5 hashes files when the content policy blocks workers', { 'worker-src': "'none'" }],
  ['D7 hashes files when the content policy blocks WASM', { 'script-src': "'self'" }],
  ['D7 hashes files when the content policy requires trusted types', { 'require-trusted-types-for': "'script'" }],
] as const) {
  test.describe('under a strict policy', () => {
    test.use({ serverOptions: { pagePolicy } })

    test(title, async ({ openScene, widget, traffic, witness }) => {
      const file = makeBytes('hashed.bin', 300_000)
      witness.expectRefusals()
      await openScene({ scene: 'fault' })
      await widget.choose(file)
      await expect(widget.row(file.name).root).toContainText('Uploaded')
      expect(traffic.tickets[0]?.announced.digest?.base64).toBe(digestOf('sha256', file.buffer))
      await expectStoredOnce(traffic, file)
    })
  })
}

test("D5 hashes files when the worker's file cannot be found", async ({
  openScene,
  page,
  widget,
  traffic,
  witness,
}) => {
  const file = makeBytes('hashed.bin', 300_000)
  witness.expectRefusals()
  await openScene({ scene: 'fault' })
  await page.context().route(/inspect\.worker/, (route) => route.fulfill({ status: 404, body: 'not here' }))
  await widget.choose(file)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.tickets[0]?.announced.digest?.base64).toBe(digestOf('sha256', file.buffer))
  await expectStoredOnce(traffic, file)
})

test('D8 hashes a large file in chunks, without blocking the page', async ({
  openScene,
  onDisk,
  page,
  widget,
  site,
  traffic,
}) => {
  const file = await onDisk('video.bin', 512 * 1024 ** 2)
  await openScene({ scene: 'fault', digest: 'md5' })
  site.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 413, code: 'too-large' } })
  await page.evaluate(() => {
    const gaps = { longestMs: 0, lastAt: performance.now() }
    Object.assign(window, { gaps })
    setInterval(() => {
      gaps.longestMs = Math.max(gaps.longestMs, performance.now() - gaps.lastAt)
      gaps.lastAt = performance.now()
    }, 10)
  })
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('The file is too large.', { timeout: 30_000 })
  const { longestMs, heapBytes } = await page.evaluate(() => ({
    longestMs: (Reflect.get(window, 'gaps') as { readonly longestMs: number }).longestMs,
    heapBytes: (Reflect.get(performance, 'memory') as { readonly usedJSHeapSize: number }).usedJSHeapSize,
  }))
  expect(longestMs).toBeLessThan(2000)
  expect(heapBytes).toBeLessThan(100_000_000)
  const samples = await page.evaluate(
    () => window.coatcheckProbe?.samples.map(({ inspectedBytes }) => inspectedBytes) ?? [],
  )
  expect(new Set(samples).size).toBeGreaterThan(5)
  expect(traffic.sends).toEqual([])
})

test('D8 rejects a file larger than the API can express, before any call', async ({
  openScene,
  onDisk,
  widget,
  traffic,
}) => {
  const file = await onDisk('video.bin', 2 ** 31)
  await openScene({ scene: 'fault', backend: 'foir' })
  await widget.choose(file.path)
  await expect(widget.rejection(file.name)).toContainText('The service cannot accept files of that size')
  expect(traffic.calls('tickets')).toEqual([])
})

const chunkBytes = 1024 * 1024

for (const algorithm of ['md5', 'sha-256'] as const) {
  test(`D9 computes the correct ${algorithm} for every size`, async ({ openScene, page, widget, traffic }) => {
    const sizes = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes]
    await openScene({ scene: 'fault', digest: algorithm })
    // The page creates the files itself, because passing so many bytes through the debugger takes longer than the test.
    const given = sizes.map((size) => [`${size}.bin`, Buffer.alloc(size, size % 251)] as const)
    await page.evaluate((list) => {
      const files = list.map((size) => new File([new Uint8Array(size).fill(size % 251)], `${size}.bin`))
      window.coatcheckProbe?.uploaders[0]?.add(files)
    }, sizes)
    await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(sizes.length)
    const announced = traffic.tickets.map(({ announced: { name, digest } }) => [name, digest?.base64] as const)
    const expected = given.map(([name, buffer]) => [name, digestOf(algorithm.replace('-', ''), buffer)] as const)
    expect(Object.fromEntries(announced)).toEqual(Object.fromEntries(expected))
    expect(Object.fromEntries(announced)['0.bin']).toBe(emptyDigests[algorithm])
  })
}

test('D10 stops hashing when a file is cancelled, and requests no ticket', async ({
  openScene,
  onDisk,
  widget,
  traffic,
}) => {
  const file = await onDisk('video.bin', 2 * 1024 ** 3)
  const next = makeText()
  await openScene({ scene: 'fault', digest: 'md5' })
  await widget.choose(file.path)
  const row = widget.row(file.name)
  await expect(row.root).toContainText('Reading the file')
  await row.button('Cancel').click()
  await expect(row.root).toContainText('Cancelled')
  expectNothingRegistered(traffic)
  expect(traffic.calls('tickets')).toEqual([])
  // The next file does not wait for the cancelled one.
  await widget.choose(next)
  await expect(widget.row(next.name).root).toContainText('Uploaded')
  expect(traffic.calls('tickets')).toHaveLength(1)
})

function digestOf(algorithm: string, content: Uint8Array): string {
  return createHash(algorithm).update(content).digest('base64')
}
