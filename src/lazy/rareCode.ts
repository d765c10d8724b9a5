import { createRunner as createBrowserRunner } from '../browserRunner.js'
import { toUploadError } from '../errors/toUploadError.js'
import { afterFailure } from '../runner/failure/afterFailure.js'
import { reasonsAgainst } from '../runner/file/reasonsAgainst.js'
import { findLost } from '../runner/failure/findLost.js'
import { settleLateTicket } from '../runner/failure/settleLateTicket.js'
import { loadChunk } from '../shared/loading/loadChunk.js'
import { lazyCode } from './lazyCode.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploaderOptions } from '../contract/options.js'
import { isAnswerOfApi } from '../runner/outages/isAnswerOfApi.js'
import type { RareCode } from '../runner/lazy/LazyCode.js'
import { createPersistence } from '../runner/recovery/Persistence.js'
import { restoreUploads } from '../runner/recovery/restoreUploads.js'
import type { PagePorts } from '../uploader/Engine.js'
import type { Runner, RunnerContext } from '../uploader/Runner.js'

// Named here, so that bundlers keep it in one chunk with what the calls of a backend share with this code. Over HTTP/1.1 a
// browser opens six connections to a host: the seventh file of a first upload would wait for another round trip.
export { parseRetryAfter } from '../errors/retryAfter.js'

const loadProvidingCode = () => loadChunk('the code to provide files', () => import('./providingCode.js'))

/**
 * Whatever most uploads do without. It is loaded with the first upload that does not go as planned: a step fails, an
 * answer was lost, the accept list does not name the file's type, or a file is picked again. An app with recovery, which
 * needs more of it, loads this module in place of `browserRunner.ts`, so that it waits for one round trip.
 */
export const rareCode: RareCode = {
  afterFailure,
  findLost,
  isAnswerOfApi,
  openHandle: async (...call) => (await loadProvidingCode()).openHandle(...call),
  provideFile: async (...call) => (await loadProvidingCode()).provideFile(...call),
  reasonsAgainst,
  restoreUploads,
  settleLateTicket,
  toUploadError,
}

/** Creates the runner of an app with recovery. */
export function createRunner<TFile extends StoredFile>(
  context: RunnerContext<TFile>,
  options: UploaderOptions<TFile>,
  pagePorts: PagePorts,
): Runner<TFile> {
  return createBrowserRunner(context, options, pagePorts, {
    lazyCode: { ...lazyCode, loadRareCode: async () => rareCode },
    createPersistence: options.recovery && createPersistence(options.recovery),
  })
}
