import { asCode, networkCodeOf } from '../../server/storage/networkCodeOf.js'
import { readXml, textOf } from '../../server/storage/xml/readXml.js'

/** An answer of storage. */
export interface Answer {
  /** null: there was none. */
  readonly status: number | null
  /** S3's, or that of the network. */
  readonly code: string | null
  readonly headers: Headers
  /** Never printed: an error may repeat what was signed. */
  readonly text: string
}

export type Send = (url: string, init?: RequestInit) => Promise<Answer>

const timeoutMs = 15_000

/** Sends requests as a page would, and never rejects. */
export function createSend(fetch: typeof globalThis.fetch): Send {
  return async (url, init = {}) => {
    try {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), ...init })
      const text = await response.text()
      const xml = response.ok ? null : readXml(text)
      const code = xml?.name === 'Error' ? asCode(textOf(xml, 'Code')) : null
      return { status: response.status, code, headers: response.headers, text }
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      return { status: null, code: isLate ? 'Timeout' : networkCodeOf(error), headers: new Headers(), text: '' }
    }
  }
}

export function isSuccess({ status }: Pick<Answer, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300
}

/** 'the status 403, AccessDenied' or 'no answer, ECONNREFUSED' */
export function describeAnswer({ status, code }: Pick<Answer, 'status' | 'code'>): string {
  return `${status === null ? 'no answer' : `status ${status}`}${code === null ? '' : `, ${code}`}`
}
