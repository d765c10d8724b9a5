import { readServerText } from '../http/serverText.js'

/** Why Visibuild refused a record because of its attachments. The refusal names no key and concerns all of them. */
export type VisibuildRecordProblem =
  /** A file never arrived, or its URL expired first. Send the files again, then create the record. */
  | { readonly kind: 'key-not-found'; readonly next: 'send-again'; readonly serverText: string }
  /** A key is already linked to another record. Send the files again, because each copy has its own key. */
  | { readonly kind: 'already-associated'; readonly next: 'send-again'; readonly serverText: string }
  /** The files were uploaded with the credentials of another company. Sending them again does not help by itself. */
  | { readonly kind: 'other-company'; readonly next: 'check-credentials'; readonly serverText: string }

/**
 * Reads the answer to a call that creates a record with `attachmentKeys`. Returns undefined unless the attachments
 * caused a refusal. The keys stay valid unless they were used already.
 *
 * @param status the status of the answer; the three refusals have 422
 * @param body the parsed JSON, or the text
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
