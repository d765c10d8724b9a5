import type { Harness } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { kibibyte, writeFiles } from '../harness/writeFiles.ts'
import { compare } from './compare.ts'

/** As many as a browser opens sockets to one host. */
export const socketsPerHost = 6
const goal = { longestTaskMs: 50, heapBytes: 5_000_000 }

/** Many small files: what counts are the round trips, and the work on the page's thread. */
export async function measureSmall(harness: Harness): Promise<readonly Measurement[]> {
  const files = await writeFiles(harness.folder, 1000, 100 * kibibyte)
  const atOnce = harness.atOnce ?? socketsPerHost
  const put = { sendWith: 'put', gather: true, atOnce } as const
  const post = { ...put, sendWith: 'post' } as const
  const single = { ...put, gather: false } as const
  return compare(harness, files, {
    what: '1 000 x 100 KiB',
    ways: [
      { what: 'raw PUT', way: 'raw', ...put },
      { what: 'raw form POST', way: 'raw', ...post },
      { what: 'hand-written loop, gathered calls', way: 'loop', ...put },
      { what: 'hand-written loop, form POST', way: 'loop', ...post },
      // A page that shows how far a file is has to watch it, and the browser then does more for each.
      { what: 'hand-written loop with progress, gathered calls', way: 'loopWithProgress', ...put },
      { what: 'hand-written loop with progress, form POST', way: 'loopWithProgress', ...post },
      { what: 'hand-written loop, one call per file', way: 'loop', ...single },
      { what: 'hand-written loop with a list', way: 'loopWithList', ...put },
      { what: 'coatcheck, gathered calls', way: 'core', ...put, goal, asFastAs: 'hand-written loop, gathered calls' },
      { what: 'coatcheck, form POST', way: 'core', ...post, goal: { ...goal, atMost: 1.1 } },
      { what: 'coatcheck, one call per file', way: 'core', ...single, goal: { ...goal, atMost: 2 } },
      { what: 'coatcheck with UploadList', way: 'list', ...put, goal: { ...goal, atMost: 1.45 } },
    ],
  })
}
