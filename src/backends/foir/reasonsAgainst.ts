import type { RejectionReason } from '../../contract/restrictions.js'

/** GraphQL's Int has 32 bits. @see https://spec.graphql.org/October2021/#sec-Int */
const mostBytes = 2 ** 31 - 1

/** Why Foir cannot take a file. Checked before the file is read. */
export function reasonsAgainst(file: File): readonly RejectionReason[] {
  return file.size > mostBytes ? [{ code: 'size-over-limit', limit: mostBytes }] : []
}
