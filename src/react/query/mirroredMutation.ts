import { Mutation, MutationCache, type MutationOptions, type QueryClient } from '@tanstack/react-query'
import type { UploadError } from '../../errors/UploadError.js'
import type { BackendCall, UploaderEvents } from '../../contract/events.js'
import type { CallKey } from './queryKeys.js'

/** The variables of a mirrored mutation. They contain ids and nothing that gives access. */
export interface MirroredVariables {
  readonly uploadIds: readonly string[]
  readonly attempt: number
}

/** The data of a mirrored mutation that has ended. */
export interface MirroredData {
  readonly uploadIds: readonly string[]
  /** A cancelled call is not an error: `onSettled` is called for it, `onSuccess` and `onError` are not. */
  readonly outcome: 'answered' | 'cancelled'
}

type Outcome = MirroredData['outcome'] | { readonly error: UploadError }

const shared = new WeakMap<object, WeakMap<QueryClient, MirroredCalls>>()

/** Returns what shows the calls of an uploader in a client, the same for each provider, until `leave` is called. */
export function joinMirroredCalls(uploader: object, queryClient: QueryClient): MirroredCalls {
  const ofUploader = shared.get(uploader) ?? new WeakMap<QueryClient, MirroredCalls>()
  shared.set(uploader, ofUploader)
  const calls = ofUploader.get(queryClient) ?? new MirroredCalls(queryClient)
  ofUploader.set(queryClient, calls)
  calls.users += 1
  return calls
}

type EndCall = (outcome: Outcome) => void

/** Shows the calls that the runner makes in the client's mutation cache, each until it ends. */
export class MirroredCalls {
  readonly #queryClient: QueryClient
  /** Each provider reports each call, perhaps after another has reported its end. */
  readonly #seen = new WeakSet<BackendCall>()
  readonly #shown = new Map<number, EndCall>()
  /** How many providers report calls. */
  users = 0

  constructor(queryClient: QueryClient) {
    this.#queryClient = queryClient
  }

  start(call: BackendCall, mutationKey: CallKey): void {
    if (this.#seen.has(call)) return
    this.#seen.add(call)
    this.#shown.set(call.callId, showCall(this.#queryClient, call, mutationKey))
  }

  end({ callId, outcome, error }: Pick<UploaderEvents['callEnded'], 'callId' | 'outcome' | 'error'>): void {
    const end = this.#shown.get(callId)
    this.#shown.delete(callId)
    end?.(outcome === 'failed' && error ? { error } : outcome === 'answered' ? outcome : 'cancelled')
  }

  leave(): void {
    this.users -= 1
    // StrictMode and a quick <Activity> join again within a task.
    setTimeout(() => {
      if (this.users === 0) for (const callId of this.#shown.keys()) this.end({ callId, outcome: 'cancelled' })
    })
  }
}

/** Shows a call until the function that it returns is called. */
function showCall(queryClient: QueryClient, call: BackendCall, mutationKey: CallKey): EndCall {
  const { uploadIds, attempt } = call
  const answer = Promise.withResolvers<MirroredData>()
  // The call may fail before the mutation awaits this promise, which must not be reported as unhandled.
  answer.promise.catch(() => {})
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
  // The error has reached the host's callbacks and the mutation's state, so nobody else needs it.
  mutation.execute({ uploadIds, attempt }).then(
    () => mutation.release(),
    () => mutation.release(),
  )
  return (outcome) =>
    typeof outcome === 'string' ? answer.resolve({ uploadIds, outcome }) : answer.reject(outcome.error)
}

/** Counts downwards, because the host's own mutations count upwards from 1. */
let nextMutationId = -1

/** Takes only callbacks and `meta` from the host's defaults: `mutationFn`, `retry` or `scope` would alter the call. */
function readDefaults(queryClient: QueryClient, mutationKey: readonly unknown[]) {
  const defaults = queryClient.defaultMutationOptions<MutationOptions>({ mutationKey })
  return { ...guard(() => defaults), ...(defaults.meta && { meta: defaults.meta }) }
}

class CallMutation extends Mutation<MirroredData, UploadError, MirroredVariables> {
  /** Query checks a pending mutation once per `gcTime`; with 0, the check would run in a tight loop. */
  protected override scheduleGc(): void {
    if (this.state.status === 'success' || this.state.status === 'error') super.scheduleGc()
  }

  release(): void {
    this.scheduleGc()
  }
}

/** The host's cache as a mirrored mutation sees it: the mutation never queues, and no callback can throw. */
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

/** Wraps the callbacks so that an error in one of them is logged and changes nothing else. */
function guard(read: () => object): Record<CallbackName, Callback> {
  const guarded =
    (name: CallbackName): Callback =>
    async (...args) => {
      if (name === 'onSuccess' && isCancelled(args[0])) return undefined
      try {
        // Releases of Query differ in the arguments, so all of them are passed on.
        return await (read() as Partial<Record<CallbackName, Callback>>)[name]?.(...args)
      } catch (error) {
        console.error(`${name} of a mutation threw. The upload continues.`, error)
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
