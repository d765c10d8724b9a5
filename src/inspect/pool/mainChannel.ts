import { isEnd } from '../inspect.messages.js'
import type { CreateHasher, Hashing } from '../worker/hash/hasher.js'
import type { Channel, ChannelListener } from './Channel.js'

/**
 * Lets the page stand in for a worker: the same conversation, in short slices. Rejects if its code cannot be loaded.
 */
export async function openMainChannel(givenHashing?: Hashing): Promise<Channel> {
  const { serveOnPage } = await import('../worker/serveOnPage.js')
  let listener: ChannelListener | null = null
  const running = new Set<number>()
  const { hashing, receive } = serveOnPage({
    hashing: givenHashing,
    createScriptHasher,
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
const createScriptHasher: CreateHasher = async (algorithm) => {
  const script = await import('../worker/hash/scriptHasher.js')
  return script.createScriptHasher(algorithm)
}
