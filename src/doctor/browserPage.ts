import { readServiceWorker } from '../transfer/readServiceWorker.js'
import type { ExaminedPage, PolicyViolation, Question, Reply } from './ports.js'

/** The page that this code runs on. */
export function createBrowserPage(): ExaminedPage {
  return {
    origin: location.origin,
    isHttps: location.protocol === 'https:',
    isSecure: isSecureContext,
    readServiceWorker,
    isOnline: () => navigator.onLine,
    watchPolicy,
    ask,
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

async function ask({ url, method, isReadable }: Question, signal: AbortSignal): Promise<Reply> {
  // Only what may be read may tell of a redirect.
  const way = isReadable ? ({ mode: 'cors', redirect: 'manual' } as const) : ({ mode: 'no-cors' } as const)
  const init = {
    ...way,
    method,
    signal,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  } as const
  try {
    // A form without fields is what no storage takes, and no browser asks before it sends one.
    const { type } = await fetch(url, method === 'POST' ? { ...init, body: new FormData() } : init)
    return type === 'opaqueredirect' ? 'redirected' : 'answered'
  } catch (error) {
    if (isCalledOff(signal)) throw error
    return 'nothing'
  }
}

/** A time-out is an answer, too: nobody was there. */
function isCalledOff(signal: AbortSignal): boolean {
  return signal.aborted && !(signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError')
}

async function readServerDate(signal: AbortSignal): Promise<number | null> {
  try {
    const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store', credentials: 'omit', signal })
    const date = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(date) ? null : date
  } catch (error) {
    if (isCalledOff(signal)) throw error
    return null
  }
}
