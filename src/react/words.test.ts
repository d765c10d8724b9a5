import { describe, expect, it } from 'vitest'
import { UploadError } from '../errors/UploadError.js'
import type { UploadErrorCode } from '../errors/codes.js'
import type { Upload, UploadFacts, UploadState } from '../contract/upload.js'
import { de } from '../locales/de.js'
import { en } from '../locales/en.js'
import { describeLimits } from './shared/describeAccept.js'
import { describeReason } from './parts/rejection-list/describeReason.js'
import { shallow } from './hooks/shallow.js'
import { describeSent } from './parts/upload-row/status/describeSent.js'
import { describeStatus } from './parts/upload-row/status/describeStatus.js'
import { measureProgress } from './parts/upload-row/status/measureProgress.js'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
const facts: UploadFacts = {
  id: '1',
  name: 'a.txt',
  size: 200,
  type: 'text/plain',
  file: null,
  metadata: {},
  sentBytes: 100,
  attempt: 1,
}
const upload = (state: UploadState, more: Partial<UploadFacts> = {}): Upload => ({ ...facts, ...more, ...state })

describe('describeStatus', () => {
  it.each<[string, UploadState, string]>([
    ['waiting', { status: 'queued', next: 'sending' }, 'Waiting'],
    ['a twin', { status: 'queued', next: 'requesting', twinOf: '2' }, 'Waiting for an identical file'],
    ['a retry', { status: 'queued', next: 'sending', retryAt: 4200 }, 'Trying again in 4 seconds'],
    ['a retry that is due', { status: 'queued', next: 'sending', retryAt: 0 }, 'Trying again'],
    ['reading', { status: 'inspecting', inspectedBytes: 50 }, 'Reading the file'],
    ['connecting', { status: 'requesting' }, 'Connecting'],
    ['sending', { status: 'sending', secondsLeft: 130 }, 'Sending 2 minutes left'],
    ['finishing', { status: 'confirming' }, 'Finishing'],
    ['paused', { status: 'paused', by: 'user', at: 'sending' }, 'Paused'],
    ['offline', { status: 'paused', by: 'offline', at: 'sending' }, 'Offline, will resume automatically'],
    ['without its file', { status: 'paused', by: 'file-missing', at: 'sending' }, 'Choose the file again to continue'],
    ['cancelled', { status: 'cancelled' }, 'Cancelled'],
    ['uploaded', { status: 'done', outcome: 'uploaded', stored: { id: '1' } }, 'Uploaded'],
    ['existing', { status: 'done', outcome: 'existing', stored: { id: '1' } }, 'Already stored'],
    [
      'existing under another name',
      { status: 'done', outcome: 'existing', stored: { id: '1', name: 'b.txt' } },
      'Already stored as b.txt',
    ],
    [
      'uploaded, with a name from the backend',
      { status: 'done', outcome: 'uploaded', stored: { id: '1', name: 'a (2).txt' } },
      'Uploaded as a (2).txt',
    ],
    ['initial', { status: 'done', outcome: 'initial', stored: { id: '1' } }, 'Stored'],
  ])('has words for %s', (_name, state, expected) => {
    const { words, detail } = describeStatus(upload(state), en, 500)
    expect(plain([words, detail].filter(Boolean).join(' '))).toBe(expected)
  })

  it('names the limits that a prepared file breaks', () => {
    const reasons = [
      { code: 'type-not-accepted', limit: 'image/*' },
      { code: 'file-too-small', limit: 1 },
    ]
    const error = new UploadError('file-restricted', 'no', { reasons })
    const { words, detail } = describeStatus(upload({ status: 'failed', at: 'inspecting', error }), en, 0)
    expect(plain(words)).toBe('This file type is not accepted. Choose images. The file is empty.')
    expect(detail).toBeUndefined()
  })

  it('lets no name from the backend reorder the sentence around it', () => {
    const existing = (name: string): UploadState => ({ status: 'done', outcome: 'existing', stored: { id: '1', name } })
    const wordsFor = (name: string): string => describeStatus(upload(existing(name)), en, 0).words
    expect(wordsFor('gepj\u202Egnp.exe')).toBe('Already stored as gepj\uFFFDgnp.exe')
    expect(wordsFor('מסמך.pdf')).toBe('Already stored as \u2068מסמך.pdf\u2069')
  })

  it('says how far a large file is read', () => {
    const large = upload({ status: 'inspecting', inspectedBytes: 25e6 }, { size: 1e8 })
    expect(describeStatus(large, en, 0)).toEqual({ words: 'Reading the file', detail: '25%' })
  })

  it('says how fast the file is sent', () => {
    const { speed } = describeStatus(upload({ status: 'sending', bytesPerSecond: 1_234_567 }), de, 0)
    expect(plain(speed ?? '')).toBe('1,2 MB/s')
  })

  it('says that the file is sent again', () => {
    expect(describeStatus(upload({ status: 'sending' }, { attempt: 2 }), en, 0).words).toBe('Sending again')
  })

  it.each<[string, Partial<UploadFacts>, number | undefined, string]>([
    ['all bytes are out', { sentBytes: 200 }, undefined, 'Finishing'],
    ['some are', { sentBytes: 199 }, undefined, 'Sending'],
    ['they go out again and have been out before', { sentBytes: 200, attempt: 2 }, 3, 'Sending again'],
    ['they are out again', { sentBytes: 200, attempt: 2 }, 0, 'Finishing'],
    ['there are none', { size: 0, sentBytes: 0 }, undefined, 'Sending'],
  ])('describes a transfer while %s', (_, more, secondsLeft, words) => {
    const state: UploadState = { status: 'sending', ...(secondsLeft !== undefined && { secondsLeft }) }
    expect(describeStatus(upload(state, more), en, 0).words).toBe(words)
  })

  it('warns about a picture with a different format from its name, and about no other difference', () => {
    const done: UploadState = { status: 'done', outcome: 'uploaded', stored: { id: '1' } }
    const warningOf = (type: string, sniffedType: string): string | undefined =>
      describeStatus(upload(done, { type, sniffedType }), en, 0).detail
    expect(warningOf('image/jpeg', 'image/png')).toBe('The content is PNG, not JPEG.')
    expect(warningOf('image/jpg', 'image/jpeg')).toBeUndefined()
    expect(warningOf('text/csv', 'application/zip')).toBeUndefined()
  })

  it('states the reason for a retry without the advice, which would be out of place', () => {
    const error = new UploadError('storage-busy', 'no')
    const state = describeStatus(upload({ status: 'queued', next: 'sending', retryAt: 1000, error }), en, 0)
    expect(state).toEqual({ words: 'Storage is busy.', detail: 'Trying again in 1 second' })
  })

  it('has a text for an unknown code', () => {
    const error = new UploadError('unknown', 'no')
    const strange = Object.assign(error, { code: 'of-a-later-version' as UploadErrorCode })
    expect(describeStatus(upload({ status: 'failed', at: 'sending', error: strange }), en, 0).words).toBe(
      'Something went wrong.',
    )
  })
})

