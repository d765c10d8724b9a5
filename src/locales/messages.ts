import type { DoctorTexts } from '../doctor/report/DoctorTexts.js'
import type { PrepareTexts } from './prepare/PrepareTexts.js'
import type { RecoveryTexts } from './recovery/RecoveryTexts.js'
import type { UploadErrorCode } from '../errors/codes.js'
import type { GalleryTexts } from './gallery/GalleryTexts.js'

/**
 * What happened, and what to do about it. The second text is empty if nothing can be done. A third one replaces it if a
 * retry would be useless.
 */
export type ErrorText = readonly [whatHappened: string, whatToDo: string, whatElseToDo?: string]

/** The files that an announcement is about. */
export interface AnnouncedFiles {
  readonly count: number
  /** The file's name, if it is a single one. */
  readonly name?: string
  /** Why they failed or were not accepted, as a sentence. */
  readonly reason?: string
}

/** A sentence for the live region: 'photo.jpg added.', '3 files failed: The server could not be reached.' */
export type Announcement = (files: AnnouncedFiles) => string

/**
 * All texts of the parts in one language. Numbers, sizes and times are formatted by `Intl`.
 * @example <UploadProvider locale={de} backend={backend}>
 */
export interface Messages {
  /** BCP 47: 'en', 'de', 'pt-BR'. */
  readonly language: string
  readonly formatBytes: (bytes: number) => string
  /** '1.9 of 3.3 MB', in the unit of the whole. Its length is the same from the start to the end, so nothing moves. */
  readonly formatBytesOf: (part: number, whole: number) => string
  /** '1.2 MB/s' */
  readonly formatSpeed: (bytesPerSecond: number) => string
  /** 0 to 1 */
  readonly formatPercent: (fraction: number) => string
  /** 'X, Y and Z' */
  readonly joinWords: (words: readonly string[]) => string
  /** Short facts side by side, for screen readers: 'Sending, 58%' */
  readonly joinFacts: (facts: readonly string[]) => string

  readonly dropzone: {
    readonly title: (isMultiple: boolean) => string
    /** Replaces `title` if files that are pasted anywhere on the page are added. */
    readonly titleOrPaste: (isMultiple: boolean) => string
    /** Replaces `title` on devices with touch. The kind is 'image' or 'video' if nothing else is accepted. */
    readonly touchTitle: (isMultiple: boolean, kind: 'image' | 'video' | 'file') => string
    /** The label of the button that opens the camera. */
    readonly camera: (kind: 'image' | 'video' | 'file') => string
    /** The label of the button that chooses a folder with all its files. */
    readonly folder: string
    /** The title of a zone above the rows of files that were added. */
    readonly addMore: (isMultiple: boolean) => string
    /** The text of a button that uploads files. */
    readonly upload: (isMultiple: boolean) => string
    /** Shown while files are dragged over the zone. */
    readonly drop: (isMultiple: boolean) => string
    /** Shown while none of the dragged files would be accepted. */
    readonly wrongType: string
    /** Shown while dropped files and folders are being read. */
    readonly reading: string
    readonly disabled: string
    /** Shown while files can be seen but not added. */
    readonly readOnly: string
    readonly required: string
    /** `kinds`: 'images and PDF'. */
    readonly accepts: (kinds: string) => string
    /** Names for `image/*` and its like in `accept`, with the keys 'image', 'video', 'audio' and 'text'. */
    readonly kinds: Readonly<Record<string, string>>
    /** `isMultiple`: of each file, and not of the only one. */
    readonly upTo: (size: string, isMultiple: boolean) => string
    readonly atLeast: (size: string, isMultiple: boolean) => string
    readonly atMostFiles: (count: number) => string
    readonly atMostInAll: (size: string) => string
    readonly onlyOne: string
    readonly unreadable: (count: number) => string
    /** The form's validation message while a required file is missing. */
    readonly missing: (isMultiple: boolean) => string
    readonly unfinished: string
  }

  /** A field for one picture. */
  readonly avatar: {
    readonly choose: string
    /** Replaces `choose` while there is a picture. */
    readonly change: string
    readonly remove: string
    /** Shown while a picture is dragged over the field. */
    readonly drop: string
    /** The form's validation message while a required picture is missing. */
    readonly missing: string
  }

  readonly list: {
    readonly label: string
    readonly rejectionsLabel: string
    /** Shown below a long list that is not rendered in full. */
    readonly more: (count: number) => string
    /** Tells screen reader users, once as they enter the list, which keys work there. */
    readonly keys: string
    readonly progressOf: (name: string) => string
    readonly progressOfAll: string
  }

  readonly status: {
    readonly waiting: string
    readonly waitingForDuplicate: string
    readonly retryingIn: (seconds: number) => string
    readonly retryingNow: string
    readonly inspecting: string
    readonly requesting: string
    readonly sending: string
    readonly sendingAgain: string
    readonly confirming: string
    readonly pausedByUser: string
    readonly offline: string
    /** A warning about an image whose content has a different format from its type: 'PNG', 'JPEG'. */
    readonly otherContent: (found: string, declared: string) => string
    readonly fileMissing: string
    /** Shown while the file that was chosen again is compared with the missing one. */
    readonly comparing: string
    /** Shown if the comparison found a difference. */
    readonly anotherFile: string
    readonly cancelled: string
    readonly uploaded: string
    /** Replaces `uploaded` if the backend gave the file another name. */
    readonly uploadedAs: (name: string) => string
    readonly existing: string
    /** Replaces `existing` if the backend has the file under another name. */
    readonly existingAs: (name: string) => string
    readonly initial: string
    /** The backend still does something with the stored file: it scans or converts it. */
    readonly processing: string
    /** The backend does not accept the stored file. */
    readonly rejected: string
    /** Precedes the text of an error if storage has the bytes. */
    readonly failedToRegister: string
    /** Precedes the API's own message. */
    readonly serverSays: string
    readonly secondsLeft: (seconds: number) => string
  }

