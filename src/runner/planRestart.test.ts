import { describe, expect, it } from 'vitest'
import type { StoredFile } from '../contract/storedFile.js'
import type { Upload } from '../contract/upload.js'
import type { UploadErrorCode } from '../errors/codes.js'
import { UploadError } from '../errors/UploadError.js'
import { createHeldKeys } from '../page/heldKeys.js'
import { createFakeBackend } from '../testing/fakes/fakeBackend.js'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { createRun, type OpenParts, type Run, type UploadableEntry } from '../uploader/entry.js'
import { type Action, createUpload } from '../uploader/reducer.js'
import { reduce } from '../uploader/reduceRun.js'
import { sharedCode } from '../uploader/sharedCode.js'
import { planRestart } from './planRestart.js'

const parts: OpenParts = {
  reference: 'key',
  partSizeBytes: 5,
  partDigest: null,
  stored: new Map(),
  isFresh: false,
  mostStored: 0,
  isJoining: false,
}

function entryAfter(action: Action, known: Partial<Run<StoredFile>> = {}): UploadableEntry<StoredFile> {
  const file = createFakeFile('a.txt')
  const upload: Upload = createUpload('id-1', file, { metadata: {}, group: undefined })
  const terms = { backend: createFakeBackend(), restrictions: {}, prepare: undefined }
  return {
    upload: reduce({ upload, run: null }, action, sharedCode).upload,
    run: { ...createRun(terms, file, 'key-1'), inspection: {}, reference: 'key', ...known },
  }
}

const failed = (code: UploadErrorCode, at: 'requesting' | 'sending' | 'confirming'): Action => ({
  type: 'failed',
  at,
  error: new UploadError(code, 'No.', { step: at }),
})

/** Marks the keys as taken by another upload. */
function losing(entry: UploadableEntry<StoredFile>): ReturnType<typeof createHeldKeys> {
  const heldKeys = createHeldKeys()
  heldKeys.hold(entry.run.claimant, ['object'], { sizeBytes: 5 }, () => false)
  heldKeys.hold({}, ['object'], { sizeBytes: 6 }, () => true)
  return heldKeys
}

const plan = (entry: UploadableEntry<StoredFile>, from?: 'call' | 'ticket' | 'inspection') =>
  planRestart(entry, from, createHeldKeys())

describe('a retry of a failed upload', () => {
  it('continues where it failed, with everything that is known', () => {
    const expected = { next: 'confirming', keep: 'everything', abandonsTicket: false }
    expect(plan(entryAfter(failed('server-error', 'confirming')))).toEqual(expected)
  })

  it('starts where its error advises', () => {
    expect(plan(entryAfter(failed('not-verified', 'confirming')))).toMatchObject({ next: 'inspecting' })
    expect(plan(entryAfter(failed('ticket-expired', 'sending')))).toMatchObject({ next: 'requesting' })
  })

  it('starts where the caller wants, whatever its error advises', () => {
    expect(plan(entryAfter(failed('server-error', 'confirming')), 'ticket')).toMatchObject({ next: 'requesting' })
    expect(plan(entryAfter(failed('not-verified', 'confirming')), 'call')).toMatchObject({ next: 'confirming' })
  })

  it('starts with the inspection if the file was never inspected', () => {
    expect(plan(entryAfter(failed('server-error', 'requesting'), { inspection: null }))).toMatchObject({
      next: 'inspecting',
      keep: 'everything',
    })
  })

  it('abandons open parts before it requests another ticket, but a single-request ticket only after the answer', () => {
    const error = failed('storage-error', 'sending')
    expect(plan(entryAfter(error, { parts }), 'ticket')).toMatchObject({ abandonsTicket: true })
    expect(plan(entryAfter(error), 'ticket')).toMatchObject({ next: 'requesting', abandonsTicket: false })
    expect(plan(entryAfter(error, { parts }), 'call')).toMatchObject({ next: 'sending', abandonsTicket: false })
  })

  it('is a new upload for the backend if its ticket was used or another upload took its keys', () => {
    const sendAgain = { next: 'requesting', keep: 'inspection', abandonsTicket: true }
    expect(plan(entryAfter(failed('already-used', 'confirming')), 'call')).toEqual(sendAgain)
    const entry = entryAfter(failed('server-error', 'confirming'))
    expect(planRestart(entry, 'call', losing(entry))).toEqual(sendAgain)
  })
})

describe('a retry of a cancelled upload', () => {
  it('starts from the first step', () => {
    expect(plan(entryAfter({ type: 'cancelled' }))).toMatchObject({ next: 'inspecting', keep: 'nothing' })
  })

  it('first finds out whether the file is registered if that is in doubt', () => {
    const entry = entryAfter({ type: 'cancelled' }, { mayBeRegistered: true })
    expect(plan(entry)).toEqual({ next: 'confirming', keep: 'everything', abandonsTicket: false })
    expect(planRestart(entry, undefined, losing(entry))).toMatchObject({ next: 'inspecting', keep: 'nothing' })
  })
})

it('sends a stored file again under a new ticket', () => {
  const entry = entryAfter({ type: 'done', outcome: 'uploaded', stored: { id: 'f' } })
  expect(plan(entry, 'ticket')).toMatchObject({ next: 'requesting', keep: 'inspection' })
})
