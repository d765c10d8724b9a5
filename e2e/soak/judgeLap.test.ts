import { describe, expect, it } from 'vitest'
import type { SoakRow } from '../pages/soakPage.ts'
import type { FileRecord, UploadRecord } from '../../src/server/records/Records.ts'
import { type Evidence, findOrphans, judgeLap } from './judgeLap.ts'
import type { Lap, PlannedFile } from './planLap.ts'
import type { PlannedFault } from './faultKinds.ts'

const plan = (name: string, plannedFault: PlannedFault | null = null): PlannedFile => ({
  name,
  content: name,
  sizeBytes: 5,
  isPicture: false,
  isInParts: false,
  isDuplicate: false,
  isKnown: false,
  plannedFault,
  end: plannedFault?.end ?? 'done',
})
const lapOf = (...files: PlannedFile[]): Lap => ({ name: 'a', files, batches: [files], outages: [], pauses: [] })
const done = (name: string, storedId: string): SoakRow => {
  return { id: name, name, status: 'done', outcome: 'uploaded', storedId, events: ['done'] }
}
const record = (id: string, name: string): FileRecord => {
  const empty = {
    owner: '',
    profile: '',
    uploadId: '',
    idempotencyKey: '',
    etag: '',
    content: null,
    alt: null,
    type: '',
  }
  return { ...empty, id, name, objectKey: id, size: 5, metadata: {}, previews: [], createdAtMs: 0 }
}

function evidence(rows: readonly SoakRow[], records: readonly FileRecord[], more: Partial<Evidence> = {}): Evidence {
  return {
    rows,
    records,
    recordsById: new Map(records.map((one) => [one.id, one])),
    ticketsByKey: new Map(),
    sha256: async (key) => `digest of ${key}`,
    digests: new Map(records.map(({ name, objectKey }) => [name, `digest of ${objectKey}`])),
    interrupted: new Set(),
    sends: new Map(rows.map(({ name }) => [name, 1])),
    ...more,
  }
}

describe('judgeLap', () => {
  it('reports nothing when every file has ended as planned', async () => {
    const cancelled: SoakRow = { id: '2', name: 'b', status: 'cancelled', events: ['cancelled'] }
    const lap = lapOf(plan('a'), plan('b', { kind: 'cancelled', end: 'cancelled' }))
    expect(await judgeLap(lap, evidence([done('a', '1'), cancelled], [record('1', 'a')]))).toEqual([])
  })

  it.each<readonly [why: string, wrong: string, rows: SoakRow[], records: FileRecord[], more: Partial<Evidence>]>([
    ['there is no row', 'there is no row', [], [], {}],
    ['no record matches its row', 'a record that does not exist', [done('a', '1')], [], {}],
    ['it is registered twice', 'no row names', [done('a', '1')], [record('1', 'a'), record('2', 'a')], {}],
    ['its bytes differ', 'other bytes', [done('a', '1')], [record('1', 'a')], { sha256: async () => 'other' }],
    ['it is not in storage', 'no such object', [done('a', '1')], [record('1', 'a')], { sha256: async () => null }],
    ['it never ended', 'is sending', [{ id: '1', name: 'a', status: 'sending', events: [] }], [], {}],
    ['it ended twice', 'listeners', [{ ...done('a', '1'), events: ['done', 'done'] }], [record('1', 'a')], {}],
    [
      'it failed before it was done',
      'failed',
      [{ ...done('a', '1'), events: ['failed', 'done'] }],
      [record('1', 'a')],
      {},
    ],
    ['it was sent endlessly', '99 times', [done('a', '1')], [record('1', 'a')], { sends: new Map([['a', 99]]) }],
    ['nobody added it', 'nobody added it', [done('a', '1'), done('b', '1')], [record('1', 'a')], {}],
  ])('tells of a file when %s', async (_, wrong, rows, records, more) => {
    expect(await judgeLap(lapOf(plan('a')), evidence(rows, records, more))).toContainEqual(
      expect.stringContaining(wrong),
    )
  })
})

describe('findOrphans', () => {
  const upload = {
    id: 't',
    owner: '',
    profile: '',
    idempotencyKey: '',
    key: '9',
    content: null,
    announced: { name: 'a', size: 5, type: '', metadata: {} },
    multipartId: null,
    isOverObject: false,
    urlsExpireAtMs: 0,
    createdAtMs: 0,
  }
  const find = (state: UploadRecord['state'], mayStay: boolean): readonly string[] => {
    const ticketsByKey = new Map([[upload.key, { ...upload, state }]])
    return findOrphans(lapOf(plan('a')), new Set([upload.key]), { recordsById: new Map(), ticketsByKey }, () => mayStay)
      .wrong
  }

  it('reports an unregistered object, unless it may stay', () => {
    expect(find('pending', false)).toHaveLength(1)
    expect(find('pending', true)).toEqual([])
  })

  it('reports an object that outlived its ticket, whatever may stay', () => {
    expect(find('failed', true)).toHaveLength(1)
  })
})
