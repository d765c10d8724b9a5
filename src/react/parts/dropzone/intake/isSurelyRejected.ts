import { matchesAccept } from '../../../../shared/accept/accept.js'

/**
 * Whether none of the dragged files can be accepted. During a drag only types are known, not names, so a list with
 * extensions cannot be judged and the answer is false.
 */
export function isSurelyRejected(accept: string | undefined, data: DataTransfer): boolean {
  if (!accept || /(^|,)\s*\./.test(accept)) return false
  const types = Array.from(data.items).flatMap((item) => (item.kind === 'file' ? [item.type] : []))
  return types.length > 0 && types.every((type) => !matchesAccept(accept, { name: '', type }))
}
