import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dragFiles } from '../support/dropFiles.ts'
import { expect, test } from '../support/test.ts'
import { puts } from './expectations.ts'

// Unusual names, types and numbers of files.

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coatcheck-names-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('F8 passes every name on unchanged, and shows it as text', async ({ openScene, page, widget, traffic }) => {
  const names = [
    '..\\..\\x.txt',
    'a\\b.png',
    '\u202Egnp.exe',
    `${'n'.repeat(251)}.txt`,
    '.hidden',
    'bell\u0007.txt',
    '📷🏔️.jpg',
    'Ame\u0301lie.txt',
    '<img src=x onerror=alert(1)>.txt',
    'a&amp;b "quoted" %2F?#.txt',
  ]
  page.on('dialog', (dialog) => expect(dialog.message()).toBe('there must be none'))
  await openScene({ scene: 'fault' })
  // A file chooser gives only names, never paths, but a script can create a file with any name.
  await page.evaluate(
    (given) => {
      window.coatcheckProbe?.uploaders[0]?.add(given.map((name) => new File([`content of ${name}`], name)))
    },
    ['../../x', ...names],
  )
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(names.length + 1)
  expect(traffic.records.map(({ name }) => name).toSorted()).toEqual(['../../x', ...names].toSorted())
  // The server names the keys: after the owner, the time and 128 random bits.
  expect(traffic.sends.every(({ path }) => /^\/[\w-]+\/[\w-]+\/[\da-f]{44}$/.test(path))).toBe(true)
  const shown = await widget.list.locator('bdi').allTextContents()
  // A character that would reverse the rest of the name is replaced.
  expect(shown).toContain('\uFFFDgnp.exe')
  expect(shown.join('')).not.toContain('\u202E')
})

test('F9 gives a file without a type the same fallback type in the ticket, the request and the record', async ({
  openScene,
  widget,
  traffic,
}) => {
  const names = ['noending', 'odd.xyz', 'spaced.jpg ']
  for (const name of names) await writeFile(join(folder, name), `content of ${name}`)
  await openScene({ scene: 'fault' })
  await widget.choose(...names.map((name) => join(folder, name)))
  await expect(widget.list.getByText('Uploaded', { exact: true })).toHaveCount(3)
  const fallback = 'application/octet-stream'
  expect(traffic.tickets.map(({ announced }) => announced.type)).toEqual([fallback, fallback, fallback])
  expect(traffic.sends.map(({ headers }) => headers['content-type'])).toEqual([fallback, fallback, fallback])
  expect(traffic.records.map(({ type }) => type)).toEqual([fallback, fallback, fallback])
})

test('F11 rejects dropped files that the chooser would not offer, and accepts the rest', async ({
  openScene,
  page,
  widget,
  traffic,
}) => {
  await writeFile(join(folder, 'notes.pdf'), 'not wanted here')
  await writeFile(join(folder, 'large.txt'), 'x'.repeat(2000))
  await writeFile(join(folder, 'one.txt'), 'one')
  await writeFile(join(folder, 'two.txt'), 'two')
  await openScene({ scene: 'fault', accept: 'text/plain', maxSizeBytes: 1000, maxFiles: 1 })
  const paths = ['notes.pdf', 'large.txt', 'one.txt', 'two.txt'].map((name) => join(folder, name))
  const drag = await dragFiles(page, widget.zone, paths)
  await drag.enter()
  await drag.drop()
  await expect(widget.row('one.txt').root).toContainText('Uploaded')
  await expect(widget.rejection('notes.pdf')).toContainText('This file type is not accepted.')
  await expect(widget.rejection('large.txt')).toContainText('Larger than the limit of 1 kB.')
  await expect(widget.rejection('two.txt')).toContainText('Too many files. The limit is 1.')
  expect(traffic.records.map(({ name }) => name)).toEqual(['one.txt'])
  expect(traffic.sends).toHaveLength(1)
})

test('F12 accepts a thousand dropped files, and sends a few at a time', async ({
  openScene,
  page,
  widget,
  shared,
  traffic,
}) => {
  const names = Array.from({ length: 1000 }, (_, index) => `file-${String(index).padStart(4, '0')}.txt`)
  await Promise.all(names.map((name) => writeFile(join(folder, name), `content of ${name}`)))
  await openScene({ scene: 'fault', stall: 30_000, answer: 30_000 })
  const held = shared.proxy.gate.hold(puts)
  const drag = await dragFiles(
    page,
    widget.zone,
    names.map((name) => join(folder, name)),
  )
  await drag.enter()
  await drag.drop()
  await held.arrived
  await expect(widget.list.getByText('file-0000.txt', { exact: true })).toBeVisible()
  const count = await page.evaluate(() => window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads.length)
  expect(count).toBe(1000)
  expect(page.workers().length).toBeLessThanOrEqual(4)
  await expect.poll(() => traffic.sends.length).toBe(3)
  expect(traffic.tickets.length).toBeLessThanOrEqual(100)
  await page.evaluate(() => window.coatcheckProbe?.uploaders[0]?.cancel('all'))
  held.release()
  await expect(widget.list.getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await expect.poll(() => traffic.calls('abandon').length).toBeGreaterThan(0)
})
