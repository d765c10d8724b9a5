import { appendFile, copyFile, mkdir, open, rename, truncate, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { dragFiles } from '../support/dropFiles.ts'
import type { Matches } from '../support/gate.ts'
import { expect, test } from '../support/test.ts'
import { expectNothingRegistered, puts } from './expectations.ts'

// Changes to a file between the moment it is chosen and the moment it is sent.

const ticketCalls: Matches = ({ path }) => path === '/api/rest/tickets'

interface Change {
  readonly what: string
  readonly make: (path: string) => Promise<void>
  /** Whether the file keeps its modification time: programs can set it, and Chromium ignores fractions of a second. */
  readonly keepsTime?: boolean
}

const edits: readonly Change[] = [
  { what: 'grows', make: (path) => appendFile(path, 'one more line') },
  { what: 'shrinks', make: (path) => truncate(path, 1000) },
  { what: 'is edited in place', make: overwrite },
  { what: 'is replaced by another', make: replace },
]
const changes: readonly Change[] = [
  ...edits,
  { what: 'is touched', make: () => Promise.resolve() },
  ...edits.map(({ what, make }) => ({ what: `${what} and keeps its time`, make, keepsTime: true })),
]

for (const { what, make, keepsTime = false } of changes) {
  test(`F1 asks the user to choose the file again when it ${what} before it is sent`, async ({
    openScene,
    onDisk,
    widget,
    site,
    traffic,
  }) => {
    const file = await onDisk('changed.bin', 50_000)
    const time = new Date('2026-03-01T12:00:00Z')
    await utimes(file.path, time, time)
    await openScene({ scene: 'fault' })
    const held = site.gate.hold(ticketCalls, 1)
    await widget.choose(file.path)
    await held.arrived
    await make(file.path)
    const after = keepsTime ? time : new Date(time.getTime() + 5000)
    await utimes(file.path, after, after)
    held.release()
    const row = widget.row(file.name)
    await expect(row.root).toContainText('The file was changed after it was chosen. Choose it again.')
    await expect(row.button('Retry')).toHaveCount(0)
    // If the time does not reveal the change, the browser sends the bytes once, and storage refuses them.
    const answers = traffic.sends.map(({ status }) => status).filter((status) => status !== null)
    expect(answers).toHaveLength(keepsTime ? 1 : 0)
    expect(answers.every((status) => status >= 400)).toBe(true)
    expectNothingRegistered(traffic)
    expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
  })
}

test('F2 says that the file was moved or deleted', async ({ openScene, onDisk, widget, site, traffic }) => {
  const file = await onDisk('gone.bin', 50_000)
  await openScene({ scene: 'fault' })
  const held = site.gate.hold(ticketCalls, 1)
  await widget.choose(file.path)
  await held.arrived
  await file.remove()
  held.release()
  await expect(widget.row(file.name).root).toContainText('The file was moved or deleted after it was chosen.')
  await expect(widget.row(file.name).button('Retry')).toHaveCount(0)
  expectNothingRegistered(traffic)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

test('F3 stores nothing when a file shrinks while it is sent', async ({
  openScene,
  onDisk,
  widget,
  shared,
  traffic,
}) => {
  const file = await onDisk('cut.bin', 16_000_000)
  await openScene({ scene: 'fault', digest: 'none', stall: 10_000 })
  const held = shared.proxy.gate.hold(puts, 1)
  await widget.choose(file.path)
  await held.arrived
  await truncate(file.path, 1_000_000)
  held.release()
  await expect(widget.row(file.name).root).toContainText('The file was changed after it was chosen.')
  expectNothingRegistered(traffic)
  expect(await traffic.isStored(traffic.tickets[0]?.key)).toBe(false)
})

for (const digest of ['none', 'sha-256'] as const) {
  test(`F4 notices when a file is edited in place while it is sent, digest ${digest}`, async ({
    openScene,
    onDisk,
    widget,
    shared,
    traffic,
  }) => {
    const file = await onDisk('edited.bin', 3_000_000)
    await openScene({ scene: 'fault', digest })
    const held = shared.proxy.gate.hold(puts, 1)
    await widget.choose(file.path)
    await held.arrived
    await overwrite(file.path)
    held.release()
    await expect(widget.row(file.name).root).toContainText('The file was changed after it was chosen.')
    await expect(widget.row(file.name).button('Retry')).toHaveCount(0)
    expectNothingRegistered(traffic)
  })
}

test('F6 accepts the files in a dropped folder, but not the folder itself', async ({
  openScene,
  onDisk,
  page,
  widget,
  traffic,
}) => {
  const file = await onDisk('inside.bin', 5000)
  await mkdir(join(dirname(file.path), 'empty'))
  await openScene({ scene: 'fault' })
  const drag = await dragFiles(page, widget.zone, [dirname(file.path)])
  await drag.enter()
  await drag.drop()
  await expect(widget.row('inside.bin').root).toContainText('Uploaded')
  expect(traffic.records.map(({ name }) => name)).toEqual(['inside.bin'])
  expect(traffic.sends).toHaveLength(1)
})

test('F7 fails a file that the system refuses to read', async ({ openScene, widget, traffic }) => {
  await openScene({ scene: 'fault' })
  // The file has a size but cannot be read. Browsers report that in the same way as a changed file.
  await widget.choose('/sys/class/net/lo/speed')
  await expect(widget.row('speed').root).toContainText(/The file (cannot be read|was changed after it was chosen)\./)
  expect(traffic.calls('tickets')).toEqual([])
  expect(traffic.storageRequests).toEqual([])
})

test('F10 gives each file its own row, even if two have the same name or one is chosen twice', async ({
  openScene,
  onDisk,
  page,
  widget,
  traffic,
}) => {
  const [one, other] = [await onDisk('same.bin', 5000), await onDisk('same.bin', 5000)]
  await openScene({ scene: 'fault', shares: 'no' })
  await widget.choose(one.path, other.path)
  await widget.choose(one.path)
  await expect(widget.rows('same.bin')).toHaveCount(3)
  await expect(widget.list.getByText(/^(Uploaded|Already stored)$/)).toHaveCount(3)
  const ids = await widget.rows('same.bin').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))
  expect(new Set(ids).size).toBe(3)
  const kept = await page.evaluate(() => {
    const uploader = window.coatcheckProbe?.uploaders[0]
    const file = new File(['once'], 'object.txt')
    return new Set(uploader?.add([file, file]).accepted).size
  })
  expect(kept).toBe(2)
  await expect(widget.rows('object.txt')).toHaveCount(2)
  await expect(widget.list.getByText(/^(Uploaded|Already stored)$/)).toHaveCount(5)
  const hashes = await Promise.all(traffic.records.map(({ objectKey }) => traffic.sha256(objectKey)))
  expect(hashes).toEqual(expect.arrayContaining([await one.sha256(), await other.sha256()]))
})

/** Changes bytes but not the size. */
async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(Buffer.from('other words in the place of those before'), 0, 40, 2000)
  await file.close()
}

/** Replaces the file as many editors do when they save: a new file takes the name. */
async function replace(path: string): Promise<void> {
  await copyFile(path, `${path}.new`)
  await overwrite(`${path}.new`)
  await rename(`${path}.new`, path)
}
