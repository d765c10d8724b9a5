import type { FilesQuery } from '../records/Records.js'
import { invalid, type Refusal } from '../uploads/Refusal.js'
import { isStorableText } from '../uploads/storableJson.js'

const defaultLimit = 24
const mostFiles = 100
const longestCursor = 255

/** @throws {Refusal} */
export function readPage(url: string): FilesQuery {
  const query = new URL(url).searchParams
  return {
    profile: query.get('profile') || null,
    cursor: readCursor(query.get('cursor')),
    limit: readLimit(query.get('limit')),
  }
}

function readLimit(text: string | null): number {
  if (text === null) return defaultLimit
  if (/^[1-9]\d{0,8}$/.test(text)) return Math.min(Number(text), mostFiles)
  throw invalid('`limit` must be a whole number of at least 1.', 400)
}

function readCursor(text: string | null): string | null {
  if (text === null || text === '') return null
  if (text.length <= longestCursor && isStorableText(text)) return text
  throw unknownCursor()
}

export function unknownCursor(): Refusal {
  return invalid('`cursor` must be the `nextCursor` of a page.', 400)
}
