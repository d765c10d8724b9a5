import { fromBase64, toBase64 } from '../../../shared/bytes/base64.js'
import type { FileRecord } from '../Records.js'

/** A place in a list that is ordered by time and id. */
export interface Place {
  readonly createdAtMs: number
  readonly id: string
}

export function encodeCursor({ createdAtMs, id }: Pick<FileRecord, 'createdAtMs' | 'id'>): string {
  const bytes = new TextEncoder().encode(`${createdAtMs}:${id}`)
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** null if the text is none of our cursors */
export function decodeCursor(cursor: string): Place | null {
  if (!/^[\w-]{2,2000}$/.test(cursor)) return null
  try {
    const bytes = fromBase64(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const [, time, id] = /^(\d{1,15}):(.+)$/s.exec(text) ?? []
    return time && id ? { createdAtMs: Number(time), id } : null
  } catch {
    return null
  }
}
