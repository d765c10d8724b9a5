import { describe, expect, it } from 'vitest'
import type { PostTicket, PutTicket } from '../../contract/ticket.js'
import { enDoctor } from '../../locales/doctor/en.js'
import { codeOf, readFinding } from '../report/readTexts.js'
import { explainSignature } from './explainSignature.js'
import { signPost, signPut, ticketOf } from '../../../test/doctor/signedTickets.js'
import type { Probe } from '../DoctorContext.js'

const probe: Probe = {
  file: new File(['x'], 'coatcheck-probe.txt', { type: 'text/plain' }),
  request: { id: '1', name: 'coatcheck-probe.txt', size: 1, type: 'text/plain', metadata: {} },
  idempotencyKey: '1',
}

describe('explainSignature', () => {
  it.each<[string, PutTicket | PostTicket, string, string]>([
    ['a signed checksum of an empty body', signPut({ checksum: true }), 'empty-checksum-signed', 'empty body'],
    [
      'a signed type that the ticket lacks',
      signPut({ names: 'content-type;host' }),
      'type-not-signed-as-sent',
      'does not contain it',
    ],
    [
      'a signed header that the ticket lacks',
      signPut({ names: 'host;x-amz-acl', headers: { 'Content-Type': 'text/plain' } }),
      'signed-header-missing',
      'x-amz-acl',
    ],
    ['a header that is not signed', signPut({ headers: { 'X-Amz-Acl': 'private' } }), 'header-not-signed', 'x-amz-acl'],
    [
      'a type other than the requested one',
      signPut({ names: 'content-type;host', headers: { 'content-type': 'image/png' } }),
      'type-not-signed-as-sent',
      'text/plain',
    ],
    [
      'no difference between the names',
      signPut({ names: 'content-type;host', headers: { 'content-type': 'text/plain' } }),
      'signature-mismatch',
      'agree',
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
    const finding = explainSignature(probe, ticketOf(terms), { status: 403 })
    expect(codeOf(finding)).toBe(code)
    expect(readFinding(enDoctor, finding)[0]).toContain(words)
    expect(JSON.stringify(finding)).not.toMatch(/sentinel|image\/png|storage\.test/)
  })

  it('does not repeat a name that is not a plain one', () => {
    const terms = signPut({ names: 'host;"><b>sentinel' })
    const finding = explainSignature(probe, ticketOf(terms), { status: 403 })
    expect(readFinding(enDoctor, finding)[0]).toContain('one with an unusual name')
  })
})
