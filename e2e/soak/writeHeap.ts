import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import type { CDPSession } from 'playwright'

/** Writes down everything that is alive on the page, and who holds it. */
export async function writeHeap(devtools: CDPSession, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = createWriteStream(path)
  const write = ({ chunk }: { readonly chunk: string }): void => void file.write(chunk)
  devtools.on('HeapProfiler.addHeapSnapshotChunk', write)
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  devtools.off('HeapProfiler.addHeapSnapshotChunk', write)
  await finished(file.end())
}
