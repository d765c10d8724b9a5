import type { KeptUpload, Recovery, UploadRecord } from '../../contract/recovery.js'

/** A {@link Recovery} in memory, with its contents. */
export interface FakeRecovery extends Recovery {
  readonly records: readonly UploadRecord[]
  /** Ids that were claimed and released again. */
  readonly released: readonly string[]
  /** The same store as the next page finds it. */
  inNextPage(options?: { readonly keepsFiles?: boolean }): FakeRecovery
}

/** Keeps unfinished uploads in memory. */
export function createFakeRecovery(kept: Map<string, KeptUpload> = new Map(), keepsFiles = true): FakeRecovery {
  const released: string[] = []
  return {
    released,
    get records() {
      return [...kept.values()].map(({ record }) => record)
    },
    claim: async (scope, backend) =>
      [...kept.values()]
        .filter(({ record }) => record.scope === scope && record.backend === backend)
        .map(({ record, file, ...rest }) => ({
          record: structuredClone(record),
          ...(keepsFiles && file ? { file } : { file: null, ...rest }),
        })),
    save: async (record, file, handle) => {
      const before = kept.get(record.id) ?? { file: null }
      kept.set(record.id, {
        ...before,
        ...(file && { file }),
        ...(handle && { handle }),
        record: structuredClone(record),
      })
    },
    forget: async (id) => void kept.delete(id),
    release: (ids) => void released.push(...ids),
    // Later writes of the previous page are no longer seen.
    inNextPage: (options = {}) => createFakeRecovery(new Map(kept), options.keepsFiles),
  }
}
