import { createFormats } from './formats.js'
import type { Announcement, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('en')

const files = (count: number): string => plural(count, { one: '# file', other: '# files' })

const announce =
  (what: string): Announcement =>
  ({ count, name = files(count), reason }) =>
    `${name} ${what}${reason === undefined ? '.' : `: ${reason}`}`

const manyOf = { image: 'photos', video: 'videos', file: 'files' }
const oneOf = { image: 'a photo', video: 'a video', file: 'a file' }

const tellSupport = 'Please contact support.'

/** English: the default. */
export const en: Messages = {
  language: 'en',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} of ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) => (isMultiple ? 'Drop files here or choose files' : 'Drop a file here or choose one'),
    titleOrPaste: (isMultiple) =>
      isMultiple ? 'Drop or paste files here, or choose files' : 'Drop or paste a file here, or choose one',
    touchTitle: (isMultiple, kind) => `Choose ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'Take a photo', video: 'Record a video', file: 'Use the camera' })[kind],
    folder: 'Choose a folder',
    addMore: (isMultiple) => (isMultiple ? 'Add more files' : 'Add another file'),
    upload: (isMultiple) => (isMultiple ? 'Upload files' : 'Upload a file'),
    drop: (isMultiple) => (isMultiple ? 'Drop the files' : 'Drop the file'),
    wrongType: 'This file type is not accepted',
    reading: 'Reading dropped files…',
    disabled: 'Files cannot be added right now',
    readOnly: 'Files cannot be changed here',
    required: 'Required',
    accepts: (kinds) => kinds,
    kinds: { image: 'images', video: 'videos', audio: 'audio', text: 'text' },
    upTo: (size, isMultiple) => `up to ${size}${isMultiple ? ' each' : ''}`,
    atLeast: (size, isMultiple) => `at least ${size}${isMultiple ? ' each' : ''}`,
    atMostFiles: (count) => `up to ${files(count)}`,
    atMostInAll: (size) => `up to ${size} in total`,
    onlyOne: 'Only one file can be added at a time. The first one was added.',
    unreadable: (count) => plural(count, { one: 'One item could not be read.', other: '# items could not be read.' }),
    missing: (isMultiple) => (isMultiple ? 'Please add at least one file.' : 'Please add a file.'),
    unfinished: 'Please wait for the upload to finish.',
  },

  avatar: {
    choose: 'Choose a photo',
    change: 'Change photo',
    remove: 'Remove photo',
    drop: 'Drop the photo',
    missing: 'Please choose a photo.',
  },

  list: {
    label: 'Uploads',
    rejectionsLabel: 'Files that were not accepted',
    more: (count) => `and ${plural(count, { one: '# more file', other: '# more files' })}`,
    keys: 'Use the arrow keys to move between files and buttons. Press Delete to clear a file from the list.',
    progressOf: (name) => `Progress of ${name}`,
    progressOfAll: 'Progress of all uploads',
  },

  status: {
    waiting: 'Waiting',
    waitingForDuplicate: 'Waiting for an identical file',
    retryingIn: (seconds) => `Trying again ${fromNow(seconds)}`,
    retryingNow: 'Trying again',
    inspecting: 'Reading the file',
    requesting: 'Connecting',
    sending: 'Sending',
    sendingAgain: 'Sending again',
    confirming: 'Finishing',
    pausedByUser: 'Paused',
    offline: 'Offline, will resume automatically',
    otherContent: (found, declared) => `The content is ${found}, not ${declared}.`,
    fileMissing: 'Choose the file again to continue',
    comparing: 'Comparing the files',
    anotherFile: 'That is a different file. Choose the one you added before.',
    cancelled: 'Cancelled',
    uploaded: 'Uploaded',
    uploadedAs: (name) => `Uploaded as ${name}`,
    existing: 'Already stored',
    existingAs: (name) => `Already stored as ${name}`,
    initial: 'Stored',
    processing: 'Processing',
    rejected: 'Rejected',
    failedToRegister: 'The file was sent but not registered.',
    serverSays: 'The server says:',
    secondsLeft: (seconds) => `${duration(seconds)} left`,
  },

  actions: {
    pause: (name) => `Pause ${name}`,
    resume: (name) => `Resume ${name}`,
    cancel: (name) => `Cancel ${name}`,
    retry: (name) => `Retry ${name}`,
    clear: (name) => `Clear ${name}`,
    choose: (name) => `Choose ${name} again`,
    dismiss: (name) => `Dismiss ${name}`,
    dismissFiles: (count) => `Dismiss ${files(count)}`,
    dismissAll: 'Dismiss all',
    retryFailed: (count) => `Retry ${files(count)}`,
    nextFailed: 'Go to the next one.',
    clearFinished: 'Clear finished',
    closeTray: 'Close uploads',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
  },

  summary: (done, count) => `${number(done)} of ${files(count)} uploaded`,
  summaryFailed: (count, retryable) => {
    if (retryable === count) return `${number(count)} failed`
    if (retryable > 0) return `${number(count)} failed, ${number(retryable)} can be retried`
    return plural(count, { one: '# failed, cannot be retried', other: '# failed, none can be retried' })
  },

  errors: {
    'file-changed': ['The file was changed after it was chosen.', 'Choose it again.'],
    'file-missing': ['The file was moved or deleted after it was chosen.', 'Choose it again.'],
    'file-unreadable': ['The file cannot be read.', 'Make sure it is on this device and not open in another app.'],
    'file-restricted': ['This file is not accepted.', 'Choose another file.'],
    'prepare-failed': ['The file could not be prepared.', 'Try again, or choose another file.'],
    'inspection-failed': ['The file could not be checked.', 'Try again.'],
    'app-failed': ['Something went wrong in this app.', 'Try again. If this keeps happening, contact support.'],
    unauthorized: ['You are signed out.', 'Sign in again, then retry.'],
    forbidden: ['You do not have permission to upload here.', 'Ask someone who can give you access.'],
    'not-found': ['The destination for this file no longer exists.', 'Reload the page and start over.'],
    'request-invalid': ['The server did not accept this upload.', 'Choose another file.'],
    'too-large': ['The file is too large.', 'Choose a smaller one.'],
    'too-small': ['The file is too small.', 'Choose a larger one.'],
    'rate-limited': ['Too many uploads at once.', 'Wait a moment, then retry.'],
    'server-error': ['The server is having problems.', 'Try again in a moment.'],
    'server-unreachable': ['The server could not be reached.', 'Check your connection, then retry.'],
    'server-timeout': ['The server did not answer in time.', 'Try again in a moment.'],
    'endpoint-missing': ['The upload service is not set up correctly.', tellSupport],
    'server-redirected': [
      'The server redirected the request. You may be signed out.',
      'Sign in again, then retry.',
      'Sign in again. If this keeps happening, contact support.',
    ],
    'backend-failed': ['The server rejected this upload.', 'Try again.'],
    'answer-malformed': [
      'The server gave an unexpected answer.',
      'Try again. If this keeps happening, contact support.',
      tellSupport,
    ],
    'ticket-unusable': ['The upload service is not set up correctly.', tellSupport],
    'ticket-expired': ['This upload has expired.', 'Try again.'],
    'storage-refused': [
      'Storage refused the file.',
      'Try again. If this keeps happening, contact support.',
      tellSupport,
    ],
    'storage-busy': ['Storage is busy.', 'Try again in a moment.'],
    'storage-error': ['Storage is having problems.', 'Try again in a moment.'],
    'storage-full': ['Storage is full.', 'Free up space, then retry.'],
    'storage-blocked': [
      'Storage could not be reached.',
      'Try again in a moment. If this keeps happening, try another network, or turn off extensions.',
    ],
    'storage-unreachable': ['The connection was lost.', 'Check your connection, then retry.'],
    'storage-stalled': ['The upload stalled.', 'Check your connection, then retry.'],
    'storage-silent': ['Storage did not answer.', 'Try again.'],
    'storage-redirected': ['Storage redirected the upload.', tellSupport],
    'storage-unexpected': [
      'The answer did not come from storage.',
      'Check whether this network requires you to sign in.',
    ],
    'bytes-damaged': ['The file was damaged in transit.', 'Try again.', 'Try another network, or contact support.'],
    'type-mismatch': ['The content of the file does not match its type.', 'Choose another file.'],
    'etag-hidden': ['Storage withheld information needed to finish the upload.', tellSupport],
    'confirm-ambiguous': ['The file may already be registered.', 'Check before you retry.'],
    'not-verified': ['The server could not find the uploaded file.', 'Try again.'],
    'already-used': ['This upload has already been used.', 'Upload the file again.'],
    'record-mismatch': [
      'The server registered a different file from the one that was sent.',
      'Try again. If this keeps happening, contact support.',
    ],
    unknown: ['Something went wrong.', 'Try again.'],
  },

  rejections: {
    'type-not-accepted': (kinds) => `This file type is not accepted. Choose ${kinds}.`,
    'file-too-large': (limit) => `Larger than the limit of ${limit}.`,
    'file-too-small': (limit) => `Smaller than the minimum of ${limit}.`,
    'file-empty': () => 'The file is empty.',
    'too-many-files': (limit) => `Too many files. The limit is ${number(limit)}.`,
    'total-too-large': (limit) => `All files together exceed the limit of ${limit}.`,
    'too-many-pixels': (limit) => `The image has more than ${number(limit)} pixels.`,
    'too-narrow': (limit) => `The image is less than ${number(limit)} pixels wide.`,
    'too-low': (limit) => `The image is less than ${number(limit)} pixels high.`,
    'size-over-limit': (limit) => `Larger than ${limit}. The service cannot accept files of that size.`,
    'entity-missing': () => 'Choose what this file should be attached to, then add the file again.',
    'asset-missing': () => 'Choose the asset that this file belongs to, then add the file again.',
    'extension-missing': () =>
      'The name does not show what type of file this is. Add an extension such as .jpg or .pdf.',
    other: (code, limit) => `Not accepted (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Check the set-up',
    title: 'Set-up check',
    running: 'Uploading a small test file…',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { one: 'One problem found.', other: '# problems found.' })
      if (warnings > 0)
        return plural(warnings, { one: 'Uploads work, with one warning.', other: 'Uploads work, with # warnings.' })
      return 'No problems found.'
    },
    failed: 'The check could not run. The browser console shows why.',
    notLoaded: 'The check could not be loaded. Check your connection, or reload the page.',
    outcomes: { ok: 'OK', problem: 'Problem', warning: 'Warning', 'not-checked': 'Not checked' },
    others: (count) => plural(count, { one: '# more check', other: '# more checks' }),
    copy: 'Copy as text',
    copied: 'Copied',
    again: 'Check again',
    close: 'Close',
    loadTexts: null,
  },

  announce: {
    added: announce('added'),
    rejected: announce('not accepted'),
    done: announce('uploaded'),
    ready: announce('ready'),
    failed: announce('failed'),
    cancelled: announce('cancelled'),
    paused: announce('paused'),
    resumed: announce('resumed'),
    cleared: announce('cleared from the list'),
    allDone: 'All done.',
    manyReasons: 'The list shows why.',
    online: 'Back online.',
  },

  gallery: {
    label: 'Gallery',
    loading: 'Loading images…',
    empty: 'Nothing here yet',
    failed: 'The images could not be loaded.',
    retry: 'Try again',
    more: 'Show more',
    loadingMore: 'Loading more…',
    broken: 'This image cannot be displayed',
    untitled: 'Untitled',
    open: (name) => `Open ${name}`,
    keys: 'Use the arrow keys to move between files and buttons.',
    loadTexts: null,
  },
}