  /** Buttons. `name` is the name of the file. */
  readonly actions: {
    readonly pause: (name: string) => string
    readonly resume: (name: string) => string
    readonly cancel: (name: string) => string
    readonly retry: (name: string) => string
    /** Takes the row of a finished upload out of the list. The file itself stays where it is stored. */
    readonly clear: (name: string) => string
    /** The label of the button that chooses a missing file again. */
    readonly choose: (name: string) => string
    readonly dismiss: (name: string) => string
    /** Dismisses all files that were rejected for one reason. */
    readonly dismissFiles: (count: number) => string
    readonly dismissAll: string
    readonly retryFailed: (count: number) => string
    /** Added, for screen readers, to the number of failed files, which is a button. */
    readonly nextFailed: string
    readonly clearFinished: string
    readonly closeTray: string
    readonly pauseAll: string
    readonly resumeAll: string
  }

  readonly summary: (done: number, count: number) => string
  /** `retryable` of them can be retried. */
  readonly summaryFailed: (count: number, retryable: number) => string

  readonly errors: Readonly<Record<UploadErrorCode, ErrorText>>

  /** By the code of the reason; `other` is for the app's own codes. */
  readonly rejections: {
    readonly 'type-not-accepted': (kinds: string) => string
    readonly 'file-too-large': (limit: string) => string
    readonly 'file-too-small': (limit: string) => string
    /** Takes the place of 'file-too-small' where the minimum is one byte. */
    readonly 'file-empty': () => string
    readonly 'too-many-files': (limit: number) => string
    readonly 'total-too-large': (limit: string) => string
    readonly 'too-many-pixels': (limit: number) => string
    readonly 'too-narrow': (limit: number) => string
    readonly 'too-low': (limit: number) => string
    /** The API cannot represent a larger size. */
    readonly 'size-over-limit': (limit: string) => string
    /** The app has not said what the file should be attached to. */
    readonly 'entity-missing': () => string
    readonly 'asset-missing': () => string
    /** The API derives the type from the extension. */
    readonly 'extension-missing': () => string
    readonly other: (code: string, limit: number | string | undefined) => string
  }

  /** The texts around the doctor's report. */
  readonly doctor: {
    /** The label of the button. */
    readonly check: string
    readonly title: string
    readonly running: string
    readonly summary: (problems: number, warnings: number) => string
    /** The checks could not run. */
    readonly failed: string
    /** The code of the checks or of the report could not be loaded. */
    readonly notLoaded: string
    readonly outcomes: Readonly<Record<'ok' | 'problem' | 'warning' | 'not-checked', string>>
    /** The label that opens the list of checks that found nothing. */
    readonly others: (count: number) => string
    readonly copy: string
    readonly copied: string
    readonly again: string
    readonly close: string
    /** Loads the sentences of the report when it is opened, because most pages never need them. With null, they are in English. */
    readonly loadTexts: (() => Promise<DoctorTexts>) | null
  }

  /** Sentences for the live region. Several of them may be joined to one announcement. */
  readonly announce: {
    readonly added: Announcement
    /** With a reason. */
    readonly rejected: Announcement
    readonly done: Announcement
    /** The backend has processed files that it had stored. */
    readonly ready: Announcement
    /** With a reason. */
    readonly failed: Announcement
    readonly cancelled: Announcement
    readonly paused: Announcement
    readonly resumed: Announcement
    /** Rows that have left the list. Nothing was deleted at the backend. */
    readonly cleared: Announcement
    /** All files of a batch have been uploaded. */
    readonly allDone: string
    /** Stands for the reasons if there are too many to read out. */
    readonly manyReasons: string
    /** Follows `status.offline` once the connection is back. */
    readonly online: string
  }

  readonly gallery: {
    readonly label: string
    readonly loading: string
    readonly empty: string
    readonly failed: string
    readonly retry: string
    readonly more: string
    readonly loadingMore: string
    readonly broken: string
    readonly untitled: string
    readonly open: (name: string) => string
    /** Tells screen reader users, once as they enter the gallery, which keys work there. */
    readonly keys: string
    /** Loads the texts for what users can do with files, if they can. With null, these are in English. */
    readonly loadTexts: (() => Promise<GalleryTexts>) | null
  }

  /** What rows say that could read their file again. */
  readonly recovery?: {
    /** Loads the texts with the first row that needs them. Left out: English. */
    readonly loadTexts?: () => Promise<RecoveryTexts>
  }
  /** What `prepare` did to a file. */
  readonly prepare?: {
    /** Loads the words for what `coatcheck/prepare` notes, with the first row that needs them. Left out: English. */
    readonly loadTexts?: () => Promise<PrepareTexts>
    /** Words for the notes of your own steps, by their codes. Rows say nothing about a code without words. */
    readonly notes?: Readonly<Record<string, string>>
  }
}
