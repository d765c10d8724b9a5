import { readServerText } from '../http/serverText.js'

/** Why Visibuild refused a record because of its attachments. It names no key: the whole record is refused. */
export type VisibuildRecordProblem =
  /** A file never arrived, or its URL ran out before it had. Send the files again, then create the record. */
  | { readonly kind: 'key-not-found'; readonly next: 'send-again'; readonly serverText: string }
  /** A key of this list was linked to a record before. Send the files again: each copy has a key of its own. */
  | { readonly kind: 'already-associated'; readonly next: 'send-again'; readonly serverText: string }
  /** The files were uploaded with the credentials of another company. Sending them again mends nothing by itself. */
  | { readonly kind: 'other-company'; readonly next: 'check-credentials'; readonly serverText: string }

/**
 * Reads the answer of a call that creates a record with `attachmentKeys`: undefined where its refusal has another cause
 * than the attachments. The keys stay good unless they were used already.
 *
 * @param status of the answer; the three refusals come with 422
 * @param body its parsed JSON, or its text
 * @example
 * const problem = readVisibuildRecordProblem(response.status, await response.json())
 * if (problem?.next === 'send-again') uploader.retry(ids, { from: 'ticket' })
 */
export function readVisibuildRecordProblem(status: number, body: unknown): VisibuildRecordProblem | undefined {
  const serverText = status === 422 ? readServerText(body) : undefined
  if (serverText === undefined) return undefined
  if (/another company/i.test(serverText)) return { kind: 'other-company', next: 'check-credentials', serverText }
  if (/already associated/i.test(serverText)) return { kind: 'already-associated', next: 'send-again', serverText }
  if (/key not found/i.test(serverText)) return { kind: 'key-not-found', next: 'send-again', serverText }
  return undefined
}
