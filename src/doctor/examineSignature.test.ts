import { describe, expect, it } from 'vitest'
import type { PostTicket, PutTicket } from '../contract/ticket.js'
import { examineSignature } from './examineSignature.js'
import { signPost, signPut, ticketOf } from './testing/signedTickets.js'
import type { Probe } from './visit.js'

const probe: Probe = {
  file: new File(['x'], 'coatcheck-probe.txt', { type: 'text/plain' }),
  request: { id: '1', name: 'coatcheck-probe.txt', size: 1, type: 'text/plain', metadata: {} },
  idempotencyKey: '1',
}

describe('examineSignature', () => {
  it.each<[string, PutTicket | PostTicket, string, string]>([
    ['a checksum of nothing', signPut({ checksum: true }), 'empty-checksum-signed', 'empty body'],
    ['a type that is not told', signPut({ names: 'content-type;host' }), 'type-not-signed-as-sent', 'which to send'],
    [
      'a header that is not told',
      signPut({ names: 'host;x-amz-acl', headers: { 'Content-Type': 'text/plain' } }),
      'signed-header-missing',
      'x-amz-acl',
    ],
    ['a header that is not signed', signPut({ headers: { 'X-Amz-Acl': 'private' } }), 'header-not-signed', 'x-amz-acl'],
    [
      'another type',
      signPut({ names: 'content-type;host', headers: { 'content-type': 'image/png' } }),
      'type-not-signed-as-sent',
      'text/plain',
    ],
    [
      'nothing to be seen',
      signPut({ names: 'content-type;host', headers: { 'content-type': 'text/plain' } }),
      'signature-mismatch',
      'agrees',
    ],
    ['a field without a condition', signPost({ acl: 'x' }, [['eq', '$X-Amz-Date', '']]), 'header-not-signed', 'acl'],
    [
      'a condition without its field',
      signPost({}, [
        ['eq', '$acl', ''],
        ['eq', '$x-amz-date', ''],
      ]),
      'signed-header-missing',
      'acl',
    ],
  ])('finds %s', (_name, terms, code, words) => {
    const finding = examineSignature(probe, ticketOf(terms), 'status 403')
    expect(finding.code).toBe(code)
    expect(finding.message).toContain(words)
    expect(JSON.stringify(finding)).not.toMatch(/sentinel|image\/png|storage\.test/)
  })

  it('repeats no name that is none', () => {
    const terms = signPut({ names: 'host;"><b>sentinel' })
    expect(examineSignature(probe, ticketOf(terms), 'status 403').message).toContain('one with an odd name')
  })
})
