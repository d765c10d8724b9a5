import { createId } from './shared/createId.js'
import type { StoredFile } from './contract/storedFile.js'
import type { UploadBackend } from './contract/backend.js'
import { createBrowserPage } from './doctor/browserPage.js'
import type { Diagnosis } from './doctor/diagnosis.js'
import { examine } from './doctor/examine.js'
import { defaultTimeoutMs, type DiagnoseOptions } from './doctor/options.js'
import type { ProbeInspection } from './doctor/ports.js'
import { createInspector } from './inspect/inspector.js'
import { systemClock } from './page/systemClock.js'
import { createTransport } from './transfer/transport.js'

export type { Check, CheckName, Diagnosis, Finding, ProblemCode } from './doctor/diagnosis.js'
export { formatDiagnosis } from './doctor/formatDiagnosis.js'
export type { DiagnoseOptions } from './doctor/options.js'

/**
 * Uploads a tiny probe and reports what is misconfigured: content policy, worker, ticket, CORS, clocks, signature, ETag.
 * Leaves no record behind unless `confirm` is set. For developers: call it while the set-up is being made.
 *
 * @throws {TypeError} when an argument is wrong, or on a server. Whatever is misconfigured is a finding, not an error.
 * @throws {DOMException} an AbortError when it is called off, or the reason that its signal was given.
 * @example
 * const { ok, checks } = await diagnose(backend)
 * if (!ok) console.table(checks)
 */
export async function diagnose<TFile extends StoredFile = StoredFile>(
  backend: UploadBackend<TFile>,
  options: DiagnoseOptions = {},
): Promise<Diagnosis> {
  if (typeof document === 'undefined') {
    throw new TypeError('diagnose examines the page that it is called on: call it in a browser.')
  }
  const clock = systemClock
  const { timeoutMs = defaultTimeoutMs } = options
  return examine(backend, options, {
    clock,
    transport: createTransport({
      clock,
      stallAfterMs: timeoutMs,
      answerWithinMs: timeoutMs,
      unseenWithinMs: timeoutMs,
    }),
    page: createBrowserPage(),
    openInspection,
    createId,
  })
}

/** One worker, and none of what the page has learned: a way that is closed shall be found closed again. */
function openInspection(createWorker: (() => Worker) | undefined): ProbeInspection {
  let hasOwnWorkerFailed = false
  const fail = (): void => void (hasOwnWorkerFailed = true)
  const createWatched = createWorker && ((): Worker => watchWorker(createWorker, fail))
  const inspector = createInspector({ createWorker: createWatched, maxWorkers: 1, session: { engine: null } })
  return {
    get engine() {
      return inspector.engine
    },
    get hasOwnWorkerFailed() {
      return hasOwnWorkerFailed
    },
    inspect: (file, digest, signal) => inspector.inspect(file, { digest, signal, onProgress: () => undefined }),
    end: () => inspector.dispose(),
  }
}

function watchWorker(createWorker: () => Worker, fail: () => void): Worker {
  try {
    const worker = createWorker()
    worker.addEventListener('error', fail)
    worker.addEventListener('messageerror', fail)
    return worker
  } catch (error) {
    fail()
    throw error
  }
}
