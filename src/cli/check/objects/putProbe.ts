import type { SignedRequest } from '../../../server/storage/ObjectStore.js'
import type { CheckContext } from '../CheckContext.js'
import type { Answer } from '../send.js'

/** Sends bytes as a page does with a ticket. */
export function putProbe(
  { send }: CheckContext,
  { url, headers }: SignedRequest,
  body: Uint8Array<ArrayBuffer>,
  added: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return send(url, { method: 'PUT', headers: { ...headers, ...added }, body })
}
