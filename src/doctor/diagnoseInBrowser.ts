import type { UploadBackend } from '../contract/backend.js'
import { browserConnection } from '../page/connection.js'
import { systemClock } from '../page/systemClock.js'
import { createId } from '../shared/createId.js'
import { createTransport } from '../transfer/transport.js'
import { defaultTimeoutMs, type DiagnoseOptions } from './options.js'
import { createBrowserPage } from './page/browserPage.js'
import { createProbeInspector } from './page/createProbeInspector.js'
import type { Diagnosis } from './report/diagnosis.js'
import { runChecks } from './runChecks.js'

/** Runs the checks on the page that this code was loaded by. */
export async function diagnoseInBrowser(backend: UploadBackend, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  if (typeof document === 'undefined') {
    throw new TypeError('diagnose examines the page, so call it in a browser.')
  }
  const clock = systemClock
  const { timeoutMs = defaultTimeoutMs } = options
  return runChecks(backend, options, {
    clock,
    transport: createTransport({
      clock,
      connection: browserConnection,
      stallAfterMs: timeoutMs,
      answerWithinMs: timeoutMs,
      unseenWithinMs: timeoutMs,
    }),
    page: createBrowserPage(),
    createInspector: createProbeInspector,
    createId,
  })
}
