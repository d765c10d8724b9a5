import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CDPSession } from 'playwright'

/** Live JavaScript memory in bytes. */
export interface HeapWeight {
  /** Objects, arrays, strings and functions of the program. */
  readonly objects: number
  /** Compiled code and other data of the engine, which may change at any time. */
  readonly code: number
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
}

const programs: ReadonlySet<string> = new Set([
  'object',
  'array',
  'string',
  'concatenated string',
  'sliced string',
  'closure',
  'regexp',
  'number',
  'bigint',
  'symbol',
])

/** Measures the page's heap, and writes a heap snapshot if a path is given. */
export async function readHeap(devtools: CDPSession, path?: string): Promise<HeapWeight> {
  const chunks: string[] = []
  const take = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk)
  devtools.on('HeapProfiler.addHeapSnapshotChunk', take)
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  devtools.off('HeapProfiler.addHeapSnapshotChunk', take)
  if (path !== undefined) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, chunks)
  }
  return weigh(JSON.parse(chunks.join('')) as Snapshot)
}

function weigh({ snapshot: { meta }, nodes }: Snapshot): HeapWeight {
  const [types] = meta.node_types
  const fields = meta.node_fields
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')]
  let objects = 0
  let code = 0
  for (let node = 0; node < nodes.length; node += fields.length) {
    const type = types[nodes[node + typeAt] ?? 0] ?? ''
    const size = nodes[node + sizeAt] ?? 0
    if (programs.has(type)) objects += size
    else if (type === 'code') code += size
  }
  return { objects, code }
}
