import { invalid, Refusal } from '../../uploads/Refusal.js'

/** bytes */
export const longestBody: number = 2 * 1024 ** 2

/**
 * Reads a JSON body. Another type is refused, because a form of another site may send it with the user's cookies, and
 * without asking first.
 * @throws {Refusal}
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
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
  if (Number(request.headers.get('content-length') ?? 0) > longestBody) throw tooLong()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    length += read.value.length
    if (length > longestBody) {
      await reader?.cancel().catch(() => {})
      throw tooLong()
    }
    chunks.push(read.value)
  }
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

function tooLong(): Refusal {
  return new Refusal(413, 'The body of the call is too long.', { code: 'request-invalid', limit: longestBody })
}
