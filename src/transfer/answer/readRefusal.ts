import type { StorageRefusal } from '../../contract/backend.js'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { parseRetryAfter } from '../../errors/retryAfter.js'
import type { PreparedRequest } from '../request/prepareRequest.js'
import type { Answered } from './readOutcome.js'
import { explainUnusable } from './explainUnusable.js'
import { readResponseHeader } from './readResponseHeader.js'
import { readXml } from './readXml.js'
import { scrubMessage } from './scrubMessage.js'

// These come in the same chunk, for the answer to a form and for a ticket that cannot be used.
export { explainUnusable, readXml }

/** What storage says of a request that it refused. */
export function readRefusal(result: Answered, request: PreparedRequest, dateMs: number): SendOutcome {
  const retryAfterSeconds = parseRetryAfter(readResponseHeader(result.headers, 'retry-after'), dateMs)
  return {
    kind: 'refused',
    refusal: { status: result.status, ...readError(result.text, request) },
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(result.wasRepeated && { wasRepeated: true }),
  }
}

/** Some stores give the reason in another element: GCS says in Details that a policy has expired. */
const sentenceNames = ['Message', 'Details', 'AuthenticationErrorDetail']

/** Only S3's own XML is read: the text of a proxy or a portal would mean nothing to a user. */
function readError(text: string, request: PreparedRequest): Omit<StorageRefusal, 'status'> {
  const xml = readXml(text)
  if (xml?.root !== 'Error') return {}
  const code = xml.find('Code')?.trim()
  const sentences = sentenceNames.map((name) => xml.find(name)?.trim()).filter(Boolean)
  const message = scrubMessage(sentences.join(' '), request)
  return {
    // Anything that does not look like a code could be a secret.
    ...(code && /^[\w.-]{1,64}$/.test(code) && scrubMessage(code, request) === code && { code }),
    ...(message && { message }),
  }
}
