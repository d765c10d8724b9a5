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

/** What the browser does to a transaction that has just begun. */
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
    // It has ended by itself.
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
      // The spy calls it on the database that it belongs to.
      // oxlint-disable-next-line typescript/unbound-method
      const begin = IDBDatabase.prototype.transaction
      let count = 0
      vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function begun(this: IDBDatabase, ...args) {
        const transaction = begin.apply(this, args)
        count += 1
        // From then on each one: a second try meets the same.
        if (count >= deadly) die(transaction)
        return transaction
      })
      await useEverything()
      // Rejections are reported after the task in which nobody took them.
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(unhandled).toEqual([])
      expect(count).toBeGreaterThanOrEqual(1)
    })
  })

  it('costs none where a file cannot be copied either', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', 'DataCloneError')
    })
    await useEverything()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(unhandled).toEqual([])
  })
})
