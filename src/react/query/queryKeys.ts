import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'

/** The first member of every coatcheck key. */
const root = 'coatcheck'

/** The key of a mirrored ticket or confirm call. `scope` is the backend's. */
export type CallKey = readonly [typeof root, scope: string | undefined, call: 'ticket' | 'confirm']

interface KeyedCall {
  readonly scope?: string | undefined
  readonly call: CallKey[2]
}

/** The key of the mutation that mirrors a call. */
export function callKey({ scope, call }: KeyedCall): CallKey {
  return [root, scope, call]
}

/**
 * The key of the mutations that mirror ticket calls.
 * @example const busy = useIsMutating({ mutationKey: ticketKey(backend.scope) })
 */
export function ticketKey(scope?: string): CallKey {
  return callKey({ scope, call: 'ticket' })
}

/** The key of the mutations that mirror confirm calls. */
export function confirmKey(scope?: string): CallKey {
  return callKey({ scope, call: 'confirm' })
}

/** The key of a backend's gallery. Each backend without a scope gets its own key, so no two share their files. */
export function galleryKey<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
): readonly [typeof root, string, 'gallery'] {
  return [root, keyOfBackend(backend), 'gallery']
}

/** The key of a file's download URL. If the id gives access (Rails' signed ids), a number replaces it. */
export function fileUrlKey<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  fileId: string,
): readonly [typeof root, string, 'url', string] {
  return [root, keyOfBackend(backend), 'url', backend.referenceIsCapability ? findStandIn(backend, fileId) : fileId]
}

/**
 * Whether a query belongs to coatcheck. Its data holds download URLs, which are short-lived and give access, so leave
 * these queries out when you persist a cache or send it to the browser.
 * @example
 * dehydrate(queryClient, {
 *   shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) && !isCoatcheckQuery(query),
 * })
 */
export function isCoatcheckQuery(query: { readonly queryKey: readonly unknown[] }): boolean {
  return query.queryKey[0] === root
}

const standIns = new WeakMap<object, Map<string, string>>()

function findStandIn(backend: object, fileId: string): string {
  const known = standIns.get(backend) ?? new Map<string, string>()
  standIns.set(backend, known)
  const standIn = known.get(fileId) ?? `#${known.size + 1}`
  known.set(fileId, standIn)
  return standIn
}

const instanceKeys = new WeakMap<object, string>()

function keyOfBackend<TFile extends StoredFile>(backend: UploadBackend<TFile>): string {
  // The key is random, so a cache from a server or an earlier page never matches this instance.
  const key = backend.scope ?? instanceKeys.get(backend) ?? `${backend.name}#${Math.random().toString(36).slice(2)}`
  instanceKeys.set(backend, key)
  return key
}
