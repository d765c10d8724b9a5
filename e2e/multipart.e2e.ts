import type { DiskFile } from './support/files.ts'
import type { Matches } from './support/gate.ts'
import { expect, test } from './support/test.ts'
import type { Traffic } from './support/traffic.ts'

const mebibyte = 1024 ** 2
const scene = { scene: 'fault' }
const part =
  (number: number): Matches =>
  (passing) =>
    passing.method === 'PUT' && passing.part === number

test.use({ serverOptions: { multipartAboveBytes: mebibyte, partSizeBytes: 5 * mebibyte } })

const sizeBytes = 12 * mebibyte
const bytesSent = ({ sends }: Traffic): number => sends.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0)

/** Resolves after this number of animation frames. */
function watchFrames(frames: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number): unknown => (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)))
    next(frames)
  })
}

async function expectWhole(traffic: Traffic, file: DiskFile): Promise<void> {
  expect(traffic.records).toHaveLength(1)
  expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(await file.sha256())
}

test('sends a large file in parts, several at once, and registers the completed file', async ({
  openScene,
  onDisk,
  widget,
  traffic,
  shared,
}) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene(scene)
  // A machine may send the first part before it has hashed the second one.
  const [first, second] = [shared.proxy.gate.hold(part(1)), shared.proxy.gate.hold(part(2))]
  await widget.choose(file.path)
  await Promise.all([first.arrived, second.arrived])
  for (const held of [first, second]) held.release()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(3)
  expect(shared.proxy.mostSendsAtOnce()).toBeGreaterThan(1)
  expect(traffic.calls('complete')).toHaveLength(1)
  expect(traffic.calls('parts')).toHaveLength(0)
  await expectWhole(traffic, file)
})

test('sends again only the part whose connection broke', async ({ openScene, onDisk, widget, traffic, shared }) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene(scene)
  // The browser repeats some requests by itself. The part gets through once the page has asked for it again.
  const isFirstTry: Matches = (passing) => part(2)(passing) && traffic.calls('parts').length === 0
  shared.proxy.failNext(isFirstTry, { kind: 'reset', atByte: mebibyte }, Infinity)
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(bytesSent(traffic)).toBeLessThan(2 * sizeBytes)
  expect(traffic.calls('parts').length).toBeGreaterThan(0)
  expect(traffic.calls('tickets')).toHaveLength(1)
  await expectWhole(traffic, file)
})

test('sends a damaged part again', async ({ openScene, onDisk, widget, traffic, shared }) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene(scene)
  shared.proxy.failNext(part(1), { kind: 'flip', atByte: 1000 })
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends.map(({ status }) => status).filter((status) => status === 400)).toHaveLength(1)
  await expectWhole(traffic, file)
})

test('keeps the uploaded parts during a pause, and then sends only the rest', async ({
  openScene,
  onDisk,
  widget,
  traffic,
  shared,
}) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene({ ...scene, concurrency: 1, stall: 20_000 })
  const held = shared.proxy.gate.hold(part(2), 1)
  await widget.choose(file.path)
  const row = widget.row(file.name)
  await held.arrived
  await row.button('Pause').click()
  await expect(row.root).toContainText('Paused')
  held.release()
  await row.button('Resume').click()
  await expect(row.root).toContainText('Uploaded')
  // The second part may have been stored by the request that the pause cancelled, and need not be sent again then.
  const stored = traffic.sends.filter(({ status }) => status === 200).map((sent) => sent.part)
  expect(stored.filter((part) => part !== 2)).toEqual([1, 3])
  expect(traffic.calls('parts')).toHaveLength(1)
  await expectWhole(traffic, file)
})

test('says at once that it is offline, hides the time left, and makes no request until it is back online', async ({
  page,
  context,
  openScene,
  onDisk,
  widget,
  traffic,
  shared,
}) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene({ ...scene, concurrency: 1, stall: 20_000 })
  const held = shared.proxy.gate.hold(part(2), 1)
  await widget.choose(file.path)
  const row = widget.row(file.name)
  await held.arrived
  await context.setOffline(true)
  await expect(row.root).toContainText('Offline, will resume automatically')
  held.release()
  await expect(page.getByText(/ left$/)).toHaveCount(0)
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.method()))
  await page.evaluate(watchFrames, 60)
  expect(requested).toEqual([])
  await context.setOffline(false)
  await expect(row.root).toContainText('Uploaded')
  expect(traffic.calls('tickets')).toHaveLength(1)
  await expectWhole(traffic, file)
})

test('aborts the upload in parts when the file is cancelled', async ({
  openScene,
  onDisk,
  widget,
  traffic,
  shared,
}) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene({ ...scene, concurrency: 1, stall: 20_000 })
  const held = shared.proxy.gate.hold(part(2), 1)
  await widget.choose(file.path)
  await held.arrived
  await widget.row(file.name).button('Cancel').click()
  await expect(widget.row(file.name).root).toContainText('Cancelled')
  held.release()
  await expect.poll(() => traffic.calls('abort').map(({ status }) => status)).toEqual([204])
  expect(traffic.records).toEqual([])
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

test('registers the file when the parts were completed but the answer was lost', async ({
  openScene,
  onDisk,
  widget,
  site,
  traffic,
}) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene(scene)
  site.server.faults.add({ call: 'complete', action: { kind: 'drop-after' } })
  await widget.choose(file.path)
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  expect(traffic.sends).toHaveLength(3)
  await expectWhole(traffic, file)
})

test('starts again when storage has dropped the parts', async ({ openScene, onDisk, widget, traffic, shared }) => {
  const file = await onDisk('video.bin', sizeBytes)
  await openScene({ ...scene, concurrency: 1, stall: 20_000 })
  const held = shared.proxy.gate.hold(part(2), 1)
  await widget.choose(file.path)
  await held.arrived
  await shared.objects.abortParts(traffic.tickets[0]?.key ?? '')
  held.release()
  await expect(widget.row(file.name).root).toContainText('Uploaded')
  await expectWhole(traffic, file)
})
