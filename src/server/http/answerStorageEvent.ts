import { registerArrived } from '../uploads/events/registerArrived.js'
import { readEvents } from '../uploads/events/readEvents.js'
import { Refusal, serverFailed } from '../uploads/Refusal.js'
import type { UploadService } from '../uploads/UploadService.js'
import { answerNothing, answerRefusal } from './answers.js'
import { readAnyJson } from './body/readJson.js'

/** Storage and queues send a few at a time. */
const mostKeys = 1000

/**
 * Answers a notification of the bucket. A failure is answered with 500, so that storage sends it again.
 *
 * @param token what the sender has to know; undefined: nobody may send any
 */
export async function answerStorageEvent(
  service: UploadService,
  token: string | undefined,
  request: Request,
): Promise<Response> {
  try {
    if (request.method !== 'POST') {
      const refusal = new Refusal(405, 'Method not allowed.', { code: 'endpoint-missing' })
      return answerRefusal(refusal, { allow: 'POST' })
    }
    if (token === undefined || !(await isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`))) {
      throw new Refusal(401, 'The sender is not known.')
    }
    await service.prepare()
    const keys = new Set(readEvents(await readAnyJson(request)))
    if (keys.size > mostKeys) throw new Refusal(413, 'The notification names too many objects.', { limit: mostKeys })
    for (const key of keys) await registerArrived(service, key)
    return answerNothing()
  } catch (error) {
    if (error instanceof Refusal) return answerRefusal(error)
    service.hooks.onError(error, 'onStorageEvent')
    return answerRefusal(serverFailed())
  }
}

/** Digests differ at random places, so the time of comparing them tells nothing. */
async function isSame(given: string, expected: string): Promise<boolean> {
  const [one, other] = await Promise.all([given, expected].map(digest))
  return one === other
}

async function digest(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).join()
}
