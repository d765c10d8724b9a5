import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('en')

const what = ({ count, name }: AnnouncedFiles): string => name ?? plural(count, { one: '# file', other: '# files' })
const why = ({ reason }: AnnouncedFiles): string => (reason === undefined ? '.' : `: ${reason}`)

/** English: the default. */
export const enGallery: GalleryTexts = {
  download: (name) => `Download ${name}`,
  copyLink: (name) => `Copy link to ${name}`,
  edit: (name) => `Edit ${name}`,
  delete: (name) => `Delete ${name}`,
  select: (name) => `Select ${name}`,
  move: (name) => `Move ${name}`,

  deleted: (news) => `${what(news)} deleted.`,
  undo: 'Undo',
  restored: (news) => `${what(news)} restored.`,
  notDeleted: (news) => `${what(news)} not deleted${why(news)}`,
  notChanged: (news) => `${what(news)} not changed${why(news)}`,
  notDownloaded: (news) => `${what(news)} not downloaded${why(news)}`,
  dismiss: 'Dismiss',
  linksCopied: (count) => plural(count, { one: 'Link copied.', other: '# links copied.' }),
  notCopied: 'The link could not be copied.',

  selection: {
    label: 'Selection',
    start: 'Select',
    count: (count) => `${number(count)} selected`,
    all: 'Select all',
    end: 'Clear selection',
    download: 'Download',
    copyLinks: 'Copy links',
    delete: 'Delete',
  },

  editing: {
    title: 'Edit details',
    name: 'Name',
    alt: 'Alternative text',
    altHint: 'Describes the picture to people who cannot see it.',
    save: 'Save',
    cancel: 'Cancel',
  },

  viewer: {
    label: 'Viewer',
    close: 'Close',
    previous: 'Previous',
    next: 'Next',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    position: (place, count) => `${number(place)} of ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name} lifted, position ${number(place)} of ${number(count)}. Use the arrow keys to move it, Space to drop it, Escape to cancel.`,
    moved: (place, count) => `Position ${number(place)} of ${number(count)}.`,
    dropped: (name, place, count) => `${name} dropped at position ${number(place)} of ${number(count)}.`,
    cancelled: (name) => `Move cancelled. ${name} is back where it was.`,
    refused: (name) => `The new order could not be saved. ${name} is back where it was.`,
  },

  reasons: {
    forbidden: 'You do not have permission to do this.',
    'not-found': 'The file no longer exists.',
  },
}
