import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUploader } from '../core.js'
import { createFakeBackend } from '../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../testing/fakes/fakePorts.js'
import { createFakeTransport } from '../testing/fakes/fakeTransport.js'
import { createRecovery, type RecoveryOptions, type RecoveryStore } from '../recovery.js'
import { createRecord } from '../../test/recovery/createRecord.js'
import { closePages, openPage } from '../../test/recovery/openPage.js'
import { readDatabase, readRecords } from '../../test/recovery/readDatabase.js'
import { patiently } from '../../test/kit/patiently.js'

let databaseName = ''
let count = 0

beforeEach(() => {
  count += 1
  databaseName = `recovery-test-${count}`
})

afterEach(async () => {
  closePages()
  await deleteDB(databaseName)
})

const textFile = (id: string, text = 'hello'): File => new File([text], `${id}.txt`, { type: 'text/plain' })

function failOnWarning(reason: string): void {
  throw new Error(`The recovery turned itself off: ${reason}`)
}

function create(options: RecoveryOptions = {}, make: typeof createRecovery = createRecovery): RecoveryStore {
  return make({ databaseName, onUnavailable: failOnWarning, ...options })
}

/** Runs work in a page that is closed afterwards. */
async function inPageThatEnds(
  work: (recovery: RecoveryStore) => Promise<void>,
  options?: RecoveryOptions,
): Promise<void> {
  const page = await openPage()
  await work(create(options, page.createRecovery))
  await filesAreWritten()
  page.close()
}

