import { deleteDB, openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRecovery, type UnavailableReason } from '../recovery.js'
import { createRecord } from '../../test/recovery/createRecord.js'
import { patiently } from '../../test/kit/patiently.js'
import { untilWarned } from '../../test/kit/untilWarned.js'

const databaseName = 'recovery-unavailable'

afterEach(async () => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  vi.restoreAllMocks()
  await deleteDB(databaseName)
})

/** Calls every method. */
async function use(): Promise<readonly UnavailableReason[]> {
  const reasons: UnavailableReason[] = []
  const recovery = createRecovery({ databaseName, onUnavailable: (reason) => reasons.push(reason) })
  await recovery.save(createRecord('a'), new File(['hello'], 'a.txt'))
  await recovery.save(createRecord('a', { stage: 'sending' }))
  expect(await recovery.claim('ann', 'fake')).toEqual([])
  await recovery.forget('a')
  await recovery.clear()
  return reasons
}

/** A copy of `indexedDB` with a different `open`. */
function stubOpen(open: () => IDBOpenDBRequest): void {
  vi.stubGlobal('indexedDB', { open, deleteDatabase: () => indexedDB.deleteDatabase(databaseName) })
}

describe('a browser in which nothing can be stored', () => {
  it('because it has no IndexedDB causes one warning and nothing else', async () => {
    vi.stubGlobal('indexedDB', undefined)
    expect(await use()).toEqual(['no-database'])
  })

  it('because it denies access to the database', async () => {
    stubOpen(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    expect(await use()).toEqual(['no-database'])
  })

  it('because it has no Web Locks', async () => {
    vi.stubGlobal('navigator', { userAgent: navigator.userAgent })
    expect(await use()).toEqual(['no-locks'])
  })

  it('because the database belongs to a later version', async () => {
    const later = await openDB(databaseName, 7)
    later.close()
    expect(await use()).toEqual(['newer-version'])
  })

  it('because its database is damaged', async () => {
    const strange = await openDB(databaseName, 1, { upgrade: (database) => void database.createObjectStore('other') })
    strange.close()
    expect(await use()).toEqual(['failed'])
  })

  it('because it never answers', async () => {
    // A database that is to be deleted cannot be opened before its last connection is closed.
    const holder = await openDB(databaseName)
    const deleted = deleteDB(databaseName)
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const used = use()
    const tick = (): void => {
      vi.advanceTimersByTime(1000)
      timer = setTimeout(tick)
    }
    let timer = setTimeout(tick)
    expect(await used).toEqual(['timed-out'])
    clearTimeout(timer)
    holder.close()
    await deleted
  })

  it('is reported on the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    vi.stubGlobal('indexedDB', undefined)
    const recovery = createRecovery()
    await recovery.save(createRecord('a'))
    await recovery.claim('ann', 'fake')
    expect(warn.mock.calls).toEqual([
      ['coatcheck: uploads will not survive a reload, because the browser does not allow this page a database.'],
    ])
  })
})

describe('a store that is full', () => {
  it('keeps the records of files that do not fit', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put(this: IDBObjectStore, value) {
      if (value instanceof File && value.size > 3) throw new DOMException('full', 'QuotaExceededError')
      return originalPut.call(this, value, ...(value instanceof File ? [[value.name.slice(0, 1), value.size]] : []))
    })
    const reasons: UnavailableReason[] = []
    const recovery = createRecovery({ databaseName, onUnavailable: (reason) => reasons.push(reason) })
    await Promise.all([
      recovery.save(createRecord('a'), new File(['hello'], 'a.txt')),
      recovery.save(createRecord('b'), new File(['hey'], 'b.txt')),
    ])
    const database = await openDB(databaseName)
    await vi.waitFor(async () => expect(await database.getAllKeys('files')).toEqual([['b', 3]]), patiently)
    expect(await database.getAllKeys('records')).toEqual(['a', 'b'])
    database.close()
    put.mockRestore()
    await recovery.forget('a')
    await recovery.forget('b')
    expect(reasons).toEqual([])
  })

  it('turns recovery off when not even a record fits', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(await use()).toEqual(['full'])
  })
})

// It is only ever called on a store.
// oxlint-disable-next-line typescript/unbound-method
const originalPut = IDBObjectStore.prototype.put

describe('a connection that the browser closes', () => {
  it('is opened again', async () => {
    const reasons: UnavailableReason[] = []
    const recovery = createRecovery({ databaseName, onUnavailable: (reason) => reasons.push(reason) })
    await recovery.save(createRecord('a'))
    await deleteDB(databaseName)
    await recovery.save(createRecord('b'))
    const database = await openDB(databaseName)
    expect(await database.getAllKeys('records')).toEqual(['b'])
    database.close()
    await recovery.forget('b')
    expect(reasons).toEqual([])
  })
})

describe('wrong options', () => {
  it('cause one warning if they are unknown', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    createRecovery({ keepFilesUpTo: 1 } as object)
    createRecovery({ keepFilesUpTo: 1 } as object)
    await untilWarned()
    expect(warn.mock.calls).toEqual([
      ["coatcheck: createRecovery has no option 'keepFilesUpTo', so it is ignored. Did you mean 'keepFilesUpToBytes'?"],
    ])
    warn.mockRestore()
  })

  it.each([
    [{ databaseName: '' }, 'databaseName'],
    [{ keepFilesUpToBytes: -1 }, 'keepFilesUpToBytes'],
    [{ keepAllUpToBytes: Number.NaN }, 'keepAllUpToBytes'],
    [{ expiresAfterMs: '7 days' as unknown as number }, 'expiresAfterMs'],
    [{ onUnavailable: 'warn' as unknown as () => void }, 'onUnavailable'],
  ])('are a TypeError that names them', (options, name) => {
    expect(() => createRecovery(options)).toThrow(new RegExp(`^createRecovery: the option '${name}' must be`))
  })
})
