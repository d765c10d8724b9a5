import { describe, expect, it } from 'vitest'
import { readSignedTerms } from './signedTerms.js'
import { now, signPost, signPut } from '../../../test/doctor/signedTickets.js'

describe('readSignedTerms', () => {
  it('reads the URL of a PUT', () => {
    expect(readSignedTerms(signPut({ names: 'content-type;host' }))).toEqual({
      signedAt: now,
      expiresInSeconds: 900,
      names: ['content-type', 'host'],
      hasEmptyChecksum: false,
    })
  })

  it('reads the policy of a form', () => {
    const ticket = signPost({ key: 'a' }, [
      { bucket: 'b' },
      ['starts-with', '$Key', ''],
      ['content-length-range', 1, 2],
    ])
    expect(readSignedTerms(ticket)).toEqual({
      signedAt: now,
      expiresInSeconds: 900,
      names: ['bucket', 'key'],
      hasEmptyChecksum: false,
    })
  })

  it('reads nothing from a signature of an unknown format', () => {
    const unknown = { signedAt: null, expiresInSeconds: null, names: null, hasEmptyChecksum: false }
    expect(readSignedTerms({ kind: 'put', url: 'https://storage.test/a?X-Amz-Date=today' })).toEqual(unknown)
    expect(readSignedTerms({ kind: 'put', url: 'nowhere' })).toEqual(unknown)
    expect(readSignedTerms({ kind: 'post', url: 'a', fields: [['policy', 'no JSON']] })).toEqual(unknown)
  })
})
