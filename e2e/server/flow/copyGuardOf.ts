import { openStore } from '../../storage/openStore.ts'
import type { Storage } from '../../storage/storage.ts'

/** The header that a signed PUT has where a page could otherwise make it a copy. */
export async function copyGuardOf(storage: Storage): Promise<readonly string[]> {
  const { abilities } = await openStore(storage)
  return abilities.needsCopyGuard ? ['x-amz-copy-source-if-match'] : []
}
