import { joinBytes } from '../../../shared/bytes/joinBytes.js'
import { readChunks } from '../../../shared/bytes/readChunks.js'
import { bareType } from '../../../shared/mime/canonicalType.js'
import { invalid, Refusal } from '../../uploads/Refusal.js'
import { findOfferedBody } from './offeredBodies.js'

/** bytes */
export const longestBody: number = 2 * 1024 ** 2

/**
 * Reads a JSON body. Another type is refused, because a form of another site may send it with the user's cookies, and
 * without asking first.
 * @throws {Refusal}
 */
export async function readJson(request: Request): Promise<unknown> {
  if (bareType(request.headers.get('content-type') ?? '') !== 'application/json') {
    throw new Refusal(415, 'The body must have the Content-Type application/json.', { code: 'request-invalid' })
  }
  return readAnyJson(request)
}

/** The same for callers that have no cookies, whatever type they declare. @throws {Refusal} */
export async function readAnyJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request).catch((error: unknown) => {
    // The client has gone, which is no error of the server.
    throw error instanceof Refusal ? error : invalid('The body could not be read.', 400)
  })
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalid('The body must be JSON.', 400)
  }
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > longestBody) tooLong()
  const offered = findOfferedBody(request)
  if (offered) return (await offered.read(longestBody)) ?? tooLong()
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of readChunks(request.body)) {
    length += chunk.length
    if (length > longestBody) tooLong()
    chunks.push(chunk)
  }
  return joinBytes(chunks)
}

function tooLong(): never {
  throw new Refusal(413, 'The body of the call is too long.', { code: 'request-invalid', limit: longestBody })
}
