import { describe, expect, it } from 'vitest'
import type { UploadRecord } from '../contract/recovery.js'
import { isRecord } from './isRecord.js'
import { createRecord } from '../../test/recovery/createRecord.js'

const full: Required<UploadRecord> = {
  ...createRecord('a'),
  group: 'g',
  stage: 'confirming',
  digest: { algorithm: 'md5', hex: 'aa', base64: 'qg==' },
  sniffedType: 'image/png',
  image: { width: 2, height: 3, blurhash: 'L' },
  video: { width: 2, height: 3, durationSeconds: 1.5, blurhash: 'L' },
  picked: { name: 'a.heic', size: 9, type: '' },
  fingerprint: 'f',
  reference: { key: 'k' },
  receipt: { status: 200, etag: null },
  parts: { partSizeBytes: 5_242_880, partDigest: null },
}

describe('isRecord', () => {
  it.each([
    createRecord('a'),
    createRecord('a', { name: '', size: 0, type: '' }),
    createRecord('a', { stage: 'registering', reference: null, receipt: null }),
    createRecord('a', { image: { width: 2, height: 3 } }),
    full,
  ])('accepts what was written (%#)', (record) => {
    expect(isRecord(record)).toBe(true)
  })

  it.each([undefined, null, 'a', 7, [], {}, { id: 'a', scope: 'ann' }])('does not accept %j', (value) => {
    expect(isRecord(value)).toBe(false)
  })

  it.each(Object.keys(createRecord('a')))('does not accept a record without %s', (name) => {
    expect(isRecord({ ...full, [name]: undefined })).toBe(false)
  })

  it.each([
    ['id', 7],
    ['size', '10'],
    ['size', Number.NaN],
    ['size', -1],
    ['size', 1.5],
    ['metadata', []],
    ['metadata', null],
    ['stage', 'done'],
    ['stage', 'toString'],
    ['isPaused', 'no'],
    ['group', 7],
    ['picked', { name: 'a.heic' }],
    ['digest', { algorithm: 'crc32', hex: 'aa', base64: 'qg==' }],
    ['digest', { algorithm: 'md5' }],
    ['digest', 'aa'],
    ['image', { width: '2', height: 3 }],
    ['image', { width: 2, height: 3, blurhash: 7 }],
    ['fingerprint', {}],
    ['receipt', {}],
    ['receipt', { status: 200 }],
    ['parts', { partSizeBytes: 0, partDigest: null }],
    ['parts', { partSizeBytes: 5, partDigest: 'crc32' }],
    ['parts', null],
  ])('does not accept a record whose %s is %j', (name, value) => {
    expect(isRecord({ ...full, [name]: value })).toBe(false)
  })

  it.each(['confirming', 'registering'] as const)(
    'does not accept a record at %s without a reference to confirm',
    (stage) => {
      expect(isRecord(createRecord('a', { stage }))).toBe(false)
    },
  )
})
