import {
  type ApiDescription,
  type CannedAnswer,
  describeBackend,
  type FetchedCall,
  sample,
  sentinel,
} from 'coatcheck/testing'
import { describe, expect, it } from 'vitest'
import { createDepotBackend, type DepotFile } from './createDepotBackend.js'

const url = 'https://app.example/api/depot'
/** Everything that gives access contains the sentinel, so that the suite can search for it where it must not be. */
const putTo = `https://storage.example/shelf-3/1?X-Amz-Signature=${sentinel}`
const headers = { 'Content-Type': sample.type, 'x-amz-checksum-sha256': sample.sha256.base64 }
const slip = { id: 'slip 1', putTo, headers, secondsLeft: 600 }
const kept = { id: 'f1', name: sample.name, link: 'https://files.example/f1', linkSeconds: 60, shelf: 'shelf-3' }
const file: DepotFile = { id: 'f1', name: sample.name, url: kept.link, urlExpiresInSeconds: 60, shelf: 'shelf-3' }

const answer = (json: object): CannedAnswer => ({ json })
const refuse = (status: number, message: string): CannedAnswer => ({ status, json: { error: { message } } })

function recognise({ method, url: asked }: FetchedCall): 'ticket' | 'confirm' | 'abandon' | 'get' | 'list' | undefined {
  const path = asked.slice(url.length)
  if (method === 'DELETE') return 'abandon'
  if (method === 'POST') return path === '/slips' ? 'ticket' : 'confirm'
  return path.startsWith('/files?') ? 'list' : 'get'
}

const api: ApiDescription<DepotFile> = {
  recognise,
  ticket: {
    request: {
      method: 'POST',
      url: `${url}/slips`,
      json: { name: sample.name, type: sample.type, bytes: sample.size, labels: {}, sha256: sample.sha256.base64 },
    },
    shapes: [
      {
        name: 'PUT',
        answer: answer({ slip }),
        reference: { slip: 'slip 1' },
        expiresInSeconds: 600,
        sent: { method: 'PUT', url: putTo, headers },
      },
    ],
    sharesFiles: true,
    existing: { answer: answer({ kept }), file },
    gathered: 'none',
    errors: {
      'no room': {
        answer: refuse(409, 'Your depot is full.'),
        code: 'too-large',
        retry: 'never',
        serverText: 'Your depot is full.',
      },
      'not a tenant': { answer: refuse(403, 'Ask the office.'), code: 'forbidden', retry: 'never' },
    },
    malformed: {
      withoutUrl: answer({ slip: { ...slip, putTo: '' } }),
      withoutName: answer({ slip: { ...slip, id: null } }),
      ofUnknownKind: answer({ parcel: slip }),
      withTwoFiles: 'none',
      existingWithoutId: answer({ kept: { ...kept, id: undefined } }),
      withNull: answer({ slip: null }),
      others: {
        'a header that is a number': answer({ slip: { ...slip, headers: { 'Content-Length': 256 } } }),
        'a time in words': answer({ slip: { ...slip, secondsLeft: 'ten minutes' } }),
      },
    },
  },
  storage: {
    refusals: {
      'an expired URL': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
        code: 'ticket-expired',
        sends: 3,
        retry: 'by-hand',
      },
      'other bytes': { refusal: { status: 400, code: 'BadDigest' }, code: 'bytes-damaged', sends: 2, retry: 'never' },
    },
  },
  confirm: {
    file,
    call: {
      request: { method: 'POST', url: `${url}/slips/slip%201/redeem`, json: {} },
      answer: answer({ kept }),
      errors: { 'another tenant': { answer: refuse(403, 'Not your slip.'), code: 'forbidden', retry: 'never' } },
      malformed: { 'no file': answer({ kept: null }), 'no shelf': answer({ kept: { ...kept, shelf: 3 } }) },
      afterLostAnswer: 'repeat',
    },
  },
  limits: { 'one PUT': { file: { size: 5 * 1024 ** 3 + 1 }, codes: ['file-too-large'] } },
  idempotencyKey: ({ headers: sent }) => sent['idempotency-key'],
  abandon: { method: 'DELETE', url: `${url}/slips/slip%201` },
  get: { id: 'f 1', request: { method: 'GET', url: `${url}/files/f%201` }, answer: answer({ kept }), file },
  list: {
    request: { method: 'GET', url: `${url}/files?limit=2&after=next` },
    answer: answer({ files: [kept], after: null }),
    page: { files: [file], nextCursor: null },
  },
}

describeBackend('Depot', {
  test: { describe, it, expect },
  create: (http) => createDepotBackend({ url, ...http }),
  api,
})
