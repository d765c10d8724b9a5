import { UploadError } from './errors.js'
import type { StoredFile, TicketAnswer } from './types.js'

/**
 * Makes sure that an adapter's answer is one of the contract's shapes, before any byte is sent.
 * @throws {UploadError} 'answer-malformed', saying what is missing.
 */
export function checkAnswer(answer: unknown): TicketAnswer {
  if (!isRecord(answer)) throw malformed('it is not an object')
  switch (answer['kind']) {
    case 'existing':
      checkStoredFile(answer['file'])
      break
    case 'stored':
      break
    case 'put':
      checkTerms(answer)
      break
    case 'post':
      checkTerms(answer)
      checkFields(answer['fields'])
      break
    case 'multipart':
      checkParts(answer)
      break
    default:
      throw malformed('its kind is none of existing, stored, put, post, multipart')
  }
  // Each branch above has looked at what its kind needs.
  return answer as unknown as TicketAnswer
}

/**
 * Makes sure that a file of the backend's has an id.
 * @throws {UploadError} 'answer-malformed'
 */
export function checkStoredFile(file: unknown): StoredFile {
  if (!isRecord(file)) throw malformed('there is no file in it')
  if (typeof file['id'] !== 'string' || file['id'] === '') throw malformed('its file has no id')
  return file as unknown as StoredFile
}

/**
 * Makes sure that there is a URL, and headers where there are any.
 * @throws {UploadError} 'answer-malformed'
 */
export function checkTerms(answer: unknown): void {
  if (!isRecord(answer)) throw malformed('it is not an object')
  if (typeof answer['url'] !== 'string' || answer['url'] === '') throw malformed('the ticket has no url')
  const headers = answer['headers']
  const isWellFormed =
    headers === undefined || (isRecord(headers) && Object.values(headers).every((value) => typeof value === 'string'))
  if (!isWellFormed) throw malformed('headers is not an object of strings')
}

function checkParts({ partSizeBytes, reference }: Record<string, unknown>): void {
  const isSize = typeof partSizeBytes === 'number' && Number.isFinite(partSizeBytes) && partSizeBytes > 0
  if (!isSize) throw malformed('partSizeBytes is not a positive number')
  if (reference === undefined) throw malformed('a multipart ticket has no reference')
}

function checkFields(fields: unknown): void {
  const isWellFormed =
    Array.isArray(fields) &&
    fields.every((field) => Array.isArray(field) && typeof field[0] === 'string' && typeof field[1] === 'string')
  if (!isWellFormed) throw malformed('fields is not a list of [name, value]')
  const files = (fields as readonly (readonly [string, string])[]).filter(([, value]) => value === '@file').length
  if (files !== 1) throw malformed(`${files} of its fields are '@file', exactly one must be`)
}

function malformed(why: string): UploadError {
  return new UploadError('answer-malformed', `The answer of the backend cannot be used: ${why}.`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