/** Waits for files, which are stored apart from the records and later. */
async function filesAreWritten(): Promise<void> {
  let before = -1
  for (let at = 0; at < 20 && before !== (before = (await readDatabase(databaseName)).files.length); at += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const idsOf = (claimed: Awaited<ReturnType<RecoveryStore['claim']>>): readonly string[] =>
  claimed.map(({ record }) => record.id).toSorted()

/** Writes directly to the database, as an earlier version or any script on the origin may. */
async function writeRaw(entries: readonly { readonly record: { readonly id: string } }[]): Promise<void> {
  const database = await openDB(databaseName)
  for (const entry of entries) {
    await database.put('records', entry)
    await database.put('files', textFile(entry.record.id), [entry.record.id, 5])
  }
  database.close()
}

describe('what a page leaves behind', () => {
  it('is deleted with its file if it is not a valid record', async () => {
    await inPageThatEnds((recovery) => recovery.save(createRecord('good'), textFile('good')))
    const { size: _, ...sizeless } = createRecord('no-size')
    const signed = { owner: 'gone', savedAt: Date.now() }
    await writeRaw([
      { record: { id: 'bare', scope: 'ann' } as object as { id: string }, ...signed },
      { record: sizeless, ...signed },
      { record: { ...createRecord('text'), size: '10' } as object as { id: string }, ...signed },
      { record: createRecord('nameless', { stage: 'confirming' }), ...signed },
      { record: createRecord('unsigned') },
    ])
    expect(idsOf(await create().claim('ann', 'fake'))).toEqual(['good'])
    const { records, files } = await readDatabase(databaseName)
    expect(records.map(({ record }) => record.id)).toEqual(['good'])
    expect(files.map(({ name }) => name)).toEqual(['good.txt'])
  })

  it('comes back without a stored value that is not a file', async () => {
    await inPageThatEnds((recovery) => recovery.save(createRecord('a')))
    const database = await openDB(databaseName)
    await database.put('files', 'hello', ['a', 5])
    database.close()
    expect(await create().claim('ann', 'fake')).toEqual([{ record: createRecord('a'), file: null }])
  })

  it('can be claimed again by a page that gave it back, unlike uploads that the page works on', async () => {
    await inPageThatEnds(async (recovery) => {
      await recovery.save(createRecord('a'), textFile('a'))
      await recovery.save(createRecord('b'), textFile('b'))
    })
    const recovery = create()
    expect(idsOf(await recovery.claim('ann'))).toEqual(['a', 'b'])
    expect(await recovery.claim('ann')).toEqual([])
    recovery.release?.(['a', 'unknown'])
    expect(idsOf(await recovery.claim('ann'))).toEqual(['a'])
    expect(await recovery.claim('ann')).toEqual([])
  })

  it('comes back in the next page, with its file', async () => {
    await inPageThatEnds(async (recovery) => {
      await recovery.save(createRecord('a', { metadata: { album: 7 } }), textFile('a'))
      await recovery.save(createRecord('a', { metadata: { album: 7 }, stage: 'sending', reference: { key: 'k' } }))
    })
    const [upload] = await create().claim('ann', 'fake')
    expect(upload?.record).toEqual(
      createRecord('a', { metadata: { album: 7 }, stage: 'sending', reference: { key: 'k' } }),
    )
    expect(upload?.file).toMatchObject({ name: 'a.txt', type: 'text/plain', size: 5 })
    expect(await upload?.file?.text()).toBe('hello')
  })

  it('is written before `save` resolves', async () => {
    const recovery = create()
    await recovery.save(createRecord('a'))
    expect((await readDatabase(databaseName)).records.map(({ record }) => record)).toEqual([createRecord('a')])
  })

  it('does not include forgotten uploads', async () => {
    await inPageThatEnds(async (recovery) => {
      await recovery.save(createRecord('a'), textFile('a'))
      await recovery.save(createRecord('b'), textFile('b'))
      await recovery.forget('a')
      // Both calls are made in one task, so the record is never written.
      await Promise.all([recovery.save(createRecord('c'), textFile('c')), recovery.forget('c')])
    })
    expect(idsOf(await create().claim('ann', 'fake'))).toEqual(['b'])
    const { files } = await readDatabase(databaseName)
    expect(files.map(({ name }) => name)).toEqual(['b.txt'])
  })

  it('does not include uploads of another scope', async () => {
    await inPageThatEnds(async (recovery) => {
      await recovery.save(createRecord('a'))
      await recovery.save(createRecord('b', { scope: 'bob' }))
    })
    const recovery = create()
    expect(idsOf(await recovery.claim('carol', 'fake'))).toEqual([])
    expect(idsOf(await recovery.claim('bob', 'fake'))).toEqual(['b'])
  })

  it('is claimed only for the backend that it belongs to, if one is named', async () => {
    await inPageThatEnds(async (recovery) => {
      await recovery.save(createRecord('a'))
      await recovery.save(createRecord('b', { backend: 'other' }))
    })
    const recovery = create()
    expect(idsOf(await recovery.claim('ann', 'other'))).toEqual(['b'])
    expect(idsOf(await recovery.claim('ann', 'fake'))).toEqual(['a'])
  })

  it('does not include the bytes of files that are too large, each or in total', async () => {
    const limits = { keepFilesUpToBytes: 10, keepAllUpToBytes: 12 }
    await inPageThatEnds(async (recovery) => {
      await Promise.all([
        recovery.save(createRecord('a'), textFile('a', 'x'.repeat(11))),
        recovery.save(createRecord('b'), textFile('b', 'x'.repeat(7))),
        recovery.save(createRecord('c'), textFile('c', 'x'.repeat(6))),
        recovery.save(createRecord('d'), textFile('d', 'x'.repeat(5))),
      ])
    }, limits)
    const claimed = await create().claim('ann', 'fake')
    const sizes = claimed.map(({ record, file }) => [record.id, file?.size ?? null])
    expect(Object.fromEntries(sizes)).toEqual({ a: null, b: 7, c: null, d: 5 })
  })

  it('includes the handle of a file whose bytes are not kept, until the upload is forgotten', async () => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('kept-by-handle.txt', { create: true })
    const limits = { keepFilesUpToBytes: 10, keepAllUpToBytes: 12 }
    await inPageThatEnds(async (recovery) => {
      await recovery.save(createRecord('small'), textFile('small'), handle)
      await recovery.save(createRecord('large'), textFile('large', 'x'.repeat(11)), handle)
      await recovery.save(createRecord('surplus'), textFile('surplus', 'x'.repeat(9)), handle)
    }, limits)
    const recovery = create()
    const claimed = new Map((await recovery.claim('ann', 'fake')).map((one) => [one.record.id, one]))
    expect(claimed.get('small')).toMatchObject({ file: expect.any(File) })
    expect(claimed.get('small')).not.toHaveProperty('handle')
    for (const id of ['large', 'surplus']) {
      expect(claimed.get(id)?.file).toBeNull()
      expect(await claimed.get(id)?.handle?.isSameEntry(handle)).toBe(true)
      await recovery.forget(id)
    }
    await vi.waitFor(async () => expect((await readDatabase(databaseName)).files).toHaveLength(1), patiently)
    await folder.removeEntry(handle.name)
  })

  it('continues by itself with a file that a handle still finds', async () => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('found-again.txt', { create: true })
    const writable = await handle.createWritable()
    await writable.write('hello')
    await writable.close()
    const file = await handle.getFile()
    const page = await openPage()
    const slow = createFakePorts({ transport: createFakeTransport({ bytesPerSecond: 1 }) })
    const first = createUploader({
      backend: createFakeBackend({ scope: 'ann' }),
      recovery: create({ keepFilesUpToBytes: 0 }, page.createRecovery),
      ports: slow,
    })
    first.add([file], { handles: new WeakMap([[file, handle]]) })
    await vi.waitFor(() => expect(first.getSnapshot().uploads[0]?.status).toBe('sending'), patiently)
    await filesAreWritten()
    page.close()

    const transport = createFakeTransport()
    const next = createUploader({
      backend: createFakeBackend({ scope: 'ann', storage: () => transport.objects }),
      recovery: create({ keepFilesUpToBytes: 0 }),
      ports: createFakePorts({ transport }),
    })
    expect(await next.recover()).toHaveLength(1)
    await vi.waitFor(() => expect(next.getSnapshot().uploads[0]?.status).toBe('done'), patiently)
    first.destroy()
    next.destroy()
    await folder.removeEntry(handle.name)
  })

  it('expires', async () => {
    await inPageThatEnds((recovery) => recovery.save(createRecord('a'), textFile('a')))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await create({ expiresAfterMs: 10 }).claim('ann', 'fake')).toEqual([])
    const { records, files } = await readDatabase(databaseName)
    expect([records, files]).toEqual([[], []])
  })

  it.each(['put', 'post'] as const)('holds neither link, field nor token of a ticket to %s', async (ticketKind) => {
    const backend = createFakeBackend({ scope: 'ann', ticketKind, secret: 'SENTINEL' })
    const nameless = createFakeBackend({ ticketKind, secret: 'SENTINEL' })
    const ports = createFakePorts({ transport: createFakeTransport({ bytesPerSecond: 1 }) })
    const recovery = create()
    await recovery.claim('ann', 'fake')
    const [uploader, other] = [backend, nameless].map((one) => createUploader({ backend: one, recovery, ports }))
    uploader?.add([textFile('a')])
    other?.add([textFile('b', 'nobody knows whose')])
    await vi.waitFor(
      async () => expect((await readDatabase(databaseName)).text).toContain('"stage":"sending"'),
      patiently,
    )
    await filesAreWritten()
    const { text, records } = await readDatabase(databaseName)
    expect(records).toHaveLength(1)
    expect(text).toContain('hello')
    expect(text).not.toMatch(/SENTINEL|https?:|nobody knows/)
    uploader?.destroy()
    other?.destroy()
  })
})

