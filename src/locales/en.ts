import { createFormats } from './formats.js'
import type { BatchNews, Messages } from './messages.js'

const { and, bytes, duration, number, percent, plural } = createFormats('en')

const files = (count: number): string => plural(count, { one: '# file', other: '# files' })

function announce({ added, rejected, done, failed, isSettled, name }: BatchNews): string {
  const what = (count: number): string => (count === 1 && name !== undefined ? name : files(count))
  const sentences = [
    added > 0 && `${what(added)} added.`,
    rejected > 0 && `${what(rejected)} not accepted.`,
    done > 0 && `${what(done)} uploaded.`,
    failed > 0 && `${what(failed)} failed.`,
    isSettled && failed === 0 && done > 1 && 'All done.',
  ]
  return sentences.filter(Boolean).join(' ')
}

const tellSupport = 'Please tell support.'

/** English: the default. */
export const en: Messages = {
  language: 'en',
  formatBytes: bytes,
  formatPercent: percent,
  joinWords: and,

  dropzone: {
    title: (isMultiple) => (isMultiple ? 'Drop files here, or choose them' : 'Drop a file here, or choose one'),
    drop: (isMultiple) => (isMultiple ? 'Drop the files' : 'Drop the file'),
    wrongType: 'This kind of file is not accepted',
    reading: 'Reading what you dropped…',
    disabled: 'Files cannot be added now',
    required: 'Required',
    accepts: (kinds) => kinds,
    kinds: { image: 'images', video: 'videos', audio: 'audio', text: 'text' },
    upTo: (size) => `up to ${size} each`,
    atLeast: (size) => `at least ${size} each`,
    atMostFiles: (count) => `at most ${files(count)}`,
    atMostInAll: (size) => `at most ${size} in all`,
    onlyOne: 'Only one file can be added at a time: the first was taken.',
    unreadable: (count) =>
      plural(count, { one: 'One of them could not be read.', other: '# of them could not be read.' }),
    missing: (isMultiple) => (isMultiple ? 'Please add at least one file.' : 'Please add a file.'),
    unfinished: 'Please wait until the upload is finished.',
  },

  list: {
    label: 'Uploads',
    rejectionsLabel: 'Files that were not accepted',
    more: (count) => `and ${plural(count, { one: '# more file', other: '# more files' })}`,
    storedAs: 'stored as',
    progressOf: (name) => `Progress of ${name}`,
    progressOfAll: 'Progress of all uploads',
  },

  status: {
    waiting: 'Waiting',
    waitingForTwin: 'Waiting for the same file',
    retryingIn: (seconds) => `Trying again in ${duration(seconds)}`,
    retryingNow: 'Trying again',
    inspecting: 'Reading the file',
    requesting: 'Connecting',
    sending: 'Sending',
    sendingAgain: 'Sending again',
    confirming: 'Finishing…',
    pausedByUser: 'Paused',
    offline: 'Offline, goes on by itself',
    otherContent: (found, declared) => `The content is ${found}, not ${declared}.`,
    fileMissing: 'Choose the file again to go on',
    comparing: 'Comparing the files',
    anotherFile: 'That is another file. Choose the one that was added before.',
    cancelled: 'Cancelled',
    uploaded: 'Uploaded',
    existing: 'Already stored',
    existingAs: (name) => `Already stored as ${name}`,
    initial: 'Stored',
    failedToRegister: 'The file was sent, but not registered.',
    serverSays: 'The server says:',
    secondsLeft: (seconds) => `${duration(seconds)} left`,
  },

  actions: {
    pause: (name) => `Pause ${name}`,
    resume: (name) => `Resume ${name}`,
    cancel: (name) => `Cancel ${name}`,
    retry: (name) => `Retry ${name}`,
    remove: (name) => `Remove ${name}`,
    choose: (name) => `Choose file ${name} again`,
    dismiss: (name) => `Dismiss ${name}`,
    retryFailed: (count) => `Retry ${files(count)}`,
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
  },

  summary: (done, count) => `${number(done)} of ${files(count)} uploaded`,
  summaryFailed: (count) => `${number(count)} failed`,

  errors: {
    'file-changed': ['The file was changed after it was chosen.', 'Choose it again.'],
    'file-missing': ['The file was moved or deleted after it was chosen.', 'Choose it again.'],
    'file-unreadable': ['The file cannot be read.', 'Check that it is on this device and not open elsewhere.'],
    'file-restricted': ['The file is not of a kind or picture size that is accepted here.', 'Choose another file.'],
    'prepare-failed': ['The file could not be prepared.', 'Try again, or choose another file.'],
    'inspection-failed': ['The file could not be checked.', 'Try again.'],
    'app-failed': ['Something in this app failed.', 'Try again. If it keeps happening, tell support.'],
    unauthorized: ['You are signed out.', 'Sign in again, then retry.'],
    forbidden: ['You may not upload here.', 'Ask somebody who may give you access.'],
    'not-found': ['The place this file was meant for is gone.', 'Reload the page and start anew.'],
    'request-invalid': ['The server did not accept this upload.', 'Choose another file.'],
    'too-large': ['The file is too large.', 'Choose a smaller one.'],
    'too-small': ['The file is too small.', 'Choose another one.'],
    'rate-limited': ['Too many uploads at once.', 'Wait a moment, then retry.'],
    'server-error': ['The server has a problem.', 'Try again in a moment.'],
    'server-unreachable': ['The server could not be reached.', 'Check your connection, then retry.'],
    'server-timeout': ['The server did not answer in time.', 'Try again in a moment.'],
    'endpoint-missing': ['The upload service is not set up correctly.', tellSupport],
    'server-redirected': [
      'The server redirected the request. You may be signed out.',
      'Sign in again, then retry.',
      'Sign in again. If it keeps happening, tell support.',
    ],
    'backend-failed': ['The server turned this upload down.', 'Try again.'],
    'answer-malformed': [
      'The server gave an unexpected answer.',
      'Try again. If it keeps happening, tell support.',
      tellSupport,
    ],
    'ticket-unusable': ['The upload service is not set up correctly.', tellSupport],
    'ticket-expired': ['The time for this upload ran out.', 'Try again.'],
    'storage-refused': ['Storage refused the file.', 'Try again. If it keeps happening, tell support.', tellSupport],
    'storage-busy': ['Storage is busy.', 'Try again in a moment.'],
    'storage-error': ['Storage has a problem.', 'Try again in a moment.'],
    'storage-full': ['Storage is full.', 'Make room, then retry.'],
    'storage-blocked': [
      'The browser, an extension or the network blocked the upload.',
      'Try another network, or without extensions.',
    ],
    'storage-unreachable': ['The connection was lost.', 'Check it, then retry.'],
    'storage-stalled': ['The upload stopped moving.', 'Check your connection, then retry.'],
    'storage-silent': ['Storage did not answer.', 'Try again.'],
    'storage-redirected': ['Storage sent the upload elsewhere.', tellSupport],
    'storage-unexpected': ['Something else than storage answered.', 'Check whether this network asks you to sign in.'],
    'bytes-damaged': ['The file was damaged on its way.', 'Try again.', 'Try another network, or tell support.'],
    'type-mismatch': ['The content of the file does not fit its type.', 'Choose another file.'],
    'etag-hidden': ['Storage hides what is needed to finish.', tellSupport],
    'confirm-ambiguous': ['The file may be registered already.', 'Look before you retry.'],
    'not-verified': ['The server could not find what was sent.', 'Try again.'],
    'already-used': ['This upload was used already.', 'Send the file anew.'],
    'record-mismatch': [
      'The server registered something else than was sent.',
      'Try again. If it keeps happening, tell support.',
    ],
    unknown: ['Something went wrong.', 'Try again.'],
  },

  rejections: {
    'type-not-accepted': (kinds) => `This kind of file is not accepted. Choose ${kinds}.`,
    'file-too-large': (limit) => `Larger than ${limit}, which is the limit.`,
    'file-too-small': (limit) => `Smaller than ${limit}, which is the least.`,
    'too-many-files': (limit) => `Too many: at most ${files(limit)}.`,
    'total-too-large': (limit) => `All files together may have at most ${limit}.`,
    'too-many-pixels': (limit) => `The picture has more than ${number(limit)} pixels.`,
    'too-narrow': (limit) => `The picture is narrower than ${number(limit)} pixels.`,
    'too-low': (limit) => `The picture is lower than ${number(limit)} pixels.`,
    'size-over-limit': (limit) => `Larger than ${limit}: the service cannot take files of that size.`,
    'entity-missing': () =>
      'Nothing is chosen yet that this file can be attached to. Choose it, then add the file again.',
    'asset-missing': () => 'No asset is chosen yet that this file belongs to. Choose it, then add the file again.',
    'extension-missing': () => 'The name does not say what kind of file this is. Add an ending, such as .jpg or .pdf.',
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
    notLoaded:
      'The check could not be loaded. Make sure that you are online and try again. If that does not help, reload the page.',
    outcomes: { ok: 'OK', problem: 'Problem', warning: 'Warning', 'not-checked': 'Not checked' },
    others: (count) => plural(count, { one: '# more check', other: '# more checks' }),
    copy: 'Copy as text',
    copied: 'Copied',
    again: 'Check again',
    close: 'Close',
  },

  announce,

  gallery: {
    label: 'Gallery',
    loading: 'Loading pictures…',
    empty: 'Nothing here yet',
    failed: 'The pictures could not be loaded.',
    retry: 'Try again',
    more: 'Show more',
    loadingMore: 'Loading more…',
    broken: 'The picture cannot be shown',
    untitled: 'Untitled',
    open: (name) => `Open ${name}`,
  },
}
