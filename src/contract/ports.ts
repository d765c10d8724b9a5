import type {
  Digest,
  DigestAlgorithm,
  ImageFacts,
  PostTicket,
  PutTicket,
  Receipt,
  StorageRefusal,
  UploadBackend,
} from './types.js'

/**
 * Everything the engine needs from outside, as small interfaces. The `coatcheck/core` entry fills them in for
 * browsers; a test hands in plain objects.
 */
export interface Ports {
  readonly inspector: Inspector
  readonly transport: Transport
  readonly clock: Clock
  readonly connection: Connection
  readonly page: HostPage
  /** Leave to use the wire, shared by all uploaders of a page. */
  readonly slots: SlotPool
  /** Which servers have answered, shared by all uploaders of a page. */
  readonly servers: AnsweredServers
  /** The content that each upload has under its keys, shared by all uploaders of a page. */
  readonly heldKeys: HeldKeys
  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number
  readonly createId: () => string
}

/** Reads facts from a file's bytes, off the main thread. */
export interface Inspector {
  /** How many files it likes to be given at once. */
  readonly concurrency: number
  /**
   * Rejects with an AbortError when `signal` fires, and then works no longer; with an UploadError ('file-changed',
   * 'file-missing', 'file-unreadable') when the bytes cannot be read. A failed image reading only leaves facts out.
   */
  inspect(file: File, options: InspectOptions): Promise<Inspection>
  /** Can the file still be read as it was picked? Cheap: one byte. */
  probe(file: File): Promise<FileCondition>
  dispose(): void
}

export type FileCondition = 'readable' | 'changed' | 'missing'

export interface InspectOptions {
  /** null: no digest is made */
  readonly digest: DigestAlgorithm | null
  /**
   * Whether nothing but the digest is wanted: of one part of a file, which says nothing of the whole.
   * @default false
   */
  readonly digestOnly?: boolean
  /** As the file was picked; one of another size has changed. Default: as the file says now. */
  readonly sizeBytes?: number
  readonly signal: AbortSignal
  readonly onProgress: (inspectedBytes: number) => void
  /** Nothing has moved for some seconds (a drive that does not answer): other files need not wait for this one. */
  readonly onStalled?: () => void
}

/** Facts about one file. */
export interface Inspection {
  readonly digest?: Digest
  /** The digest took several times as long as it could: WASM was not to be had. */
  readonly isHashedInScript?: boolean
  readonly sniffedType?: string
  readonly image?: ImageFacts
  /** The picture is an SVG without a size of its own: only the ratio of what `image` says is real. */
  readonly isRatioOnly?: boolean
  /** A small upright picture (longest edge a few hundred pixels at the most). */
  readonly thumbnail?: Blob
}

/** Carries bytes to storage: one request, one attempt. */
export interface Transport {
  /** Rejects only with an AbortError; whatever storage or the network did is an outcome. */
  send(request: SendRequest, context: SendContext): Promise<SendOutcome>
}

export type SendRequest = (PutTicket | PostTicket) & {
  readonly body: Blob
  /** bytes of the body, where they are known: for a file's size, a browser goes to the disk */
  readonly sizeBytes?: number
  /** Sent with a form's file part. */
  readonly fileName: string
}

export interface SendContext {
  readonly signal: AbortSignal
  readonly onProgress: (sentBytes: number) => void
  /**
   * A service worker stands between: until the first progress is told, bytes may be on their way unseen, and ending the
   * request need not end the transfer.
   */
  readonly onUnseen?: () => void
}

export type SendOutcome =
  /** `wasUnseen`: a service worker hid the progress. */
  | { readonly kind: 'stored'; readonly receipt: Receipt; readonly wasUnseen?: true }
  /** Storage said no. `wasRepeated`: the browser had sent the request before, and did not show the outcome. */
  | {
      readonly kind: 'refused'
      readonly refusal: StorageRefusal
      readonly retryAfterSeconds?: number
      readonly wasRepeated?: true
    }
  /** Nobody knows: storage may have the bytes, or not. */
  | {
      readonly kind: 'no-answer'
      readonly reason: NoAnswerReason
      readonly sentBytes: number
      /** Storage may have refused the body before it had read all of it; this browser does not show such an answer. */
      readonly mayBeRefused?: boolean
    }
  /** The ticket cannot be used as it is (two Content-Types, no '@file'): nothing was sent. */
  | { readonly kind: 'unusable'; readonly why: string }

export type NoAnswerReason =
  /** The connection broke, or the browser would not say. */
  | 'network'
  /** No byte moved for too long. */
  | 'stalled'
  /** All bytes went out, no answer came. */
  | 'silent'
  /** A page's content policy, or another rule, forbade it before a byte moved. */
  | 'blocked'
  /** A redirect led to another origin. */
  | 'redirected'
  /** A 2xx with something in it that storage does not say. */
  | 'not-storage'

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number
  /** Milliseconds since the epoch, for what a person is shown. */
  date(): number
  /** Returns what calls it off. */
  schedule(run: () => void, delayMs: number): () => void
}

export interface Connection {
  isOnline(): boolean
  subscribe(onChange: () => void): () => void
}

/** The page that the uploader lives in. */
export interface HostPage {
  /** Told when the page is left: it may never come back. Returns what ends it. */
  onLeave(tell: () => void): () => void
}

/** Sending slots of one page. */
export interface SlotPool {
  /** How many nobody holds. */
  readonly free: number
  /** Registers a user of the pool with the number of slots it would like; call `leave` when done. */
  join(member: SlotMember): void
  leave(member: SlotMember): void
  /** A release function, or null when all slots are taken. */
  take(member: SlotMember): (() => void) | null
}

export interface SlotMember {
  /** How many it wants at the most. */
  readonly limit: number
  /** A slot may have become free. */
  readonly onFree: () => void
}

/** The content that an upload puts under its keys. */
export interface HeldContent {
  readonly digest?: Digest | undefined
  readonly sizeBytes: number
}

/**
 * The content that each upload has under its keys. A key is a backend's reference, or an object in storage. Two uploads
 * with different content under one key would overwrite each other, or register each other's bytes.
 */
export interface HeldKeys {
  /**
   * Replaces what the upload held before. Returns false, and changes nothing, if another upload holds one of the keys
   * with different content.
   *
   * @param isHolding called whenever another upload wants one of the keys
   */
  hold(holder: object, keys: readonly string[], content: HeldContent, isHolding: () => boolean): boolean
  isHeldByOther(holder: object, key: string): boolean
  /** Whether another upload took its keys while it did not hold them. */
  hasLost(holder: object): boolean
  release(holder: object): void
}

/** The two servers that a backend leads to. */
export type ServerKind = 'api' | 'storage'

/** The servers that have answered this page. One that did and is silent now is down, not misconfigured. */
export interface AnsweredServers {
  has(backend: UploadBackend, kind: ServerKind): boolean
  add(backend: UploadBackend, kind: ServerKind): void
}
