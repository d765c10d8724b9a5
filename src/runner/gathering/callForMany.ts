import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { checkCount } from '../answers/checkCount.js'
import type { PlannedCall } from '../calls/BackendCalls.js'
import type { RunContext } from '../RunContext.js'

type CallForMany = Pick<PlannedCall<unknown>, 'call' | 'signal' | 'keepalive' | 'make' | 'onLate'>

/**
 * Makes one call for several uploads of one backend, with a key of its own beside theirs. Resolves with one answer for
 * each.
 * @throws {PlainError} 'answer-malformed' if there are more answers, or fewer
 */
export async function callForMany<TFile extends StoredFile>(
  members: readonly ActiveUpload<TFile>[],
  call: CallForMany,
  { calls, ports }: Pick<RunContext<TFile>, 'calls' | 'ports'>,
): Promise<readonly unknown[]> {
  const answers = await calls.run({
    ...call,
    uploadIds: members.map(({ id }) => id),
    backend: (members[0] as ActiveUpload<TFile>).backend,
    // The server may have seen each of them before, so the call counts as the latest attempt of any.
    attempt: Math.max(...members.map(({ run }) => run.callAttempt)),
    // A new one each time, because the next call has other members, and is not a repeat of this one.
    idempotencyKey: ports.createId(),
    idempotencyKeys: members.map(({ run }) => run.idempotencyKey),
  })
  checkCount(answers, members.length)
  return answers
}
