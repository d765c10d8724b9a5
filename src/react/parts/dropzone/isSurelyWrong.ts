import { matchesAccept } from '../../../uploader/accept.js'

/**
 * Whether nothing of what hangs over the zone can be accepted. During a drag only types are known, no names; where
 * that says too little, nothing is said.
 */
export function isSurelyWrong(accept: string | undefined, data: DataTransfer): boolean {
  if (!accept || /(^|,)\s*\./.test(accept)) return false
  const types = Array.from(data.items).flatMap((item) => (item.kind === 'file' ? [item.type] : []))
  return types.length > 0 && types.every((type) => !matchesAccept(accept, { name: '', type }))
}
