import type { ApiContext } from './apiEnv.ts'
import { Problem } from './problem.ts'

/** A body whose fields have not been validated yet. */
export type Fields = Readonly<Record<string, unknown>>

/** @throws {Problem} unless the body is a JSON object. */
export async function readJsonObject(context: ApiContext): Promise<Fields> {
  const body: unknown = await context.req.json().catch(() => null)
  if (isFields(body)) return body
  throw invalid('The body must be a JSON object.')
}

/** @throws {Problem} unless it is a text that is not empty. */
export function requireText(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`${name} is missing.`)
}

/** @throws {Problem} unless it is a number of bytes. */
export function requireBytes(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw invalid(`${name} must be a number of bytes.`)
}

/** @throws {Problem} unless it is a digest of this many bytes, base64. */
export function requireDigest(fields: Fields, name: string, bytes: number): string {
  const value = fields[name]
  if (typeof value === 'string' && Buffer.from(value, 'base64').length === bytes) return value
  throw invalid(`${name} must be ${bytes} bytes in base64.`)
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function invalid(message: string): Problem {
  return new Problem(400, { code: 'request-invalid', message })
}
