import { sizeOf } from '../../shared/fileSize.js'
import type { RejectionReason } from '../../contract/restrictions.js'

/** GraphQL's Int has 32 bits. @see https://spec.graphql.org/October2021/#sec-Int */
const maxBytes = 2 ** 31 - 1

/** The reasons why Foir cannot take a file, known before the file is read. */
export function reasonsAgainst(file: File): readonly RejectionReason[] {
  return sizeOf(file) > maxBytes ? [{ code: 'size-over-limit', limit: maxBytes }] : []
}
