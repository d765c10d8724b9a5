import { compare } from './compare.ts'
import type { Finding } from './lab/finding.ts'
import { kibibyte, makeFiles } from './lab/files.ts'
import type { Lab } from './lab/lab.ts'

/** Many small files: what counts is the round trips. Raw sends six at a time, as many as a browser has sockets. */
export async function small(lab: Lab): Promise<readonly Finding[]> {
  const files = await makeFiles(lab.folder, 1000, 100 * kibibyte)
  return compare(lab, files, {
    what: '1 000 x 100 KiB',
    rawAtOnce: 6,
    ways: [
      { what: 'PUT, gathered calls', way: 'core', sendWith: 'put', gather: true, atMost: 1.15 },
      { what: 'PUT, one call per file', way: 'core', sendWith: 'put', gather: false, atMost: 1.6 },
      { what: 'form POST, gathered calls', way: 'core', sendWith: 'post', gather: true, atMost: 1 },
      { what: 'PUT, gathered calls, with the list', way: 'list', sendWith: 'put', gather: true },
    ],
  })
}
