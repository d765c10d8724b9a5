import type { UploadError } from '../errors/UploadError.js'
import type { UploadErrorCode } from '../errors/codes.js'
import type { Finding, ProblemCode } from './diagnosis.js'

/** What the app's own API did instead of giving a ticket. */
export function describeApiError(error: UploadError): Finding {
  const [code, message, advice] = readings[error.code] ?? otherwise
  const said = error.serverText === undefined ? '' : ` The server says: "${error.serverText}"`
  const status = error.status === undefined ? '' : ` (status ${error.status})`
  return { code, message: `${message ?? error.message.replace(/\.$/, '')}${status}.${said}`, advice }
}

/** Without a message the error's own is told: it names what was expected. */
type Reading = readonly [code: ProblemCode, message: string | null, advice: string]

const otherwise: Reading = [
  'adapter-failed',
  'The adapter failed with an error that says nothing of its kind',
  "Let the adapter's requestTicket throw an UploadError, or an error with the answer's status. In the debugger, stop on caught exceptions to see the cause.",
]

const refused: Reading = [
  'api-refused',
  'The API turned the probe down',
  "Read what the server says. Where it needs something of an upload, give the doctor 'metadata'; where it takes certain files only, a 'file'.",
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
    "Sign in. Then see what the backend's option 'headers' gives; for cookies on another origin set 'credentials' to 'include'.",
  ],
  forbidden: [
    'api-forbidden',
    'The API knows who asks, and does not allow it',
    "Give this user leave to upload, or the doctor 'metadata' of something the user may upload to. A CSRF token that is missing looks the same.",
  ],
  'not-found': [
    'api-not-found',
    'The API does not know what the file is meant for',
    "Check the ids in 'metadata', then the backend's URL option.",
  ],
  'endpoint-missing': [
    'api-missing',
    'A server answers, but nothing takes the ticket call at the address that the backend was given',
    "Check the backend's URL option, and in development the proxy to the API.",
  ],
  'request-invalid': refused,
  'too-large': refused,
  'too-small': refused,
  'type-mismatch': refused,
  'file-restricted': refused,
  'backend-failed': refused,
  'already-used': refused,
  'rate-limited': ['api-rate-limited', 'The API was asked too often', 'Wait a minute, and examine again.'],
  'server-error': ['api-failed', 'The API failed', "The cause is in the server's own log."],
  'server-unreachable': [
    'api-unreachable',
    'The API could not be reached, or the browser kept its answer back',
    "Check that it runs and that the backend's URL is right. On another origin than the page it needs CORS of its own: Access-Control-Allow-Origin, and leave for the headers that the app sends.",
  ],
  'server-timeout': [
    'api-timeout',
    'The API did not answer in time',
    "Look at the server's log for this call; a longer 'timeoutMs' tells slow from stuck.",
  ],
  'server-redirected': [
    'api-redirected',
    'The API redirects the ticket call, and redirects are not followed',
    "Give the backend the final URL: mind http and https, 'www', and the slash at the end. A redirect to a sign-in page means that nobody is signed in: let the API answer with 401 instead.",
  ],
  'answer-malformed': [
    'api-answer-malformed',
    null,
    'Compare the answer, in the network panel, with what the adapter expects. A page in place of JSON is a sign-in page, or the app itself: the URL or the proxy is wrong.',
  ],
  'ticket-unusable': [
    'api-answer-malformed',
    null,
    'Compare the answer, in the network panel, with what the adapter expects.',
  ],
}