describe('measureProgress', () => {
  it('is 1 only when the file is registered', () => {
    expect(measureProgress(upload({ status: 'sending' }, { sentBytes: 200 }))).toBe(0.99)
    expect(measureProgress(upload({ status: 'confirming' }))).toBe(0.99)
    expect(measureProgress(upload({ status: 'done', outcome: 'uploaded', stored: { id: '1' } }))).toBe(1)
  })

  it('is a number for an empty file, too', () => {
    expect(measureProgress(upload({ status: 'sending' }, { size: 0, sentBytes: 0 }))).toBe(0)
  })

  it('is nothing while a file waits, and while a small one is read', () => {
    expect(measureProgress(upload({ status: 'queued', next: 'sending' }))).toBeNull()
    expect(measureProgress(upload({ status: 'inspecting', inspectedBytes: 50 }))).toBeNull()
  })

  it('is never full while a large file is read', () => {
    const read = { status: 'inspecting', inspectedBytes: 1e8 } as const
    expect(measureProgress(upload(read, { size: 1e8, sentBytes: 0 }))).toBe(0.99)
  })
})

describe('describeSent', () => {
  it('gives the bytes in one unit, and a percentage that never shows more than there is', () => {
    const sent = describeSent(upload({ status: 'sending' }, { size: 3_300_000, sentBytes: 1_940_000 }), en)
    expect(sent && [plain(sent.bytes), sent.percent]).toEqual(['1.9 of 3.3 MB', '58%'])
  })

  it.each<[string, UploadState, Partial<UploadFacts>]>([
    ['a service worker hides it', { status: 'sending', isProgressHidden: true }, {}],
    ['all bytes are out', { status: 'sending' }, { sentBytes: 200 }],
    ['nothing was sent before a pause', { status: 'paused', by: 'user', at: 'requesting' }, { sentBytes: 0 }],
    ['the file is empty', { status: 'sending' }, { size: 0, sentBytes: 0 }],
    ['the file waits', { status: 'queued', next: 'sending' }, {}],
  ])('says nothing if %s', (_, state, more) => {
    expect(describeSent(upload(state, more), en)).toBeNull()
  })
})

