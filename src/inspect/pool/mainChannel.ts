import type { CreateHasher } from '../worker/hash/hasher.js'
import { type InspectRequest, isEnd } from '../inspect.messages.js'
import type { Channel, ChannelListener } from './Channel.js'

/** Half a frame: work on the page must not be noticed there. */
const yieldIntervalMs = 8

/** Loads WASM hashing, or where that is blocked the script, when the first file needs it. */
export const createPageHasher: CreateHasher = async (algorithm) => {
  const { preferHasher } = await import('../worker/hash/hasher.js')
  const { createWasmHasher } = await import('../worker/hash/wasmHasher.js')
  return preferHasher(createWasmHasher, async (algorithm) => {
    const { createScriptHasher } = await import('../worker/hash/scriptHasher.js')
    return createScriptHasher(algorithm)
  })(algorithm)
}

/** The page in the place of a worker: the same conversation, in slices. */
export async function openMainChannel(createHasher: CreateHasher = createPageHasher): Promise<Channel> {
  const { serveInspections } = await import('../worker/serveInspections.js')
  let listener: ChannelListener | null = null
  const running = new Set<number>()
  const receive = serveInspections({
    createHasher,
    yieldIntervalMs,
    reply(reply) {
      if (isEnd(reply)) running.delete(reply.id)
      listener?.onReply(reply)
    },
  })
  const post = (request: InspectRequest): void => {
    if (request.kind === 'inspect') running.add(request.id)
    receive(request)
  }
  return {
    engine: 'main',
    canKill: false,
    listen: (given) => void (listener = given),
    post,
    end() {
      listener = null
      for (const id of running) receive({ kind: 'cancel', id })
    },
  }
}