describe('ten thousand files', () => {
  it('are kept without blocking the page', async () => {
    const recovery = create()
    const ids = Array.from({ length: 10_000 }, (_, at) => `file-${at}`)
    const files = ids.map((id) => textFile(id))
    const records = ids.map((id) => createRecord(id))
    const turns = countTurns()
    await Promise.all(records.map((record, at) => recovery.save(record, files[at])))
    // As often as files are written in batches, whatever the machine's speed.
    expect(turns.stop()).toBeGreaterThan(100)
    expect(await readRecords(databaseName)).toHaveLength(10_000)
    await Promise.all(ids.map((id) => recovery.forget(id)))
    expect(await readRecords(databaseName)).toEqual([])
  })
})

/** Counts how often something else on the page has its turn. */
function countTurns(): { stop(): number } {
  let turns = 0
  const timer = setInterval(() => (turns += 1))
  return {
    stop() {
      clearInterval(timer)
      return turns
    },
  }
}

const countLocks = async (): Promise<number> =>
  ((await navigator.locks.query()).held ?? []).filter(({ name }) => name?.includes(`/${databaseName}/`)).length

describe('two pages', () => {
  it('do not continue the same upload', async () => {
    const first = await openPage()
    await create({}, first.createRecovery).save(createRecord('a'), textFile('a'))
    const second = create()
    expect(await second.claim('ann', 'fake')).toEqual([])
    first.close()
    await vi.waitFor(async () => expect(idsOf(await second.claim('ann', 'fake'))).toEqual(['a']), patiently)
  })

  it('that claim at the same time get each upload once', async () => {
    await inPageThatEnds(async (recovery) => {
      await Promise.all(['a', 'b', 'c'].map((id) => recovery.save(createRecord(id))))
    })
    const pages = [create(), create({}, (await openPage()).createRecovery)]
    const claimed = await Promise.all(pages.map((recovery) => recovery.claim('ann', 'fake')))
    expect(claimed.map(idsOf).toSorted((a, b) => a.length - b.length)).toEqual([[], ['a', 'b', 'c']])
  })

  it('do not get an upload again that one of them has claimed', async () => {
    await inPageThatEnds((recovery) => recovery.save(createRecord('a')))
    const recovery = create()
    expect(idsOf(await recovery.claim('ann', 'fake'))).toEqual(['a'])
    expect(await recovery.claim('ann', 'fake')).toEqual([])
  })

  it('wait for a page that is closing', async () => {
    const first = await openPage()
    await create({}, first.createRecovery).save(createRecord('a'))
    setTimeout(() => first.close(), 100)
    expect(idsOf(await create().claim('ann', 'fake'))).toEqual(['a'])
  })

  it('hold a lock only while they have unfinished uploads', async () => {
    const recovery = create()
    await recovery.claim('ann', 'fake')
    expect(await countLocks()).toBe(0)
    await recovery.save(createRecord('a'), textFile('a'))
    expect(await countLocks()).toBe(1)
    await recovery.forget('a')
    await vi.waitFor(async () => expect(await countLocks()).toBe(0), patiently)
    await recovery.save(createRecord('b'))
    expect(await countLocks()).toBe(1)
    await recovery.forget('b')
  })
})

describe('clear', () => {
  it('deletes one scope, including uploads that are still being sent', async () => {
    const recovery = create()
    await recovery.save(createRecord('a'), textFile('a'))
    await recovery.save(createRecord('b', { scope: 'bob' }))
    await recovery.clear('ann')
    await recovery.save(createRecord('a', { stage: 'sending' }))
    expect((await readDatabase(databaseName)).records.map(({ record }) => record.id)).toEqual(['b'])
    await recovery.forget('a')
    await recovery.save(createRecord('c'))
    expect((await readDatabase(databaseName)).records.map(({ record }) => record.id)).toEqual(['b', 'c'])
    await recovery.clear()
    expect((await readDatabase(databaseName)).records).toEqual([])
  })

  it('applies to other pages, too', async () => {
    const page = await openPage()
    const other = create({}, page.createRecovery)
    await other.save(createRecord('a'), textFile('a'))
    await create().clear('ann')
    await other.save(createRecord('a', { stage: 'sending' }))
    await other.save(createRecord('a', { stage: 'confirming' }))
    const { records } = await readDatabase(databaseName)
    expect(records).toEqual([])
  })
})
