import type { CallContext } from '../../contract/backend.js'
import type { Clock, Connection } from '../../contract/ports/page.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { WatchTask } from './WatchTask.js'

const firstPauseMs = 1_000
const longestPauseMs = 30_000
const pollForMs = 600_000
/** `fetch` has no time limit of its own. */
const defaultAnswerWithinMs = 30_000

/**
 * Asks for a file after pauses of 1, 2, 4 … 30 seconds, for ten minutes at most, until the signal fires. It does not ask
 * while the page is offline, and that time does not count. An answer that does not come is no news.
 */
export async function pollFile<TFile extends StoredFile>(task: WatchTask<TFile>): Promise<void> {
  const { backend, ports, turns, signal, onChange } = task
  const { clock, connection } = ports
  if (!backend.get) return
  let leftMs = pollForMs
  let pauseMs = firstPauseMs
  let sinceMs = task.sinceMs
  const idempotencyKey = ports.createId()
  for (let attempt = 1; pauseMs <= leftMs; attempt += 1) {
    await waitUntil(sinceMs + pauseMs, clock, signal)
    leftMs -= pauseMs
    await untilOnline(connection, signal)
    if (signal.aborted) return
    const startedAt = clock.now()
    const answer = await turns.take(() => ask(task, { attempt, idempotencyKey }))
    onChange(answer.file)
    if (signal.aborted || answer.isGone) return
    sinceMs = clock.now()
    leftMs -= sinceMs - startedAt
    pauseMs = Math.max(Math.min(firstPauseMs * 2 ** attempt, longestPauseMs), answer.retryAfterMs)
  }
}

interface Answer<TFile> {
  readonly file?: TFile
  /** There is no such file any more. */
  readonly isGone: boolean
  readonly retryAfterMs: number
}

async function ask<TFile extends StoredFile>(
  { backend, fileId, ports, signal }: WatchTask<TFile>,
  call: Pick<CallContext, 'attempt' | 'idempotencyKey'>,
): Promise<Answer<TFile>> {
  const own = new AbortController()
  const abort = (): void => own.abort()
  const callOff = ports.clock.schedule(abort, backend.answerWithinMs ?? defaultAnswerWithinMs)
  signal.addEventListener('abort', abort)
  try {
    // An adapter may ignore the signal.
    const late = new Promise<undefined>((resolve) => own.signal.addEventListener('abort', () => resolve(undefined)))
    const file = signal.aborted
      ? undefined
      : await Promise.race([backend.get?.(fileId, { ...call, signal: own.signal, keepalive: false }), late])
    return { ...(file && { file }), isGone: false, retryAfterMs: 0 }
  } catch (error) {
    const { status, retryAfterSeconds = 0 } = Object(error) as { status?: unknown; retryAfterSeconds?: number }
    return { isGone: status === 404 || status === 410, retryAfterMs: retryAfterSeconds * 1000 || 0 }
  } finally {
    callOff()
    signal.removeEventListener('abort', abort)
  }
}

/** Resolves at a time of the clock, or when the signal fires. */
function waitUntil(atMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return untilCalled(signal, (done) => clock.schedule(done, Math.max(0, atMs - clock.now())))
}

/** Resolves when the page is online, or when the signal fires. */
async function untilOnline(connection: Connection, signal: AbortSignal): Promise<void> {
  if (connection.isOnline()) return
  await untilCalled(signal, (done) => connection.subscribe(() => connection.isOnline() && done()))
}

/** Resolves when `start` calls back, or when the signal fires. `start` returns a function that undoes it. */
function untilCalled(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = (): void => {
      stop()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const stop = start(done)
    signal.addEventListener('abort', done)
  })
}
