import { browserConnection } from '../../page/connection.js'
import { readServiceWorker } from '../../transfer/readServiceWorker.js'
import type { DoctorPage, PolicyViolation, TestAnswer, TestRequest } from '../ports.js'

/** The page that this code runs on. */
export function createBrowserPage(): DoctorPage {
  return {
    origin: location.origin,
    isHttps: location.protocol === 'https:',
    isSecure: isSecureContext,
    readServiceWorker,
    isOnline: () => browserConnection.isOnline(),
    watchPolicy,
    sendTestRequest,
    readServerDate,
  }
}

function watchPolicy(signal: AbortSignal): readonly PolicyViolation[] {
  const violations: PolicyViolation[] = []
  document.addEventListener(
    'securitypolicyviolation',
    ({ disposition, effectiveDirective: directive, blockedURI }) => {
      const origin = URL.canParse(blockedURI) ? new URL(blockedURI).origin : null
      if (disposition === 'enforce') violations.push({ directive, origin })
    },
    { signal },
  )
  return violations
}

async function sendTestRequest({ url, method, isReadable }: TestRequest, signal: AbortSignal): Promise<TestAnswer> {
  // fetch refuses the combination of 'no-cors' and 'manual'.
  const mode = isReadable ? ({ mode: 'cors', redirect: 'manual' } as const) : ({ mode: 'no-cors' } as const)
  const init = {
    ...mode,
    method,
    signal,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  } as const
  try {
    // An empty form needs no preflight, and no storage stores anything from it.
    const { type } = await fetch(url, method === 'POST' ? { ...init, body: new FormData() } : init)
    return type === 'opaqueredirect' ? 'redirected' : 'answered'
  } catch (error) {
    if (isAborted(signal)) throw error
    return 'nothing'
  }
}

/** A time-out is a finding, not an abort: it means that nothing answered. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted && !(signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError')
}

async function readServerDate(signal: AbortSignal): Promise<number | null> {
  try {
    const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store', credentials: 'omit', signal })
    const date = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(date) ? null : date
  } catch (error) {
    if (isAborted(signal)) throw error
    return null
  }
}
