import type { afterFailure } from './failure/afterFailure.js'
import type { contradictsAccept } from './file/contradictsAccept.js'
import type { findLost } from './failure/findLost.js'
import type { isSameFile } from './file/isSameFile.js'
import type { sendParts } from './multipart/sendParts.js'

/** What only those uploads need that do not go as planned. */
export interface RareCode {
  readonly afterFailure: typeof afterFailure
  readonly contradictsAccept: typeof contradictsAccept
  readonly findLost: typeof findLost
  readonly isSameFile: typeof isSameFile
}

/**
 * Code that is not loaded with the first file. Each member loads some of it, and a load that failed may be repeated. A
 * test passes in the code itself, and then need not wait for an import.
 */
export interface LazyCode {
  readonly rare: () => Promise<RareCode>
  readonly sendParts: () => Promise<typeof sendParts>
}
