import { isEnd } from '../inspect.messages.js'
import type { Hashing } from '../worker/hash/hasher.js'
import type { Channel, ChannelListener } from './Channel.js'

/** Half a frame, so that nobody notices the work on the page. */
const yieldIntervalMs = 8

/**
 * Lets the page stand in for a worker: the same conversation, in short slices. Rejects if its code cannot be loaded.
 */
export async function openMainChannel(givenHashing?: Hashing): Promise<Channel> {
  const { serveInspections } = await import('../worker/serveInspections.js')
  const hashing = givenHashing ?? (await choosePageHashing())
  let listener: ChannelListener | null = null
  const running = new Set<number>()
  const receive = serveInspections({
    hashing,
    yieldIntervalMs,
    reply(reply) {
      if (isEnd(reply)) running.delete(reply.id)
      listener?.onReply(reply)
    },
  })
  return {
    engine: 'main',
    hashing: hashing.kind,
    canTerminate: false,
    listen: (given) => void (listener = given),
    post(request) {
      if (request.kind === 'inspect') running.add(request.id)
      receive(request)
    },
    close() {
      // The page cannot be terminated, so the jobs are told to stop at their next slice.
      listener = null
      for (const id of running) receive({ kind: 'cancel', id })
    },
  }
}

/** The script is loaded with the first file that needs it, where WASM is blocked. */
async function choosePageHashing(): Promise<Hashing> {
  const { chooseHashing } = await import('../worker/hash/chooseHashing.js')
  return chooseHashing(async (algorithm) => {
    const { createScriptHasher } = await import('../worker/hash/scriptHasher.js')
    return createScriptHasher(algorithm)
  })
}
