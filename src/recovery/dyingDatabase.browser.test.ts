import { deleteDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRecovery } from '../recovery.js'
import { createRecord } from '../../test/recovery/createRecord.js'

const databaseName = 'recovery-dying'
const unhandled: unknown[] = []

function note(event: PromiseRejectionEvent): void {
  event.preventDefault()
  unhandled.push(event.reason)
}

beforeEach(() => {
  unhandled.length = 0
  window.addEventListener('unhandledrejection', note)
})

afterEach(async () => {
  window.removeEventListener('unhandledrejection', note)
  vi.restoreAllMocks()
  await deleteDB(databaseName)
})

/** Ways in which the browser can end a transaction that has just begun. */
const deaths: Readonly<Record<string, (transaction: IDBTransaction) => void>> = {
  'is closed': ({ db }) => db.close(),
  'aborts the transaction at once': (transaction) => transaction.abort(),
  'aborts the transaction a moment later': (transaction) => queueMicrotask(() => abort(transaction)),
  'aborts the transaction after a request': (transaction) => setTimeout(() => abort(transaction)),
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // The transaction has already ended.
  }
}

async function useEverything(): Promise<void> {
  const recovery = createRecovery({ databaseName, onUnavailable: () => {} })
  await Promise.all([
    recovery.save(createRecord('a'), new File(['hello'], 'a.txt')),
    recovery.save(createRecord('b'), new File(['hello'], 'b.txt')),
  ])
  await recovery.save(createRecord('a', { stage: 'sending' }))
  await recovery.claim('ann', 'fake')
  await recovery.forget('a')
  await recovery.clear()
}

describe('a database that dies', () => {
  describe.each(Object.entries(deaths))('because it %s', (_, die) => {
    it.each([1, 2, 3, 4, 5, 6])('costs no unhandled rejection, at transaction %i', async (deadly) => {
      // The spy calls the method on the database that it belongs to.
      // oxlint-disable-next-line typescript/unbound-method
      const begin = IDBDatabase.prototype.transaction
      let count = 0
      vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begun(this: IDBDatabase, ...args) {
        const transaction = begin.apply(this, args)
        count += 1
        // All later transactions fail as well, so the second attempt does, too.
        if (count >= deadly) die(transaction)
        return transaction
      })
      await useEverything()
      // Browsers report unhandled rejections after the task.
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(unhandled).toEqual([])
      expect(count).toBeGreaterThanOrEqual(1)
    })
  })

  it('causes no unhandled rejection if a file cannot be copied either', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', 'DataCloneError')
    })
    await useEverything()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(unhandled).toEqual([])
  })
})
