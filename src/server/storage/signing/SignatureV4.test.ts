import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 as SdkSignatureV4 } from '@smithy/signature-v4'
import { describe, expect, it } from 'vitest'
import { encodeKey } from './encodeUri.js'
import { SignatureV4, type RequestToSign, type S3Credentials } from './SignatureV4.js'

const atMs = Date.parse('2026-03-04T05:06:07.890Z')
const permanent: S3Credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const temporary: S3Credentials = { ...permanent, sessionToken: 'FwoG/ZX+IvYXdz==' }

class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array)
  }
  update(data: Uint8Array): void {
    this.#hash.update(data)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
  reset(): void {}
}

/** The AWS SDK's own signer, as its presigner for S3 sets it up. */
function sdk({ sessionToken, ...credentials }: S3Credentials): SdkSignatureV4 {
  return new SdkSignatureV4({
    service: 's3',
    region: 'eu-central-1',
    credentials: { ...credentials, ...(sessionToken && { sessionToken }) },
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  })
}

function toSdk({
  host,
  path,
  method,
  query = {},
  headers = {},
}: RequestToSign): Parameters<SdkSignatureV4['sign']>[0] & object {
  return { method, protocol: 'https:', hostname: host, path, query: { ...query }, headers: { ...headers, host } }
}

const keys = [
  'owner/4f1d2c',
  'a b+c&d=e?f#g.txt',
  `'()*!~-_.`,
  'ملف 📷 ñ 漢字.jpg',
  'a//b///c',
  '/first',
  'ends/',
  '%2F%20%',
  'k'.repeat(1024),
]

const headers = {
  'content-length': '1048576',
  'content-type': 'image/svg+xml;  charset=utf-8',
  'if-none-match': '*',
  'x-amz-checksum-sha256': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
}

const puts: readonly RequestToSign[] = [
  ...keys.map((key) => ({ method: 'PUT', host: '127.0.0.1:9000', path: `/bucket/${encodeKey(key)}`, headers })),
  ...keys.map((key) => ({ method: 'PUT', host: 'bucket.s3.amazonaws.com', path: `/${encodeKey(key)}`, headers })),
]
const part: RequestToSign = {
  method: 'PUT',
  host: '127.0.0.1:9000',
  path: '/bucket/key',
  query: { uploadId: 'a+b/c=~ d', partNumber: '10' },
  headers: { 'content-length': '5', 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' },
}
const get: RequestToSign = {
  method: 'GET',
  host: '127.0.0.1:9000',
  path: '/bucket/key',
  query: {
    'response-content-disposition': `attachment; filename="a (1).txt"; filename*=UTF-8''%C3%A9%20*!.txt`,
    'response-content-type': 'text/plain; charset=utf-8',
  },
}

describe.each([
  ['permanent', permanent],
  ['temporary', temporary],
])('with %s credentials', (_, credentials) => {
  it.each([...puts, part, get])('presigns $method $host$path as the AWS SDK does', async (request) => {
    const names = new Set(['host', ...Object.keys(request.headers ?? {})])
    const signed = await sdk(credentials).presign(
      { ...toSdk(request), body: {} },
      { signingDate: new Date(atMs), expiresIn: 300, signableHeaders: names, unhoistableHeaders: names },
    )
    const query = new SignatureV4('eu-central-1').presign(request, credentials, atMs, 300)
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual(signed.query)
  })

  it.each([...puts, part, get])('authorizes $method $host$path as the AWS SDK does', async (request) => {
    const payload = new TextEncoder().encode('<a/>')
    const hash = createHash('sha256').update(payload).digest('hex')
    const expected = toSdk({ ...request, headers: { ...request.headers, 'x-amz-content-sha256': hash } })
    const signed = await sdk(credentials).sign(
      { ...expected, body: {} },
      { signingDate: new Date(atMs), signableHeaders: new Set(['content-length']) },
    )
    const { host: _host, ...sent } = signed.headers
    expect(new SignatureV4('eu-central-1').authorize(request, credentials, atMs, payload)).toEqual(sent)
  })

  it('signs a policy as the AWS SDK does, and states the claim in it', async () => {
    const fields = new Map(
      new SignatureV4('eu-central-1').signForm(credentials, atMs, (claim) =>
        JSON.stringify({ conditions: claim.map(([name, value]) => ({ [name]: value })), note: 'é 📷' }),
      ),
    )
    const policy = fields.get('Policy') ?? ''
    expect(fields.get('X-Amz-Signature')).toBe(await sdk(credentials).sign(policy, { signingDate: new Date(atMs) }))
    const claim = [...fields].slice(0, -2).map(([name, value]) => ({ [name]: value }))
    expect(JSON.parse(Buffer.from(policy, 'base64').toString())).toEqual({ conditions: claim, note: 'é 📷' })
  })
})

it('signs the same after the keys of many days as before', () => {
  const signer = new SignatureV4('eu-central-1')
  const first = signer.presign(get, permanent, atMs, 60)
  for (let day = 1; day < 20; day++) signer.presign(get, permanent, atMs + day * 86_400_000, 60)
  expect(signer.presign(get, permanent, atMs, 60)).toBe(first)
})

it('escapes half of a surrogate pair instead of throwing', () => {
  expect(encodeKey('a\ud83d')).toBe('a%EF%BF%BD')
})

it('signs each request as of its own second, whatever came before it', () => {
  const request = { method: 'GET', host: 'a.test', path: '/k' }
  const keys = { accessKeyId: 'a', secretAccessKey: 'b' }
  const one = new SignatureV4('eu-1')
  const times = [0, 999, 1000, 86_400_000, 0]
  const signed = times.map((atMs) => one.presign(request, keys, atMs, 60))
  expect(signed).toEqual(times.map((atMs) => new SignatureV4('eu-1').presign(request, keys, atMs, 60)))
  expect(new Set(signed).size).toBe(3)
})
