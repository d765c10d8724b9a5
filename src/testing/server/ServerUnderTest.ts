/** Headers that identify an owner, or a function that returns them for each call. */
export type OwnerHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>)

/** What the suite has to know about a server. */
export interface ServerUnderTest {
  /** Headers that make a call one of an owner, such as a user. Nobody else should use this owner during the test. */
  readonly owner: OwnerHeaders
  /** The same for another owner, who must never see anything of the first. */
  readonly otherOwner: OwnerHeaders
  /**
   * Headers of an owner who has just used up what they may send, so that a call for tickets has to be answered with 429.
   * @default none, and the rule is not tested
   */
  readonly waitingOwner?: OwnerHeaders

  /**
   * The profile that is sent with each call for tickets, and with a call for the list, which then has to contain the file.
   * @default none
   */
  readonly profile?: string
  /** A type that the server takes. @default 'text/plain' */
  readonly acceptedType?: string
  /** The first bytes of each file, if the server reads them. @default those of a picture for 'image/png', otherwise none */
  readonly firstBytes?: Uint8Array
  /** Metadata that the server demands of each file. @default {} */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** A type that the server refuses before anything is sent. @default none, and the rule is not tested */
  readonly refusedType?: string
  /** The largest file that the server takes, in bytes. @default unknown, and the rule is not tested */
  readonly maxSizeBytes?: number
  /** The digest that clients announce: the option `digest` of `createRestBackend`. @default 'sha-256' */
  readonly digest?: 'sha-256' | 'md5' | null

  /**
   * What storage itself refuses because it is signed. Whatever is not listed may also be found out at confirm.
   * @default []
   */
  readonly storageRefuses?: readonly SignedProperty[]
  /** Whether the server recognises bytes that it has, and answers `existing` or `stored`. @default true */
  readonly sharesFiles?: boolean
  /** Whether it has `DELETE /files/{id}`. @default true */
  readonly deleteFile?: boolean
  /** Whether it has `PATCH /files/{id}`. @default true */
  readonly updateFile?: boolean
  /** The size above which files are sent in parts, in bytes; null if they never are. @default null */
  readonly multipartAboveBytes?: number | null

  /**
   * How long the suite may wait for a ticket to expire. If tickets are valid for longer, it does not test what follows.
   * @default 0
   */
  readonly longestWaitSeconds?: number
  /** Texts that no answer may contain, such as storage's secret access key. They are not printed. @default [] */
  readonly secrets?: readonly string[]
}

/** The length, the type, the content, or that nothing is overwritten. */
export type SignedProperty = 'length' | 'type' | 'content' | 'overwriting'
