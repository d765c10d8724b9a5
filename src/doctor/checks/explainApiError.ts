import type { UploadErrorCode } from '../../errors/codes.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { AdapterError, ApiAnswer, FindingFacts, IdOf } from '../report/DoctorTexts.js'

/** Explains why the app's own API did not answer with a ticket. */
export function explainApiError(error: UploadError): FindingFacts {
  const detail = detailed[error.code]
  if (detail) return { id: detail, facts: { ...readAnswer(error), detail: error.message } }
  return { id: readings[error.code] ?? 'adapter-failed', facts: readAnswer(error) }
}

function readAnswer({ status, serverText }: UploadError): ApiAnswer {
  return { ...(status !== undefined && { status }), ...(serverText !== undefined && { said: serverText }) }
}

const readings: Partial<Readonly<Record<UploadErrorCode, IdOf<ApiAnswer>>>> = {
  unauthorized: 'api-unauthorized',
  forbidden: 'api-forbidden',
  'not-found': 'api-not-found',
  'endpoint-missing': 'api-missing',
  'request-invalid': 'api-refused',
  'too-large': 'api-refused',
  'too-small': 'api-refused',
  'type-mismatch': 'api-refused',
  'file-restricted': 'api-refused',
  'backend-failed': 'api-refused',
  'already-used': 'api-refused',
  'rate-limited': 'api-rate-limited',
  'server-error': 'api-failed',
  'server-unreachable': 'api-unreachable',
  'server-timeout': 'api-timeout',
  'server-redirected': 'api-redirected',
}

/** The message of these errors is shown as well, because it names what was expected. */
const detailed: Partial<Readonly<Record<UploadErrorCode, IdOf<AdapterError>>>> = {
  'app-failed': 'adapter-failed/app',
  'answer-malformed': 'api-answer-malformed',
  'ticket-unusable': 'api-answer-malformed/ticket',
}
