import { describe, expect, it } from 'vitest'
import { judgeUploads, type Remains } from './judgeUploads.ts'
import { planUploads, type PlannedUpload } from './planUploads.ts'
import type { Outcome } from './UploadDriver.ts'

const upload: PlannedUpload = {
  id: 'upload-1',
  owner: 'ann',
  profile: 'files',
  name: 'a.bin',
  content: 'upload-1',
  sizeBytes: 10,
  isHashed: true,
  end: 'keep',
  confirms: 1,
  isSentTwice: false,
  hasEvent: false,
}
const outcome: Outcome = { upload, kind: 'registered', fileIds: new Set(['fil_1']), isDeleted: false }
const file = {
  id: 'fil_1',
  owner: 'ann',
  profile: 'files',
  idempotencyKey: 'upload-1',
  uploadId: 'tkt_1',
  objectKey: 'ann/1',
  name: 'a.bin',
  sizeBytes: 10,
}
const remains: Remains = {
  files: [file],
  uploads: [{ id: 'tkt_1', state: 'registered', isEnded: false }],
  uses: new Map([['ann/1', 1]]),
  usage: [{ owner: 'ann', profile: 'files', files: 1, bytes: 10 }],
  objects: new Map([['ann/1', 'hash']]),
  openMultipartUploads: 0,
  announced: new Set(['fil_1']),
}
const judge = (over: Partial<Remains> = {}, outcomes: readonly Outcome[] = [outcome], planned = [upload]) =>
  judgeUploads({ planned, outcomes, remains: { ...remains, ...over }, sha256: () => 'hash' })
const nothing: Partial<Remains> = {
  files: [],
  uploads: [],
  uses: new Map(),
  usage: [{ owner: 'ann', profile: 'files', files: 0, bytes: 0 }],
  objects: new Map(),
}

describe('the judge of the server soak', () => {
  it('finds nothing wrong with what is as it should be', () => {
    expect(judge()).toEqual([])
    expect(judge(nothing, [{ ...outcome, isDeleted: true }])).toEqual([])
  })

  it.each<[string, Partial<Remains>]>([
    ['is confirmed as fil_1, and there is no such file', nothing],
    ['has another owner', { files: [{ ...file, owner: 'bob' }] }],
    ['has another name', { files: [{ ...file, name: 'b.bin' }] }],
    ['has no object', { objects: new Map() }],
    ['has other bytes', { objects: new Map([['ann/1', 'other']]) }],
    ['has two files', { files: [file, { ...file, id: 'fil_2' }] }],
    ['a file of which no client knows', { files: [file, { ...file, id: 'fil_2' }] }],
    ["is of nobody's upload", { files: [{ ...file, idempotencyKey: 'upload-2' }] }],
    ['the hook was never told', { announced: new Set() }],
    ['is pending, and was not swept', { uploads: [{ id: 'tkt_1', state: 'pending', isEnded: false }] }],
    ['is an object of no file', { objects: new Map([...remains.objects, ['ann/2', 'hash']]) }],
    ['has 2 uses, and 1 files', { uses: new Map([['ann/1', 2]]) }],
    ['1 multipart uploads are open', { openMultipartUploads: 1 }],
    ['2 files of 10 bytes are counted', { usage: [{ owner: 'ann', profile: 'files', files: 2, bytes: 10 }] }],
    ['nobody counts', { usage: [] }],
  ])('says that something %s', (words, over) => {
    expect(judge(over).join('\n')).toContain(words)
  })

  it('says that a client was told something that is not true', () => {
    expect(judge({}, [{ ...outcome, isDeleted: true }]).join('\n')).toContain('is there, but has been deleted')
    expect(judge({}, []).join('\n')).toContain('has no outcome')
    expect(judge(nothing, [{ ...outcome, kind: 'taken-away' }]).join('\n')).toContain('nobody has deleted it')
  })
})

it('plans the same uploads and kills for the same seed, and others for another', () => {
  const options = { uploads: 100, kills: 5, servers: 2 }
  const plan = planUploads({ ...options, seed: 'one' })
  expect(planUploads({ ...options, seed: 'one' })).toEqual(plan)
  expect(planUploads({ ...options, seed: 'two' })).not.toEqual(plan)
  expect(plan.batches.flatMap(({ uploads }) => uploads)).toHaveLength(100)
})
