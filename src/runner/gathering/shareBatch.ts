import type { Failed } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { SharedCall } from '../scheduling/SharedCall.js'
import type { Batch, BatchCall } from './Batch.js'

/**
 * The call of a batch, as a step makes it: an answer that says that this upload failed is an error.
 *
 * @param read takes from an answer what a call for one upload would have returned
 */
export function shareBatch<TFile extends StoredFile>(
  batch: Batch<ActiveUpload<TFile>>,
  call: BatchCall<ActiveUpload<TFile>>,
  read: (answer: unknown) => unknown = (answer) => answer,
): SharedCall<TFile> {
  return {
    async join(active) {
      const answer = await batch.join(active, call)
      if (isFailed(answer)) throw answer.error
      return read(answer)
    },
    leave: () => batch.leave(),
  }
}

/** Whether one member failed while others did not. */
function isFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'failed'
}
