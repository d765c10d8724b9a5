import type { UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { Finding, ProblemCode } from '../report/diagnosis.js'

/** Explains why the app's own API did not answer with a ticket. */
export function explainApiError(error: UploadError): Finding {
  const [code, message, advice] = readings[error.code] ?? otherwise
  const said = error.serverText === undefined ? '' : ` The server says: "${error.serverText}"`
  const status = error.status === undefined ? '' : ` (status ${error.status})`
  return { code, message: `${message ?? error.message.replace(/\.$/, '')}${status}.${said}`, advice }
}

/** Without a message, the error's own is shown, because it names what was expected. */
type Reading = readonly [code: ProblemCode, message: string | null, advice: string]

const otherwise: Reading = [
  'adapter-failed',
  'The adapter failed with an error of an unknown kind',
  "Let the adapter's requestTicket throw an UploadError, or an error with the status of the answer. To see the cause, let the debugger pause on caught exceptions.",
]

const refused: Reading = [
  'api-refused',
  'The API rejected the probe',
  "Read what the server says. If it needs more about an upload, give the doctor 'metadata'; if it accepts only certain files, a 'file'.",
]

const readings: Partial<Readonly<Record<UploadErrorCode, Reading>>> = {
  'app-failed': [
    'adapter-failed',
    null,
    "The cause is in the console. To say that the user is signed out, let 'headers' throw an UploadError with the code 'unauthorized'.",
  ],
  unauthorized: [
    'api-unauthorized',
    'The API does not accept the credentials of the ticket call',
    "Sign in. Then check what the backend's option 'headers' returns. For cookies on another origin, set 'credentials' to 'include'.",
  ],
  forbidden: [
    'api-forbidden',
    'The API does not allow this user to upload',
    "Give this user the right to upload, or give the doctor the 'metadata' of something that the user may upload to. A missing CSRF token looks the same.",
  ],
  'not-found': [
    'api-not-found',
    'The API does not know what the file belongs to',
    "Check the ids in 'metadata', then the backend's URL option.",
  ],
  'endpoint-missing': [
    'api-missing',
    'A server answers, but there is no endpoint for the ticket call at the address that the backend was given',
    "Check the backend's URL option and, in development, the proxy to the API.",
  ],
  'request-invalid': refused,
  'too-large': refused,
  'too-small': refused,
  'type-mismatch': refused,
  'file-restricted': refused,
  'backend-failed': refused,
  'already-used': refused,
  'rate-limited': ['api-rate-limited', 'The API received too many requests', 'Wait a minute and check again.'],
  'server-error': ['api-failed', 'The API failed', "The cause is in the server's own log."],
  'server-unreachable': [
    'api-unreachable',
    'The API could not be reached, or the browser hid its answer',
    "Check that it is running and that the backend's URL is right. If its origin differs from the page's, it needs CORS headers of its own: Access-Control-Allow-Origin, and Access-Control-Allow-Headers for the headers that the app sends.",
  ],
  'server-timeout': [
    'api-timeout',
    'The API did not answer in time',
    "Look for this call in the server's log. A longer 'timeoutMs' shows whether the API is slow or stuck.",
  ],
  'server-redirected': [
    'api-redirected',
    'The API redirects the ticket call, and redirects are not followed',
    "Give the backend the final URL: check http or https, 'www', and the trailing slash. A redirect to a sign-in page means that nobody is signed in: let the API answer with 401 instead.",
  ],
  'answer-malformed': [
    'api-answer-malformed',
    null,
    'In the network panel, compare the answer with what the adapter expects. HTML in place of JSON is a sign-in page, or the app itself because the URL or the proxy is wrong.',
  ],
  'ticket-unusable': [
    'api-answer-malformed',
    null,
    'In the network panel, compare the answer with what the adapter expects.',
  ],
}
