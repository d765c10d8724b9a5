import type { Announcement } from '../messages.js'

/** The texts of what users can do with the files of a gallery, in one language. Loaded when they are needed. */
export interface GalleryTexts {
  /** The names of a tile's controls. `name` is the name of the file. */
  readonly download: (name: string) => string
  readonly copyLink: (name: string) => string
  readonly edit: (name: string) => string
  readonly delete: (name: string) => string
  readonly select: (name: string) => string
  readonly move: (name: string) => string

  /** Files are gone from the gallery, and can still be brought back. */
  readonly deleted: Announcement
  readonly undo: string
  readonly restored: Announcement
  /** With a reason. */
  readonly notDeleted: Announcement
  /** With a reason. */
  readonly notChanged: Announcement
  /** With a reason. */
  readonly notDownloaded: Announcement
  readonly dismiss: string
  readonly linksCopied: (count: number) => string
  readonly notCopied: string

  readonly selection: {
    /** The name of the bar. */
    readonly label: string
    /** The button that starts selecting. */
    readonly start: string
    readonly count: (count: number) => string
    readonly all: string
    readonly end: string
    readonly download: string
    readonly copyLinks: string
    readonly delete: string
  }

  /** The dialog for the name and the alternative text. */
  readonly editing: {
    readonly title: string
    readonly name: string
    readonly alt: string
    readonly altHint: string
    readonly save: string
    readonly cancel: string
  }

  /** The lightbox. */
  readonly viewer: {
    readonly label: string
    readonly close: string
    readonly previous: string
    readonly next: string
    readonly zoomIn: string
    readonly zoomOut: string
    /** '3 of 12', counted from 1. */
    readonly position: (place: number, count: number) => string
    /** The place alone, while nobody knows how many files there are. */
    readonly place: (place: number) => string
  }

  /** Announcements while an item is moved by keyboard. Places are counted from 1. */
  readonly moving: {
    readonly lifted: (name: string, place: number, count: number) => string
    readonly moved: (place: number, count: number) => string
    readonly dropped: (name: string, place: number, count: number) => string
    readonly cancelled: (name: string) => string
    readonly refused: (name: string) => string
  }

  /** Why the backend refused, where the texts for uploads would say something else. */
  readonly reasons: {
    readonly forbidden: string
    readonly 'not-found': string
  }
}
