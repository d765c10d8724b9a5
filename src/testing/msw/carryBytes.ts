import { delay } from 'msw'

const senders = new Map<string, XMLHttpRequest>()

/** Remembers who sent a request, until its bytes are carried. */
export function noteSender(requestId: string, initiator: unknown): void {
  if (typeof XMLHttpRequest === 'undefined' || !(initiator instanceof XMLHttpRequest)) return
  senders.set(requestId, initiator)
  initiator.addEventListener('loadend', () => senders.delete(requestId))
}

export interface Cargo {
  readonly requestId: string
  readonly sizeBytes: number
  readonly bytesPerSecond: number
}

const tickMs = 100

/**
 * Takes the time that the bytes need at a speed, and reports progress to the sender meanwhile. MSW itself reports all
 * progress at once, after the handler has answered.
 */
export async function carryBytes({ requestId, sizeBytes, bytesPerSecond }: Cargo): Promise<void> {
  const sender = senders.get(requestId)
  const step = (bytesPerSecond * tickMs) / 1000
  for (let sentBytes = 0; sentBytes < sizeBytes; sentBytes += step) {
    if (sentBytes > 0) tellProgress(sender, Math.floor(sentBytes), sizeBytes)
    await delay(Math.min(tickMs, ((sizeBytes - sentBytes) / bytesPerSecond) * 1000))
    // The request was aborted.
    if (sender && !senders.has(requestId)) return
  }
}

function tellProgress(sender: XMLHttpRequest | undefined, loaded: number, total: number): void {
  sender?.upload.dispatchEvent(new ProgressEvent('progress', { lengthComputable: true, loaded, total }))
}
