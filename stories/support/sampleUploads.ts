import { UploadError } from '../../src/errors/UploadError.ts'
import type { UploadErrorCode } from '../../src/errors/codes.ts'
import type { Step } from '../../src/contract/step.ts'
import type { Upload, UploadFacts, UploadState } from '../../src/contract/upload.ts'

let count = 0

/** Creates an upload in one state, of a photo by default. */
export function sampleUpload(state: UploadState, facts: Partial<UploadFacts> = {}): Upload {
  count += 1
  return {
    id: `sample-${count}`,
    name: 'harbour at dusk.jpg',
    size: 4_829_100,
    type: 'image/jpeg',
    file: null,
    metadata: {},
    sentBytes: 0,
    attempt: 1,
    ...facts,
    ...state,
  }
}

/** Creates a failure with the message of its code. */
export function sampleError(code: UploadErrorCode, step: Step, serverText?: string): UploadError {
  return new UploadError(code, 'For a story.', { step, ...(serverText !== undefined && { serverText }) })
}

const error = sampleError('storage-unreachable', 'sending')
const stored = { id: 'fil_1', name: 'harbour at dusk.jpg' }

/** An upload for each text that a row can show. */
export const sampleRows: Readonly<Record<string, Upload>> = {
  queued: sampleUpload({ status: 'queued', next: 'inspecting' }),
  inspecting: sampleUpload({ status: 'inspecting', inspectedBytes: 2_900_000 }),
  requesting: sampleUpload({ status: 'requesting' }),
  sending: sampleUpload({ status: 'sending', bytesPerSecond: 1_200_000, secondsLeft: 2.4 }, { sentBytes: 1_950_000 }),
  sendingAgain: sampleUpload(
    { status: 'sending', bytesPerSecond: 900_000, secondsLeft: 4 },
    { sentBytes: 2_600_000, attempt: 2 },
  ),
  waitingForRetry: sampleUpload(
    { status: 'queued', next: 'sending', retryAt: Date.now() + 8_000, error },
    { sentBytes: 2_600_000 },
  ),
  waitingForDuplicate: sampleUpload({ status: 'queued', next: 'requesting', twinOf: 'other' }),
  confirming: sampleUpload({ status: 'confirming' }, { sentBytes: 4_829_100 }),
  paused: sampleUpload({ status: 'paused', by: 'user', at: 'sending' }, { sentBytes: 1_950_000 }),
  offline: sampleUpload({ status: 'paused', by: 'offline', at: 'sending' }, { sentBytes: 1_950_000 }),
  fileMissing: sampleUpload({ status: 'paused', by: 'file-missing', at: 'sending' }),
  fileChanged: sampleUpload({ status: 'failed', at: 'sending', error: sampleError('file-changed', 'sending') }),
  failed: sampleUpload({ status: 'failed', at: 'sending', error }, { sentBytes: 1_950_000 }),
  failedForGood: sampleUpload({
    status: 'failed',
    at: 'requesting',
    error: sampleError('too-large', 'requesting', 'Files may have 3 MB on this plan.'),
  }),
  cancelled: sampleUpload({ status: 'cancelled' }),
  alreadyStored: sampleUpload({ status: 'done', outcome: 'existing', stored }),
  done: sampleUpload({ status: 'done', outcome: 'uploaded', stored }, { sentBytes: 4_829_100 }),
  initial: sampleUpload({ status: 'done', outcome: 'initial', stored }),
  processing: sampleUpload(
    { status: 'done', outcome: 'uploaded', stored: { ...stored, state: 'processing' } },
    { sentBytes: 4_829_100 },
  ),
  rejected: sampleUpload(
    {
      status: 'done',
      outcome: 'uploaded',
      stored: { ...stored, state: 'rejected', stateText: 'The picture shows a licence plate.' },
    },
    { sentBytes: 4_829_100 },
  ),
}

const photo = (name: string, state: UploadState, facts: Partial<UploadFacts> = {}): Upload =>
  sampleUpload(state, { name, ...facts })

/** Seven files under way, one of them with a long name. */
export const sampleBatch: readonly Upload[] = [
  photo('lake, early.jpg', { status: 'done', outcome: 'uploaded', stored }, { sentBytes: 4_829_100 }),
  photo('roses.jpg', { status: 'done', outcome: 'uploaded', stored }, { sentBytes: 4_829_100 }),
  photo(
    'salt flats.png',
    { status: 'sending', bytesPerSecond: 1_200_000, secondsLeft: 2.4 },
    { sentBytes: 1_950_000, type: 'image/png' },
  ),
  photo(
    'IMG_2041 the harbour seen from the pier, just before sunset, with everybody in it.jpeg',
    { status: 'sending', bytesPerSecond: 900_000, secondsLeft: 4 },
    { sentBytes: 2_600_000 },
  ),
  photo('report.pdf', { status: 'queued', next: 'inspecting' }, { type: 'application/pdf' }),
  photo(
    'video.mov',
    { status: 'paused', by: 'user', at: 'sending' },
    { type: 'video/quicktime', size: 93_000_000, sentBytes: 39_500_000 },
  ),
  photo('archive.zip', { status: 'queued', next: 'inspecting' }, { type: 'application/zip' }),
]
