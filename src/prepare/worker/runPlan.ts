import { readStart } from '../../inspect/probe.js'
import { sniffUnlessArchive } from '../../inspect/worker/sniff/sniffType.js'
import type { PrepareNote } from '../notes.js'
import type { Stripping } from '../plan.js'
import type { PrepareRequest, PrepareResult } from '../prepare.messages.js'
import { draw } from './draw/draw.js'
import { findLosses } from './draw/losses.js'
import { mostBytes } from './limits.js'
import { mayHaveMetadata } from './strip/mayHaveMetadata.js'
import { canStrip, strip } from './strip/strip.js'

export interface RunOptions {
  readonly onProgress: (fraction: number) => void
  readonly signal: AbortSignal
}

/** As much as tells the type, and the size and the metadata of most pictures. */
const headBytes = 1024 * 1024

/**
 * What precedes the pixels may be longer: some phones write a depth map there. So may a frame of a GIF. The video of a
 * motion photo follows the pixels.
 */
const mayBeLonger = /jpeg|png|gif|hei/
const longHeadBytes = 64 * headBytes

/**
 * Carries out a plan for one file. Rejects only when the signal fires: whatever else happens, the file stays as it was,
 * and if its bytes cannot be read, whoever reads them next will say so.
 */
export async function runPlan(request: PrepareRequest, options: RunOptions): Promise<PrepareResult> {
  try {
    return await carryOut(request, options)
  } catch {
    options.signal.throwIfAborted()
    return { blob: null, notes: ['not-decodable'] }
  }
}

async function carryOut(request: PrepareRequest, options: RunOptions): Promise<PrepareResult> {
  const { file, plan } = request
  const start = await readStart(file, headBytes)
  const type = sniffUnlessArchive(start) ?? request.type
  const isLonger = file.size > headBytes && mayBeLonger.test(type)
  const head = isLonger ? await readStart(file, longHeadBytes) : start
  options.signal.throwIfAborted()
  if (!type.startsWith('image/')) return { blob: null, notes: plan.strip && isFilm(type) ? ['metadata-kept'] : [] }
  const isToDraw = plan.limits.length > 0 || plan.format !== undefined
  const drawn = isToDraw ? await draw({ ...request, head, type }, options) : { blob: null, notes: [] }
  options.signal.throwIfAborted()
  // What was drawn has pixels and a colour profile, and nothing else.
  if (drawn.blob || !plan.strip) return drawn
  const { blob, notes } = await stripFile({ file, head, type }, plan.strip)
  options.onProgress(1)
  return { ...drawn, blob, notes: [...drawn.notes, ...notes] }
}

function isFilm(type: string): boolean {
  return type.startsWith('video/')
}

interface Source {
  readonly file: Blob
  readonly head: Uint8Array
  readonly type: string
}

async function stripFile(
  { file, head, type }: Source,
  stripping: Stripping,
): Promise<{ readonly blob: Blob | null; readonly notes: readonly PrepareNote[] }> {
  if (!canStrip(type)) return { blob: null, notes: mayHaveMetadata(head, type) ? ['metadata-kept'] : [] }
  if (file.size > mostBytes) return { blob: null, notes: ['metadata-kept'] }
  const stripped = strip(new Uint8Array(await file.arrayBuffer()), type, stripping)
  if (stripped === undefined) return { blob: null, notes: ['metadata-kept'] }
  if (stripped === null) return { blob: null, notes: [] }
  const blob = new Blob([...stripped], { type })
  return { blob, notes: stripping === 'all' && type === 'image/jpeg' ? await findLosses(file, head, type) : [] }
}
