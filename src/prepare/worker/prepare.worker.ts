import { greeting, type PrepareReply, type PrepareRequest } from '../prepare.messages.js'
import { runPlan } from './runPlan.js'

/** The part of a worker's global scope that is used. The compiler only knows the page's. */
interface WorkerScope {
  postMessage(reply: PrepareReply): void
  addEventListener(type: 'message', listener: (event: MessageEvent<PrepareRequest | 'hello'>) => void): void
}

/** Does nothing on a page, which may have imported the worker's file by mistake. */
function serve(): void {
  if (!('WorkerGlobalScope' in globalThis)) return
  const scope = globalThis as unknown as WorkerScope
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  const reply = (message: PrepareReply): void => scope.postMessage(message)
  // Whoever cancels ends the worker.
  const { signal } = new AbortController()
  scope.addEventListener('message', ({ data }) => {
    if (data === 'hello') return reply({ kind: greeting })
    const onProgress = (fraction: number): void => reply({ kind: 'progress', fraction })
    void runPlan(data, { onProgress, signal }).then((result) => reply({ kind: 'done', result }))
  })
}

serve()
