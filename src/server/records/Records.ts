import type { AnnouncedFile } from '../uploads/AnnouncedFile.js'

/**
 * Where a server remembers its uploads and files. Every method is one atomic step: it takes effect as a whole or not at
 * all, and if two processes race, one of them sees that it came second. No method keeps anything in memory, so any number
 * of processes may share one database.
 *
 * All times are milliseconds since 1970 and come from the caller, so that one clock decides.
 */
export interface Records {
  /** Creates missing tables. Called before the first use; may run in several processes at once. */
  prepare(): Promise<void>

  /**
   * Finds what could make sending unnecessary: uploads of this owner that are `pending` or `stored` and have one of the
   * idempotency keys or contents, and the owner's files that have one of the contents. Their objects are kept. Oldest first,
   * and of many with the same content only the first ones.
   */
  lookUp(owner: string, wanted: Wanted): Promise<Found>

  /**
   * Records new uploads as `pending`, before any URL is signed. All belong to one owner and one profile, whose quota is
   * checked and charged in the same step, file by file in the order given. Answers one outcome for each.
   */
  open(uploads: readonly NewUpload[], quota: Quota, nowMs: number): Promise<readonly Opening[]>

  /**
   * The same, except for uploads whose content `lookUp` would find: they are `known`, and nothing is done. Nearly all uploads
   * are new, so a call that begins with this one needs no other.
   */
  openUnknown(uploads: readonly NewUpload[], quota: Quota, nowMs: number): Promise<readonly Opening[]>

  /**
   * Records a new upload as `stored`, over the object that a registered file of the same owner already has. The object is
   * then in use once more, so deleting the other file keeps it. `gone`: the object has been dropped in the meantime.
   */
  openOver(
    upload: NewUpload,
    objectKey: string,
    quota: Quota,
    nowMs: number,
  ): Promise<Opening | { readonly kind: 'gone' }>

  /** The uploads with these ids, in any state. An id of another owner counts as unknown. */
  findUploads(owner: string, ids: readonly string[]): Promise<readonly UploadRecord[]>

  /** For a notification of storage, which knows only the key. */
  findUploadByKey(key: string): Promise<UploadRecord | null>

  /** Extends the time until which a client may use what it was given for an upload. Never shortens it. */
  extend(ids: readonly string[], urlsExpireAtMs: number): Promise<void>

  /**
   * Records the key of an object that is about to be written for an upload. Unless that upload is registered with it,
   * nothing needs the object once the upload is no longer `pending` or `stored`, even if the process that writes it stops.
   */
  expectObject(key: string, uploadId: string): Promise<void>

  /** Records the id of the multipart upload, if the upload has none yet. Answers the id that holds. */
  setMultipartId(id: string, multipartId: string): Promise<string>

  /** `pending` to `stored`: storage has the verified object, but nobody has confirmed it. False if it was not pending. */
  markStored(id: string): Promise<boolean>

  /**
   * `pending` or `stored` to `failed`, for good, and its quota is given back. Null if it was in neither state. Otherwise the
   * key of the object that nothing needs any more, if there is one.
   */
  fail(id: string): Promise<{ readonly droppedKey: string | null } | null>

  /**
   * `pending` or `stored` to `registered`, together with the new file. Registering an upload twice answers the file of the
   * first time. Null: the upload has failed, or its file has been deleted.
   */
  register(registration: Registration): Promise<FileRecord | null>

  /** Null if there is no such file, or it is another owner's. */
  findFile(owner: string, id: string): Promise<FileRecord | null>

  /** The files of these uploads. */
  findFilesByUpload(owner: string, uploadIds: readonly string[]): Promise<readonly FileRecord[]>

  /** Newest first. Files that are registered meanwhile shift nothing. Null: the cursor is none of ours. */
  listFiles(owner: string, query: FilesQuery): Promise<FilesPage | null>

  /** A member left out is unchanged; an empty `alt` clears it. Null if there is no such file. */
  updateFile(
    owner: string,
    id: string,
    change: { readonly name?: string; readonly alt?: string },
  ): Promise<FileRecord | null>

  /** Deletes a file and gives its quota back. Null if there is none. The keys are of objects that nothing needs any more. */
  deleteFile(owner: string, id: string): Promise<{ readonly droppedKeys: readonly string[] } | null>

  /**
   * Records the smaller pictures of a file before they are written, in place of others, which are dropped. The file has them
   * from `markAnnounced` on. False if it has been deleted.
   */
  setPreviews(id: string, previews: readonly PreviewRecord[]): Promise<boolean>

  /**
   * The files that have not been announced, and whose last attempt was before this time; the longest ago first. Records
   * that they are attempted now, so that those which fail again and again are not in the way of others.
   */
  takeUnannounced(beforeMs: number, nowMs: number, limit: number): Promise<readonly FileRecord[]>

  /** Records that nothing is to be done with the file any more, and that its previews are there. */
  markAnnounced(fileId: string): Promise<void>

  /** What is due to be swept. Each row is taken care of by one of the methods below, which check again. */
  findOverdue(times: SweepTimes, limit: number): Promise<Overdue>

  /** Deletes the row of an upload that has failed, or whose file has been deleted. */
  forgetUpload(id: string): Promise<void>

  /** Deletes the row of a dropped object. */
  forgetObject(key: string): Promise<void>

  /** Closes the connections that it has opened itself. */
  close(): Promise<void>
}

/**
 * pending: a URL may have been signed, and the object may or may not be in storage. stored: storage has the verified
 * object. registered: there is a file. failed: abandoned, never sent, or not what was announced. The last two are final.
 */
export type UploadState = 'pending' | 'stored' | 'registered' | 'failed'

