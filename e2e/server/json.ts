import { bareType } from '../../src/shared/mime/canonicalType.ts'
import type { ApiContext } from './apiEnv.ts'
import { invalid, Refusal } from '../../src/server/uploads/Refusal.ts'

/** A body whose fields have not been validated yet. */
export type Fields = Readonly<Record<string, unknown>>

/**
 * Reads a JSON object. Another type is refused, because a page of another site may send it without asking first, and a demo
 * without tokens takes everybody who reaches it for the same tenant.
 * @throws {Refusal}
 */
export async function readJsonObject(context: ApiContext): Promise<Fields> {
  if (bareType(context.req.header('content-type') ?? '') !== 'application/json') {
    throw new Refusal(415, 'The body must have the Content-Type application/json.', { code: 'request-invalid' })
  }
  const body: unknown = await context.req.json().catch(() => null)
  if (isFields(body)) return body
  throw badRequest('The body must be a JSON object.')
}

/** @throws {Refusal} unless it is a text that is not empty. */
export function requireText(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string' && value !== '') return value
  throw badRequest(`${name} is missing.`)
}

/** @throws {Refusal} unless it is a number of bytes. */
export function requireBytes(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw badRequest(`${name} must be a number of bytes.`)
}

/** @throws {Refusal} unless it is a digest of this many bytes, base64. */
export function requireDigest(fields: Fields, name: string, bytes: number): string {
  const value = fields[name]
  if (typeof value === 'string' && Buffer.from(value, 'base64').length === bytes) return value
  throw badRequest(`${name} must be ${bytes} bytes in base64.`)
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function badRequest(message: string): Refusal {
  return invalid(message, 400)
}
