import type { DigestAlgorithm } from '../../../contract/fileFacts.js'
import type { ObjectStore, SignedRequest } from '../../../server/storage/ObjectStore.js'
import { explainStorage } from '../bucket/explainStorage.js'
import { isApart } from '../bucket/isApart.js'
import type { CheckContext } from '../CheckContext.js'
import { describeAnswer, isSuccess, type Answer } from '../send.js'
import type { Probe } from './Probe.js'
import { putProbe } from './putProbe.js'

/** The object that the other checks look at. */
export interface StoredProbe {
  readonly key: string
  readonly request: SignedRequest
  /** What storage calls itself. */
  readonly server: string | null
}

/** The digest that a client with the best settings for this storage sends. */
export function bestDigest({ abilities: { putDigests } }: ObjectStore): DigestAlgorithm | null {
  return putDigests.includes('sha-256') ? 'sha-256' : (putDigests[0] ?? null)
}

/** Sends the probe with all headers of a ticket. Returns null if it was not stored. */
export async function checkSending(context: CheckContext, probe: Probe): Promise<StoredProbe | null> {
  const { uploads, findings } = context
  const { storage } = uploads.service
  const object = await probe.toObject(bestDigest(storage))
  const request = await storage.signPut(object)
  const asked = `PUT ${object.size} bytes with a signed URL and its headers (${Object.keys(request.headers).join(', ')}).`
  const answer = await putProbe(context, request, probe.bytes)
  if (!isSuccess(answer)) {
    reportFailure(context, request, asked, answer)
    return null
  }
  findings.ok('storage', {
    asked,
    message: `Storage stored a file that was sent with a ticket (${describeAnswer(answer)}).`,
  })
  return { key: object.key, request, server: answer.headers.get('server') }
}

function reportFailure({ store, findings }: CheckContext, request: SignedRequest, asked: string, answer: Answer): void {
  const message = `Storage did not store it: ${describeAnswer(answer)}.`
  if (answer.status === null && isApart(store, request.url)) {
    // The public name may well lead nowhere from inside a container.
    return findings.warn('storage', {
      asked,
      message: `The public endpoint ${new URL(request.url).origin} cannot be reached from here (${describeAnswer(answer)}), so what browsers do there is not checked.`,
      code: 'storage-unreachable',
      advice: 'Run the check on a machine that reaches both endpoints, or make sure that browsers reach this one.',
    })
  }
  if (store) return findings.problem('storage', { asked, message, ...explainStorage(store.place, answer) })
  findings.problem('storage', {
    asked,
    message,
    code: 'storage-refused',
    advice: 'Look the code up in the documentation of the storage.',
  })
}
