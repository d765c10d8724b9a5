import { Mutation, MutationCache, type MutationOptions, type QueryClient } from '@tanstack/react-query'
import type { UploadError } from '../../errors/UploadError.js'
import type { BackendCall } from '../../contract/events.js'
import type { CallKey } from './queryKeys.js'

/** What a mirrored mutation says of its call: ids, and nothing that gives access. */
export interface MirroredVariables {
  readonly uploadIds: readonly string[]
  readonly attempt: number
}

export interface MirroredData {
  readonly uploadIds: readonly string[]
  /** A cancelled call ends as no error; `onSuccess` is not called for it, `onSettled` is. */
  readonly outcome: 'answered' | 'cancelled'
}

/** Stands for a call that somebody else makes. */
export interface MirroredMutation {
  readonly end: (outcome: MirroredData['outcome'] | { readonly error: UploadError }) => void
}

/** Shows a call in the client's mutation cache until it is ended. */
export function showCall(queryClient: QueryClient, call: BackendCall, mutationKey: CallKey): MirroredMutation {
  const { uploadIds, attempt } = call
  const answer = createAnswer()
  const mutation = new CallMutation({
    client: queryClient,
    mutationCache: new GuardedCache(queryClient.getMutationCache()),
    mutationId: nextMutationId--,
    options: {
      ...readDefaults(queryClient, mutationKey),
      mutationKey,
      mutationFn: () => answer.promise,
      networkMode: 'always',
      retry: false,
      gcTime: 0,
    },
  })
  queryClient.getMutationCache().add(mutation)
  // The error went to the host's callbacks and stands in the state.
  mutation.execute({ uploadIds, attempt }).then(
    () => mutation.release(),
    () => mutation.release(),
  )
  return {
    end: (outcome) =>
      typeof outcome === 'string' ? answer.resolve({ uploadIds, outcome }) : answer.reject(outcome.error),
  }
}

/** The host's own mutations count upwards from 1. */
let nextMutationId = -1

function createAnswer() {
  let resolve!: (data: MirroredData) => void
  let reject!: (error: UploadError) => void
  const promise = new Promise<MirroredData>((resolveIt, rejectIt) => {
    resolve = resolveIt
    reject = rejectIt
  })
  // The mutation may not have come to awaiting it.
  promise.catch(() => {})
  return { promise, resolve, reject }
}

/** Of the host's defaults only those that look on: not `mutationFn`, `retry` or a `scope` to queue in. */
function readDefaults(queryClient: QueryClient, mutationKey: readonly unknown[]) {
  const defaults = queryClient.defaultMutationOptions<MutationOptions>({ mutationKey })
  return { ...guard(() => defaults), ...(defaults.meta && { meta: defaults.meta }) }
}

class CallMutation extends Mutation<MirroredData, UploadError, MirroredVariables> {
  /** Query looks every `gcTime` whether a pending mutation has ended: with 0 that would be all the time. */
  protected override scheduleGc(): void {
    if (this.state.status === 'success' || this.state.status === 'error') super.scheduleGc()
  }

  release(): void {
    this.scheduleGc()
  }
}

/** The host's cache, as a mirrored mutation sees it: it waits for no other, and no callback throws. */
class GuardedCache extends MutationCache {
  readonly #host: MutationCache

  constructor(host: MutationCache) {
    super(guard(() => host.config))
    this.#host = host
  }

  override notify(...event: Parameters<MutationCache['notify']>): void {
    this.#host.notify(...event)
  }

  override remove(...mutation: Parameters<MutationCache['remove']>): void {
    this.#host.remove(...mutation)
  }

  override canRun(): boolean {
    return true
  }

  override runNext(): Promise<unknown> {
    return Promise.resolve()
  }
}

type CallbackName = 'onMutate' | 'onSuccess' | 'onError' | 'onSettled'
type Callback = (...args: readonly unknown[]) => Promise<unknown>

/** The same callbacks; what one throws is shown to the developer and changes nothing. */
function guard(read: () => object): Record<CallbackName, Callback> {
  const guarded =
    (name: CallbackName): Callback =>
    async (...args) => {
      if (name === 'onSuccess' && isCancelled(args[0])) return undefined
      try {
        // Each gets the arguments that this release of Query has for it.
        return await (read() as Partial<Record<CallbackName, Callback>>)[name]?.(...args)
      } catch (error) {
        console.error(`${name} of a mutation threw while it was told of an upload's call. The upload goes on.`, error)
        return undefined
      }
    }
  return {
    onMutate: guarded('onMutate'),
    onSuccess: guarded('onSuccess'),
    onError: guarded('onError'),
    onSettled: guarded('onSettled'),
  }
}

function isCancelled(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'outcome' in data && data.outcome === 'cancelled'
}
