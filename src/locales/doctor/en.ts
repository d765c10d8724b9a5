import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('en')

const answered = ({ status, code }: StorageAnswer): string => `status ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `Storage refused the probe (${answered(answer)})`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` The server says: "${said}"`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (status ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'one with an unusual name').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Give the bucket this CORS rule (S3, R2):\n${rule}\nWith MinIO, set MINIO_API_CORS_ALLOW_ORIGIN to the origin.`

const signed = (aheadSeconds: number): string =>
  `${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'in the future' : 'in the past'}`

const verdicts = {
  expired: 'Storage says that the ticket has expired, although it was requested just now.',
  premature: 'Storage says that the ticket is not valid yet.',
  skewed: 'Storage says that the time of signing differs too much from its own clock.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null) return 'The clocks of the signer and of storage differ, or the ticket came from a cache.'
  if (aheadSeconds === 0) return "By this device's clock it was signed just now, so storage's clock is probably wrong."
  return `By this device's clock it was signed ${signed(aheadSeconds)}. If this clock is right, the signer's is wrong, or the ticket came from a cache.`
}

const credentials =
  'Give the API credentials that storage knows and that have not expired. A ticket must not outlive the temporary credentials that it is signed with.'

const emptyChecksum =
  "Where the API creates its S3 client, set requestChecksumCalculation to 'WHEN_REQUIRED'. By default, newer AWS SDKs sign a checksum into each URL, but there is no body yet when a URL is presigned."

const notTheSetUp = "The set-up is not the cause. Look at storage's own log and its quota."

