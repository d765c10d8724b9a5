import type { Recovery, UploadRecord } from '../../contract/recovery.js'

/** A {@link Recovery} in memory, with its contents. */
export interface FakeRecovery extends Recovery {
  readonly records: readonly UploadRecord[]
  /** Ids that were claimed and released again. */
  readonly released: readonly string[]
  /** The same store as the next page finds it. */
  inNextPage(options?: { readonly keepsFiles?: boolean }): FakeRecovery
}

interface Kept {
  readonly record: UploadRecord
  readonly file: File | null
}

/** Keeps unfinished uploads in memory. */
export function createFakeRecovery(kept: Map<string, Kept> = new Map(), keepsFiles = true): FakeRecovery {
  const released: string[] = []
  return {
    released,
    get records() {
      return [...kept.values()].map(({ record }) => record)
    },
    claim: async (scope, backend) =>
      [...kept.values()]
        .filter(({ record }) => record.scope === scope && record.backend === backend)
        .map(({ record, file }) => ({ record: structuredClone(record), file: keepsFiles ? file : null })),
    save: async (record, file) => {
      kept.set(record.id, { record: structuredClone(record), file: file ?? kept.get(record.id)?.file ?? null })
    },
    forget: async (id) => void kept.delete(id),
    release: (ids) => void released.push(...ids),
    // Later writes of the previous page are no longer seen.
    inNextPage: (options = {}) => createFakeRecovery(new Map(kept), options.keepsFiles),
  }
}