/** An upload that is about to be recorded. */
export interface NewUpload {
  /** The reference that the client gets. Unguessable. */
  readonly id: string
  readonly owner: string
  readonly profile: string
  /** The same for every attempt of one upload. An owner has at most one pending or stored upload with this key. */
  readonly idempotencyKey: string
  /** The object that the URLs are signed for. For `openOver`, the object that exists. */
  readonly key: string
  /** Identifies the bytes; null if they were not hashed. */
  readonly content: string | null
  readonly announced: AnnouncedFile
  /** When the last URL that was signed for it expires. If it was stored already: until when its confirm is waited for. */
  readonly urlsExpireAtMs: number
}

/** An upload as it is recorded. */
export interface UploadRecord extends NewUpload {
  readonly state: UploadState
  /** The id that storage has given its multipart upload; null if none was started. */
  readonly multipartId: string | null
  /** Whether the object belonged to a registered file before. */
  readonly isOverObject: boolean
  readonly createdAtMs: number
}

/** What turns an upload into a file. */
export interface Registration {
  readonly uploadId: string
  readonly fileId: string
  /** The object of the file. Differs from the upload's if the object was copied to a key that no URL was signed for. */
  readonly objectKey: string
  /** What storage reports, without quotes. */
  readonly etag: string
  /** What the client said when it confirmed, checked against what it announced. */
  readonly file: AnnouncedFile
  readonly alt: string | null
  /** Whether nothing is to be done with the file any more, so that `takeUnannounced` leaves it out. */
  readonly isAnnounced: boolean
  /** When the file becomes known. The list is ordered by it. */
  readonly createdAtMs: number
  /** When the app is about to be told of it for the first time. */
  readonly nowMs: number
}

/** A registered file. */
export interface FileRecord {
  readonly id: string
  readonly owner: string
  readonly profile: string
  readonly uploadId: string
  /** The idempotency key of its upload. */
  readonly idempotencyKey: string
  /** The key of its object, which it may share with other files of the owner. */
  readonly objectKey: string
  /** The ETag of its object, without quotes. */
  readonly etag: string
  /** Identifies the bytes; null if they were not hashed. */
  readonly content: string | null
  readonly name: string
  /** The alternative text of a picture. */
  readonly alt: string | null
  /** bytes */
  readonly size: number
  /** MIME type, as it was announced. */
  readonly type: string
  readonly digest?: AnnouncedFile['digest']
  readonly image?: AnnouncedFile['image']
  readonly video?: AnnouncedFile['video']
  readonly metadata: AnnouncedFile['metadata']
  /** Ascending by width. */
  readonly previews: readonly PreviewRecord[]
  readonly createdAtMs: number
}

/** A smaller picture of a file. */
export interface PreviewRecord {
  /** The key of its object. */
  readonly key: string
  /** In pixels of the upright picture. */
  readonly width: number
  readonly type: string
}

/** What `lookUp` looks for. */
export interface Wanted {
  readonly idempotencyKeys: readonly string[]
  readonly contents: readonly string[]
}

/** What `lookUp` has found. */
export interface Found {
  readonly uploads: readonly UploadRecord[]
  readonly files: readonly FileRecord[]
}

/** Which page of an owner's files is wanted. */
export interface FilesQuery {
  /** null: those of all profiles */
  readonly profile: string | null
  /** The `next` of the previous page; null for the first one. */
  readonly cursor: string | null
  readonly limit: number
}

/** A page of an owner's files, newest first. */
export interface FilesPage {
  readonly files: readonly FileRecord[]
  /** null on the last page */
  readonly next: string | null
}

/** What one owner may have and do within one profile. Without a member there is no such limit. */
export interface Quota {
  /** Files at any time, including uploads under way. */
  readonly maxFiles?: number
  /** Their bytes together. */
  readonly maxTotalBytes?: number
  /** What may be begun within a fixed span of time. */
  readonly perWindow?: { readonly seconds: number; readonly maxFiles?: number; readonly maxBytes?: number }
}

/** What became of an upload that was to be opened. */
export type Opening =
  | { readonly kind: 'opened' }
  /** Another call for the same upload came first. */
  | { readonly kind: 'taken' }
  /** The owner has the content already, or another upload of it is under way. Only `openUnknown` says so. */
  | { readonly kind: 'known' }
  | OverQuota

/** The limit that an upload would exceed. */
export interface OverQuota {
  readonly kind: 'over-quota'
  readonly exceeded: 'maxFiles' | 'maxTotalBytes' | 'perWindow.maxFiles' | 'perWindow.maxBytes'
  /** bytes, or a number of files */
  readonly limit: number
  /** When the window ends; null if waiting does not help. */
  readonly retryAtMs: number | null
}

/** When something is due to be swept. */
export interface SweepTimes {
  /** Uploads that were opened before this time, were not registered, and for which no URL is signed any more, are overdue. */
  readonly openedBeforeMs: number
  /** Whatever the last URL of an upload could still bring has arrived if it expired before this time. */
  readonly urlsExpiredBeforeMs: number
}

/** What is due to be swept. */
export interface Overdue {
  /** `pending` or `stored` for too long. */
  readonly uploads: readonly UploadRecord[]
  /**
   * Failed, or registered with a deleted file, and no URL can bring bytes any more. Multipart uploads may be left of them.
   * Their objects must not be removed on this ground: another file may use them. Those to remove are `droppedKeys`.
   */
  readonly ended: readonly UploadRecord[]
  /**
   * Keys of objects that nothing uses and no URL can bring back any more: of failed uploads, deleted files and previews, and
   * what was sent to another key than the file's.
   */
  readonly droppedKeys: readonly string[]
  /** Whether there was more than the limit. */
  readonly hasMore: boolean
}
