import type { toUploadError } from '../../errors/toUploadError.js'
import type { afterFailure } from '../failure/afterFailure.js'
import type { prepareFile } from '../file/prepareFile.js'
import type { reasonsAgainst } from '../file/reasonsAgainst.js'
import type { Gathering } from '../gathering/Gathering.js'
import type { findLost } from '../failure/findLost.js'
import type { settleLateTicket } from '../failure/settleLateTicket.js'
import type { isAnswerOfApi } from '../outages/isAnswerOfApi.js'
import type { sendParts } from '../multipart/sendParts.js'
import type { openHandle } from '../recovery/openHandle.js'
import type { provideFile } from '../recovery/provideFile.js'
import type { restoreUploads } from '../recovery/restoreUploads.js'

/** What only those uploads need that do not go as planned. */
export interface RareCode {
  readonly afterFailure: typeof afterFailure
  readonly reasonsAgainst: typeof reasonsAgainst
  readonly findLost: typeof findLost
  readonly isAnswerOfApi: typeof isAnswerOfApi
  readonly openHandle: typeof openHandle
  readonly provideFile: typeof provideFile
  readonly restoreUploads: typeof restoreUploads
  readonly settleLateTicket: typeof settleLateTicket
  readonly toUploadError: typeof toUploadError
}

/**
 * Loads code that does not come with the first file. Each load may reject with an error that `isChunkError` recognises,
 * and may be repeated then. A test passes in the code itself, and need not wait for an import.
 */
export interface LazyCode {
  readonly loadRareCode: () => Promise<RareCode>
  readonly loadSendParts: () => Promise<typeof sendParts>
  readonly loadPrepareFile: () => Promise<typeof prepareFile>
  readonly loadGathering: () => Promise<typeof Gathering>
}