/** The doctor's report in English: the default, loaded with the doctor. */
export const enDoctor: DoctorTexts = {
  language: 'en',

  notes: {
    'not-reached': 'The upload did not get this far.',
    'page-secure': 'The page is a secure context.',
    'worker-started': 'Files are read in a Web Worker.',
    'worker-from-blob':
      'Files are read in a Web Worker. It was started from a blob: URL, because its own file could not be loaded.',
    'no-digest': 'This backend asks for no digest, so nothing was hashed.',
    'wasm-used': 'Files are hashed with WebAssembly.',
    'probe-accepted': 'The backend accepts the probe.',
    'ticket-answered': ({ kind }) =>
      `The backend answers with a ticket for ${{ put: 'a PUT', post: 'a form POST', multipart: 'a multipart upload' }[kind]}.`,
    'file-known': 'The API already has this file, so nothing is sent. Give the doctor a file that is new.',
    'address-allowed': 'The page may send files to the URL in the ticket.',
    'policy-allows': "The page's Content Security Policy allows the connections to the API and to storage.",
    'storage-reachable': 'Storage can be reached.',
    'preflight-answered': 'Storage answers the preflight request.',
    'answers-readable': "The page may read storage's answers.",
    'signing-time-unknown': 'The ticket does not say when it was signed.',
    'signed-just-now': "By this device's clock, the ticket was signed just now.",
    'device-clock-wrong': ({ aheadSeconds }) =>
      `This device's clock is ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'slow' : 'fast'}. Uploads do not depend on it.`,
    'signature-accepted': 'Storage accepts the signature.',
    'signature-unopposed': 'Storage does not object to the signature.',
    'probe-stored': 'Storage stored the probe.',
    'etag-readable': 'The page may read the ETag.',
    'etag-unneeded': 'Storage hides the ETag from the page. This backend does not need it.',
    'confirm-not-asked':
      "The probe was not registered. With 'confirm: true' it is, and you have to delete it yourself.",
    'confirm-multipart': 'The API issues tickets for multipart uploads, and only one part was uploaded.',
    'probe-registered': ({ id }) =>
      `The backend registered the probe. Remember to delete ${id === null ? 'the file' : `the file with the id "${id}"`}.`,
    'nothing-to-abandon': 'There is no ticket to abandon: the probe is a registered file now.',
    'no-ticket': 'There was no ticket to abandon.',
    'cannot-abandon':
      'With this API, tickets cannot be abandoned: a probe of a few bytes may stay in storage, unregistered.',
    'ticket-abandoned': 'The ticket was abandoned, and the probe with it.',
  },

  findings: {
    'page-insecure': [
      'The page is served over http from another machine. Uploads work, but anybody on the network path can read and change them.',
      'Serve the page over https.',
    ],
    'wasm-blocked': [
      'WebAssembly is blocked where files are hashed. JavaScript does it instead, which takes several times as long.',
      "Add 'wasm-unsafe-eval' to script-src, both in the page's Content Security Policy and in the one that the worker's file is served with.",
    ],
    'worker-blocked': [
      "The page's Content Security Policy blocks Web Workers. Files are read on the page's main thread in small slices, which is slower.",
      "Allow worker-src 'self' in the policy, and blob: as well if your bundler does not ship the worker's file.",
    ],
    'worker-not-found': [
      "No Web Worker has started. Files are read on the page's main thread in small slices, which is slower.",
      "Copy the file of coatcheck/worker to your assets and pass 'createWorker'. It has to be served as JavaScript from the page's own origin.",
    ],
    'own-worker-failed': [
      "The worker that 'createWorker' created did not start, so files are read in another way.",
      "Check that the URL in 'createWorker' serves the file of coatcheck/worker from the installed release, as JavaScript, and that worker-src allows it.",
    ],
    'inspection-failed': [
      'The probe could not be read or hashed, neither in a worker nor on the page.',
      "Look in the console and the network panel for coatcheck scripts that failed to load. If you pass a 'file', check that it can still be read.",
    ],

    'probe-refused': ({ reasons }) => [
      `The backend's own 'check' rejects the probe before any request is made: ${reasons.join(', ')}.`,
      "Give the doctor what your uploads have: the 'metadata' that says what files belong to, or a 'file' of a kind that the API accepts.",
    ],
    'probe-refused/check-throws': [
      "The backend's own 'check' throws for the probe, before any request is made.",
      "Give the doctor what your uploads have: the 'metadata' that says what files belong to, or a 'file' of a kind that the API accepts. If uploads fail in the same way, fix 'check'.",
    ],
    'api-unauthorized': (answer) => [
      api('The API does not accept the credentials of the ticket call', answer),
      "Sign in. Then check what the backend's option 'headers' returns. To send cookies to another origin, set 'credentials' to 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('The API does not allow this user to upload', answer),
      "Give this user the right to upload, or give the doctor the 'metadata' of something that the user may upload to. A missing CSRF token looks the same.",
    ],
    'api-not-found': (answer) => [
      api('The API does not know what the file belongs to', answer),
      "Check the ids in 'metadata', then the backend's URL option.",
    ],
    'api-missing': (answer) => [
      api(
        'A server answers, but there is no endpoint for the ticket call at the address that the backend was given',
        answer,
      ),
      "Check the backend's URL option and, in development, the proxy to the API.",
    ],
    'api-refused': (answer) => [
      api('The API rejected the probe', answer),
      "Read what the server says. If it needs more about an upload, give the doctor 'metadata'; if it accepts only certain files, a 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('The API received too many requests', answer),
      'Wait a minute and check again.',
    ],
    'api-failed': (answer) => [api('The API failed', answer), "The cause is in the server's own log."],
    'api-unreachable': (answer) => [
      api('The API could not be reached, or the browser hid its answer', answer),
      "Check that it is running and that the backend's URL is right. If its origin differs from the page's, it needs CORS headers of its own: Access-Control-Allow-Origin, and Access-Control-Allow-Headers for the headers that the app sends.",
    ],
    'api-timeout': (answer) => [
      api('The API did not answer in time', answer),
      "Look for this call in the server's log. A longer 'timeoutMs' shows whether the API is slow or stuck.",
    ],
    'api-redirected': (answer) => [
      api('The API redirects the ticket call, and redirects are not followed', answer),
      "Give the backend the final URL: check http or https, 'www', and the trailing slash. A redirect to a sign-in page means that nobody is signed in: have the API answer with 401 instead.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      'In the network panel, compare the answer with what the adapter expects. HTML in place of JSON is a sign-in page, or the app itself because the URL or the proxy is wrong.',
    ],
    'api-answer-malformed/ticket': (error) => [
      apiError(error),
      'In the network panel, compare the answer with what the adapter expects.',
    ],
    'adapter-failed': (answer) => [
      api('The adapter failed with an error of an unknown kind', answer),
      "Make the adapter's requestTicket throw an UploadError, or an error with the status of the answer. To see the cause, set the debugger to pause on caught exceptions.",
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "The cause is in the console. To say that the user is signed out, have 'headers' throw an UploadError with the code 'unauthorized'.",
    ],
    'already-stored': [
      'The API says that it already has the probe, although its bytes are new.',
      'Recognise files by a digest of their bytes together with their size; not by name, type or size alone.',
    ],

    'mixed-content': [
      "The page uses https, but the ticket's URL uses http. Browsers block such requests.",
      'Serve storage over https, and have the API sign URLs for the https endpoint that browsers use.',
    ],
    'ticket-unusable': ({ why }) => [
      `The ticket cannot be used as it is. ${why}`,
      "Correct what the API puts into its tickets. If the origin is right, add it to 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      "The page's Content Security Policy blocks the connection to the API.",
      "Add the API's origin to connect-src.",
    ],
    'policy-blocks-storage': [
      "The page's Content Security Policy blocks the connection to storage.",
      "Add storage's origin, which is the origin of the ticket's URL, to connect-src. If pictures come from there, add it to img-src as well.",
    ],

    offline: ['The browser is offline.', 'Connect to the network and check again.'],
    'storage-unreachable': [
      'Nothing answers at the address in the ticket.',
      'Check the host and port that the API signs for: browsers have to reach them, so names that only exist between servers or containers do not work. Then check the TLS certificate, and extensions that block requests.',
    ],
    'cors-origin-refused': (facts) => [
      "Storage refused the preflight request and lets this page read no answer at all: it does not allow the page's origin.",
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `Storage allows this page's origin, but refused the preflight request for ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `Storage allows ${facts.method}, but refused the preflight request for the headers of the upload: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'Storage answers a plain form, but refused the preflight request (OPTIONS) that browsers send before a form with progress.',
      `${corsRule(facts)} If there is a proxy or firewall in front of storage, make it pass OPTIONS on.`,
    ],
    'cors-answer-hidden': (facts) => [
      "Storage received the probe, but its answer does not allow this page's origin (Access-Control-Allow-Origin), so the browser hides it from the page.",
      `${corsRule(facts)} If there is a proxy or CDN in front of storage, make it pass that header on.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      "Synchronise the clocks of storage and of the machine that signs with a time server, and make sure that no cache keeps the API's answers (Cache-Control: no-store).",
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `The ticket was requested just now, but by this device's clock it was signed ${signed(aheadSeconds)}. ${isStored ? 'Storage accepted it anyway.' : 'Storage refused the probe, but does not mention the time.'}`,
      "Compare the clock of the machine that signs with a time server. If it is right, check whether a cache returns old tickets; nothing may cache the API's answers. If neither is the cause, this device's clock is wrong, which does no harm.",
    ],
    'ticket-short-lived': (facts) => [
      `The ticket expires after ${unit(facts.seconds, 'second')}, which is too short to send a file.`,
      'Make tickets valid for five to fifteen minutes. If the API sends the time of expiry, compare the clocks of its machines.',
    ],
    'ticket-short-lived/expired': (facts) => [
      `${verdicts.expired} It was signed to be valid for ${unit(facts.seconds, 'second')}.`,
      'Make tickets valid for five to fifteen minutes.',
    ],
    'credentials-refused/key': (answer) => [
      `Storage does not know the key that the API signs with (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `The temporary credentials that the API signs with have expired (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `Storage does not accept the session token that the API signs with (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `Storage does not accept the scope of the signature (${answered(answer)}).`,
      "Sign for storage's own region and service, and for a week at most.",
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: a Content-Type was signed, but the ticket does not contain it.`,
      `Have the API add Content-Type to the ticket's ${method === 'PUT' ? 'headers' : 'fields'}, with exactly the value that it signed.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. The ticket was requested for the type ${type}, but contains another Content-Type. Probably one was signed and the other put into the ticket.`,
      "Have the API sign exactly the Content-Type that it puts into the ticket's headers.",
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'headers' : 'fields'
      return [
        `${refused(answer)}: these are signed, but missing from the ticket's ${what}: ${list(names)}.`,
        `Have the API add them to the ticket's ${what}, with exactly the values that it signed, or stop signing them.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: the ticket contains headers that were not signed: ${list(names)}.`,
            "Sign them as headers (in the AWS SDK 'unhoistableHeaders' keeps a checksum out of the query), or leave them out of the ticket.",
          ]
        : [
            `${refused(answer)}: the form has fields without a condition in its policy: ${list(names)}.`,
            'Add a condition for each of them to the policy, or leave them out of the form.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}: the checksum of an empty body was signed.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'The checksum of an empty body was signed. This storage ignores it; others refuse every file.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, although the names in the ticket agree with those that its signature covers.`,
      `Compare ${isTypeSigned ? 'the signed values, the Content-Type above all, with those in the ticket' : 'the signed key and host with those in the ticket'}. Check the secret key and the region that the API signs with, whether those credentials may write to the bucket, and whether a proxy changes the host or a header.`,
    ],

    'connection-broken': [
      'The connection to storage breaks as soon as the bytes of the probe are sent.',
      "Look for a proxy or firewall between the browser and storage that limits the size or the methods of requests, and at storage's own log.",
    ],
    'connection-broken/early': [
      'The connection broke before the whole probe was sent. Storage may have refused the ticket without reading the probe; this browser does not show such an answer.',
      'Run the check with a file smaller than 64 KiB, because every browser shows the refusal then, or run it in Chromium.',
    ],
    'storage-slow': [
      'Storage can be reached, but did not answer the probe in time.',
      "Look at storage's own log, and for proxies in between that wait for something. A longer 'timeoutMs' shows whether storage is slow or stuck.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `Storage stored the probe, but the service worker ${worker} intercepts uploads. The browser then reports no progress, and cannot stop a transfer that is cancelled.`,
      "Begin the worker's fetch handler with `if (event.request.method !== 'GET') return`, so that uploads bypass it.",
    ],
    'storage-redirected': [
      'Storage redirected the probe to another origin, where the ticket is not valid.',
      "Sign for the endpoint that storage redirects to. With S3 that is the endpoint of the bucket's own region.",
    ],
    'storage-redirected/region': (answer) => [
      `The bucket is in a different region from the one that the ticket was signed for (${answered(answer)}).`,
      "Sign with the bucket's own region and endpoint.",
    ],
    'not-storage': [
      'Something other than storage answered: with a page, or with an error that has a success status.',
      'Check the endpoint that the API signs for. Also check whether a proxy, a sign-in page or a captive portal is in between.',
    ],
    'bucket-missing': (answer) => [
      `The bucket in the ticket does not exist (${answered(answer)}).`,
      "Create it, or correct the API's configuration. With MinIO, sign path-style URLs (forcePathStyle).",
    ],
    'bucket-missing/method': (answer) => [
      `Storage does not accept uploads at the address in the ticket (${answered(answer)}).`,
      "Check what the API signs: a form goes to the bucket's URL, a PUT to the object's.",
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      "Look up what this code means, and compare it with what the API signs: size limits, types, checksums, the bucket's policy.",
    ],
    'storage-refused/checksum': (answer) => [
      `The signed checksum does not match the bytes (${answered(answer)}).`,
      'Sign the digest that the ticket was requested with, in base64. If it is right, something between the page and storage changes the bytes.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `The signed checksum is malformed (${answered(answer)}).`,
      'Content-MD5 takes the 16 bytes in base64, not in hexadecimal digits.',
    ],
    'storage-failed/full': (answer) => [`Storage is full (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`Storage is busy (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`Storage failed (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'Storage stored the probe, but hides the ETag from the page. This API needs it to register files.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'Storage hides the ETag from the page, so it cannot be compared with the digest of the bytes.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'The ETag is not the MD5 of the probe, as this backend expects. Intact files would be taken for damaged ones.',
      "If the bucket encrypts with KMS, its ETags are not digests: set the backend's option 'etagIsMd5' to false. Otherwise something between the page and storage changes the bytes.",
    ],
    'confirm-failed': ({ code, error }) => [
      `Storage has the probe, but the backend did not register it (${code}). ${error.detail}${theServerSays(error.said)}`,
      "Look for this call in the server's log: check what it compares with storage, and whether it looks in the same bucket.",
    ],
    'clean-up-failed': [
      'The ticket could not be abandoned, so the probe may stay in storage, unregistered.',
      "Look for this call in the server's log: cancelled uploads are cleaned up by the same call.",
    ],
  },
}
