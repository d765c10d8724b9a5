import { isStorableText } from './storableJson.js'

/**
 * Checks that every database keeps this owner as it is. Other text becomes something else, which may be another owner.
 * @throws {TypeError} saying where the owner comes from
 */
export function checkOwner(owner: unknown, source: string): asserts owner is string {
  if (typeof owner === 'string' && owner !== '' && isStorableText(owner)) return
  throw new TypeError(`${source} well-formed text that is not empty and has no NUL.`)
}
