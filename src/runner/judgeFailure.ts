import type { Ports } from '../contract/ports/ports.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { isChunkError } from '../errors/isChunkError.js'
import { loadChunk } from '../shared/loadChunk.js'
import { loadWaitMs } from '../shared/loadWaitMs.js'
import { untilAborted } from '../shared/untilAborted.js'
import type { ActiveUpload } from './ActiveUpload.js'
import type { LazyCode } from './LazyCode.js'
import type { Failure, Next } from './Next.js'
import type { RunContext } from './RunContext.js'
import type { Turn } from './scheduling/Turn.js'

/**
 * Has `afterFailure` decide what comes after a failed step. Its code is in the chunk of `rareCode.ts`, because most
 * uploads succeed without it. If the code of the step itself could not be loaded, the step is taken again: that says
 * nothing of the file or its servers, so it costs no try.
 */
export async function judgeFailure<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  thrown: unknown,
  turn: Turn<TFile> | null,
  context: RunContext<TFile>,
): Promise<Next<TFile> | Failure> {
  active.signal.throwIfAborted()
  const wasOnline = context.ports.connection.isOnline()
  // An adapter may load the code of its calls with the first of them.
  if (isChunkError(thrown) || (thrown instanceof Error && isChunkError(thrown.cause))) {
    turn?.end()
    if (step === 'sending') active.forgetSend()
    return { step, loadAgainMs: loadWaitMs(active.countFailedLoad()) }
  }
  const { afterFailure } = await loadPatiently(active, step, turn, context)
  return afterFailure(active, step, thrown, wasOnline, turn, context)
}

/**
 * Without this code nothing can be decided, so the upload waits for it as for the connection, however long that takes.
 */
async function loadPatiently<TFile extends StoredFile>(
  active: ActiveUpload<TFile>,
  step: Step,
  turn: Turn<TFile> | null,
  { lazyCode, ports }: RunContext<TFile>,
): ReturnType<LazyCode['rare']> {
  for (let failures = 1; ; failures += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      const code = await loadChunk('code that few uploads need', lazyCode.rare)
      active.signal.throwIfAborted()
      return code
    } catch {
      active.signal.throwIfAborted()
      turn?.end()
      // A new deployment looks the same as a lost connection from here, and reloading the page mends both.
      active.dispatch({ type: 'paused', by: 'offline', at: step })
      // oxlint-disable-next-line no-await-in-loop
      await waitToLoad(ports, loadWaitMs(failures), active.signal)
    }
  }
}

/** Resolves after a time, and earlier when the page is online again. Rejects if the upload is aborted. */
function waitToLoad({ clock, connection }: Ports, waitMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const callOff = clock.schedule(resolve, waitMs)
  const unsubscribe = connection.subscribe(() => {
    if (connection.isOnline()) resolve()
  })
  return untilAborted(promise, signal).finally(() => {
    callOff()
    unsubscribe()
  })
}
