import { PlainError, type Problem } from '../../errors/PlainError.js'
import { readBareEtag } from '../../shared/storage/readBareEtag.js'
import type { Receipt } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { TicketAnswer } from '../../contract/ticket.js'

/** What a request to storage may be made from. */
export interface SignedTerms {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly expiresInSeconds?: number
}

/**
 * Returns an adapter's answer if it has one of the contract's shapes. Checked before any byte is sent, because adapters
 * are written by others, and a missing field would show only in the middle of a transfer. A null counts as left out,
 * because many servers send one for each field that they do not use.
 * @throws {PlainError} 'answer-malformed', saying what is missing. A ticket under which nothing can be sent is a
 * mistake of the set-up, which a retry cannot mend, so none is offered.
 */
export function checkAnswer(answer: unknown): TicketAnswer {
  if (!isRecord(answer)) throw malformed('is-no-object')
  switch (answer['kind']) {
    case 'existing':
      checkStoredFile(answer['file'])
      break
    case 'stored':
      break
    case 'put':
      return readTerms(answer) as unknown as TicketAnswer
    case 'post':
      checkFields(answer['fields'])
      return readTerms(answer) as unknown as TicketAnswer
    case 'multipart':
      checkParts(answer)
      break
    default:
      throw malformed('is-of-no-kind')
  }
  // Each branch above has checked what its kind needs.
  return answer as unknown as TicketAnswer
}

/**
 * Makes sure that a file of the backend has an id.
 * @throws {PlainError} 'answer-malformed'
 */
export function checkStoredFile(file: unknown): StoredFile {
  if (!isRecord(file)) throw malformed('has-no-file')
  if (typeof file['id'] !== 'string' || file['id'] === '') throw malformed('has-no-id')
  return file as unknown as StoredFile
}

/**
 * Makes sure that there is a URL, and that headers and expiry are what they should be where there are any.
 * @throws {PlainError} 'answer-malformed'
 */
export function readTerms(answer: unknown): SignedTerms {
  if (!isRecord(answer)) throw malformed('is-no-object')
  // A reference may be null, because it is the adapter's own value.
  const given = Object.entries(answer).filter(([name, value]) => value !== null || name === 'reference')
  const terms: Record<string, unknown> = Object.fromEntries(given)
  const { url, headers = {}, expiresInSeconds = 0 } = terms
  if (typeof url !== 'string' || url === '') throw unusable('has-no-url')
  const areHeaders = isRecord(headers) && Object.values(headers).every((value) => typeof value === 'string')
  if (!areHeaders) throw unusable('has-other-headers')
  if (typeof expiresInSeconds !== 'number' || Number.isNaN(expiresInSeconds)) throw unusable('has-no-number')
  // Each field has just been checked.
  return terms as unknown as SignedTerms
}

/**
 * Reads storage's receipt from a backend's answer: a bare ETag, and none of the other fields, which might be secrets.
 * @throws {PlainError} 'answer-malformed'
 */
export function readReceipt(answer: unknown): Receipt {
  if (!isRecord(answer) || typeof answer['status'] !== 'number') throw malformed('has-no-receipt')
  const { status, etag } = answer
  return { status, etag: typeof etag === 'string' ? readBareEtag(etag) : null }
}

function checkParts({ partSizeBytes, reference }: Record<string, unknown>): void {
  const isSize = typeof partSizeBytes === 'number' && Number.isFinite(partSizeBytes) && partSizeBytes > 0
  if (!isSize) throw unusable('has-no-part-size')
  if (reference === undefined) throw unusable('has-no-reference')
}

function checkFields(fields: unknown): void {
  const isWellFormed =
    Array.isArray(fields) &&
    fields.every((field) => Array.isArray(field) && typeof field[0] === 'string' && typeof field[1] === 'string')
  if (!isWellFormed) throw unusable('has-other-fields')
  const files = (fields as readonly (readonly [string, string])[]).filter(([, value]) => value === '@file').length
  if (files !== 1) throw unusable('has-no-file-field', files)
}

function malformed(problem: Problem): PlainError {
  return new PlainError('answer-malformed', problem)
}

function unusable(problem: Problem, detail?: number): PlainError {
  const retry = { when: 'never', from: 'call' } as const
  return new PlainError('answer-malformed', problem, { retry, detail })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