describe('limits and rejections', () => {
  it('are described in natural language', () => {
    const limits = describeLimits(
      { accept: 'image/*, .pdf,image/svg+xml,application/vnd.oasis.opendocument.text', minSizeBytes: 2000 },
      true,
      en,
    )
    expect(limits.map(plain)).toEqual([
      'images, PDF, SVG, and application/vnd.oasis.opendocument.text',
      'at least 2 kB each',
    ])
    expect(describeLimits({ maxTotalBytes: 1_500_000_000, maxFiles: 1 }, true, en).map(plain)).toEqual([
      'up to 1.5 GB in total',
    ])
  })

  it('are not said of each file where there is one', () => {
    const limits = describeLimits({ minSizeBytes: 2000, maxSizeBytes: 5_000_000, maxFiles: 1 }, false, en)
    expect(limits.map(plain)).toEqual(['up to 5 MB', 'at least 2 kB'])
  })

  it.each([
    ['type-not-accepted', '.pdf', 'This file type is not accepted. Choose PDF.'],
    ['file-too-large', 1_000_000, 'Larger than the limit of 1 MB.'],
    ['file-too-small', 10, 'Smaller than the minimum of 10 bytes.'],
    ['file-too-small', 1, 'The file is empty.'],
    ['too-many-files', 1, 'Too many files. The limit is 1.'],
    ['total-too-large', 5e9, 'All files together exceed the limit of 5 GB.'],
    ['too-many-pixels', 50_000_000, 'The image has more than 50,000,000 pixels.'],
    ['too-narrow', 100, 'The image is less than 100 pixels wide.'],
    ['too-low', 100, 'The image is less than 100 pixels high.'],
    ['size-over-limit', 2 ** 31 - 1, 'Larger than 2.1 GB. The service cannot accept files of that size.'],
    ['entity-missing', undefined, 'Choose what this file should be attached to, then add the file again.'],
    ['asset-missing', undefined, 'Choose the asset that this file belongs to, then add the file again.'],
    [
      'extension-missing',
      undefined,
      'The name does not show what type of file this is. Add an extension such as .jpg or .pdf.',
    ],
    ['my-own', undefined, 'Not accepted (my-own).'],
  ])('has words for %s', (code, limit, expected) => {
    expect(plain(describeReason({ code, ...(limit !== undefined && { limit }) }, en))).toBe(expected)
  })
})

describe('locales', () => {
  it('have their own plurals and number formats', () => {
    expect(de.summary(1, 1)).toBe('1 von 1 Datei hochgeladen')
    expect(plain(de.formatBytes(1_234_567))).toBe('1,2 MB')
    expect(plain(en.formatBytes(999))).toBe('999 bytes')
    expect(plain(en.formatBytes(1))).toBe('1 byte')
    expect(plain(en.formatBytes(0))).toBe('0 bytes')
    expect(en.status.secondsLeft(7300)).toBe('2 hours left')
    expect(plain(de.formatBytesOf(900_000, 12_345_678))).toBe('0,9 von 12,3 MB')
    expect(plain(en.formatBytesOf(12, 345))).toBe('12 of 345 bytes')
    expect(plain(en.formatSpeed(900))).toBe('0.9 kB/s')
  })

  it('say how many of the failed files can be retried', () => {
    expect([2, 1, 0].map((retryable) => en.summaryFailed(2, retryable))).toEqual([
      '2 failed',
      '2 failed, 1 can be retried',
      '2 failed, none can be retried',
    ])
    expect(en.summaryFailed(1, 0)).toBe('1 failed, cannot be retried')
    expect(de.summaryFailed(2, 1)).toBe('2 fehlgeschlagen, davon 1 wiederholbar')
  })
})

describe('shallow', () => {
  it('compares the members of lists and records', () => {
    expect(shallow([1, 2], [1, 2])).toBe(true)
    expect(shallow([1, 2], [2, 1])).toBe(false)
    expect(shallow({ a: 1 }, { a: 1 })).toBe(true)
    expect(shallow({ a: 1 }, { b: 1 })).toBe(false)
    expect(shallow({ a: undefined }, { b: undefined })).toBe(false)
    expect(shallow([], {})).toBe(false)
    expect(shallow(Number.NaN, Number.NaN)).toBe(true)
    expect(shallow(null, {})).toBe(false)
  })
})
