import { once } from 'node:events'
import { createServer } from 'node:net'
import { DeleteBucketPolicyCommand, ListObjectsV2Command, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkUploads, type CheckOptions } from '../../src/cli/check/checkUploads.ts'
import type { CheckReport, CheckResult } from '../../src/cli/check/CheckResult.ts'
import { formatReport } from '../../src/cli/report/formatReport.ts'
import { createUploads, s3, type Records, type S3Options, type UploadsOptions } from '../../src/server.ts'
import { sqlite } from '../../src/server/node.ts'
import { openNamedStorage } from '../storage/namedStorage.ts'
import { createStorageClient } from '../storage/storageClient.ts'
import { describeUploads, type UploadsSuite } from './describeUploads.ts'

const origin = 'http://localhost:5173'
const profiles = {
  photos: { accept: 'image/*', maxSizeBytes: 20_000_000 },
  videos: { maxSizeBytes: 1_000_000_000 },
  forms: { maxSizeBytes: 1_000_000, sendWith: 'post' },
} as const

const text = (report: CheckReport): string => formatReport('./uploads.ts', report, { hasColours: false, columns: 100 })

/** What is not right, by the names of the checks. */
function findings({ checks }: CheckReport): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.flatMap((check) => ('code' in check ? [[check.name, check.code]] : [])))
}

function find({ checks }: CheckReport, name: CheckResult['name']): CheckResult {
  const found = checks.find((check) => check.name === name)
  if (!found) throw new Error(`There is no check '${name}'.`)
  return found
}

interface Sent {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly init: RequestInit
}

/** A fetch that does to some requests what a storage that is set up wrongly would. */
function faulty(
  fault: (sent: Sent, pass: () => Promise<Response>) => Promise<Response> | Response | undefined,
): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const sent = { url, method: init.method ?? 'GET', headers: new Headers(init.headers), init }
    const pass = (): Promise<Response> => fetch(url, init)
    return (await fault(sent, pass)) ?? pass()
  }
}

const changed = async (pass: () => Promise<Response>, change: (headers: Headers) => void): Promise<Response> => {
  const { status, headers, body } = await pass()
  const others = new Headers(headers)
  change(others)
  return new Response(status === 204 ? null : body, { status, headers: others })
}

async function findClosedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

const refused = (code: string, status: number = 403): Response =>
  new Response(`<Error><Code>${code}</Code></Error>`, { status })

const isSigned = ({ url }: Sent): boolean => url.searchParams.has('X-Amz-Signature')

describeUploads('the check', ({ bucket, start }: UploadsSuite) => {
  /** Checks a server whose own calls, or whose browsers, meet a fault. */
  const check = async (
    { own, ...given }: CheckOptions & { readonly own?: typeof fetch } = {},
    options: Partial<UploadsOptions> & { readonly s3?: Partial<S3Options> } = {},
  ): Promise<CheckReport> => {
    const { s3: bucketOptions, ...others } = options
    const storage = bucket.open({ ...(own && { fetch: own, timeoutMs: 2000 }), ...bucketOptions })
    const { uploads } = start({ storage, profiles, ...others })
    return checkUploads(uploads, { origins: [origin], ...given })
  }

  it('finds nothing wrong with a server that works, and says what it has found', async () => {
    const report = await check()
    expect(report.ok).toBe(true)
    const { lifecycle } = bucket.raw.answers.rulesOfNewBucket
    expect(findings(report)).toEqual(lifecycle === 'none' ? { lifecycle: 'lifecycle-missing' } : {})
    const rest = { ...report, checks: report.checks.filter(({ name }) => name !== 'lifecycle') }
    const { endpoint } = bucket.raw.storage
    const { provider } = report
    expect(text(rest)).toBe(`coatcheck check ./uploads.ts
${bucket.raw.storage.bucket} at ${endpoint} (${provider}), for pages of ${origin}

  ✓ profiles    Tickets are valid for 900 seconds. Profiles: photos (image/*, up to 20 MB, by PUT,
                without a quota); videos (any type, up to 1 GB, by PUT or parts, without a quota);
                forms (any type, up to 1 MB, by a form, without a quota).
  ✓ records     The records answer, and have the tables of this version.
  ✓ owner       A visitor who is not signed in gets 401.
  ✓ origins     createUploads names no origins, so pages have to reach it under their own origin.
  ✓ address     Browsers get ${endpoint}.
  ✓ reachable   Storage answers, and accepts the credentials.
  ✓ list        The credentials may list the bucket, so a missing object is a 404.
  ✓ clock       The clocks of this machine and of storage agree.
  ✓ storage     Storage stored a file that was sent with a ticket (status 200).
  ✓ preflight   ${origin}: Pages may send a PUT.
  ✓ preflight   ${origin}: Pages may send a POST.
  ✓ etag        ${origin}: Pages may read the answer and its ETag.
  ✓ signature   Storage refuses another size, and another type, than was signed.
  ✓ digest      Storage refuses other bytes than the signed digest says.
  ✓ write-once  Storage refuses a second PUT with the same URL (status 412, PreconditionFailed).
  ✓ form        A signed URL could write the object twice, so files are copied when they are
                confirmed. That works.
  ✓ parts       An upload in parts can be started, resumed, found again and aborted.
  ✓ read        Files can be read, in ranges, with the type and the disposition that are signed.
  ✓ private     Without a signature, nobody can read, list or write.
  ✓ clean-up    The test objects are deleted.

No problem found.`)
  })

  it('leaves nothing in the bucket, whatever goes wrong', async () => {
    await check({ fetch: faulty(({ method }) => (method === 'GET' ? refused('AccessDenied') : undefined)) })
    await check({ own: faulty(({ method }) => (method === 'HEAD' ? refused('AccessDenied') : undefined)) })
    for (const Prefix of ['coatcheck-check/', '_incoming/coatcheck-check/']) {
      const Bucket = bucket.raw.storage.bucket
      const { Contents = [] } = await bucket.raw.client.send(new ListObjectsV2Command({ Bucket, Prefix }))
      expect(Contents.map(({ Key }) => Key)).toEqual([])
    }
  })

  it('prints no signature, key or URL with a query', async () => {
    const reports = await Promise.all([check(), check({}, { s3: { secretAccessKey: 'wrong-secret' } })])
    const { accessKeyId, secretAccessKey } = bucket.raw.storage.credentials
    for (const report of reports) {
      const json = JSON.stringify(report)
      expect(json).not.toMatch(/X-Amz|Signature=|wrong-secret|\?[\w-]+=/)
      expect(json).not.toContain(secretAccessKey)
      expect(json).not.toContain(`"${accessKeyId}"`)
    }
  })

  it('stops at credentials, buckets and addresses that are wrong', async () => {
    const wrongKey = await check({}, { s3: { secretAccessKey: 'wrong' } })
    expect([wrongKey.ok, findings(wrongKey)]).toEqual([false, { reachable: 'signature-mismatch' }])
    expect(findings(await check({}, { s3: { accessKeyId: 'nobody' } }))).toEqual({ reachable: 'credentials-refused' })
    expect(findings(await check({}, { s3: { bucket: 'no-such-bucket' } }))).toMatchObject({
      reachable: 'bucket-missing',
    })
    const nowhere = await check({}, { s3: { endpoint: `http://127.0.0.1:${await findClosedPort()}`, timeoutMs: 500 } })
    expect(findings(nowhere)).toEqual({ reachable: 'storage-unreachable' })
    expect(find(nowhere, 'reachable').message).toContain('ECONNREFUSED')
    const own: typeof fetch = async () => new Response('<!doctype html><p>Sign in')
    expect(findings(await check({ own }))).toEqual({ reachable: 'not-storage' })
  })

  it.each([
    [20 * 60, 'clock-skew'],
    [-20 * 60, 'clock-skew'],
    [5 * 60, 'clock-differs'],
  ])('compares the clock with one that is %i seconds off', async (seconds, code) => {
    const own = faulty((_sent, pass) =>
      changed(pass, (headers) => headers.set('date', new Date(Date.now() - seconds * 1000).toUTCString())),
    )
    const report = await check({ own })
    expect(findings(report)).toMatchObject({ clock: code })
    expect(find(report, 'clock').message).toMatch(seconds > 0 ? /ahead/ : /behind/)
  })

  it('names the right to list that is missing', async () => {
    const own = faulty(({ url }) => (url.searchParams.has('list-type') ? refused('AccessDenied') : undefined))
    const report = await check({ own })
    expect(findings(report)).toMatchObject({ list: 'list-forbidden' })
    expect(find(report, 'list').paste).toContain('s3:ListBucket')
  })

  it('prints the CORS rule for an origin that is refused', async () => {
    const fault = faulty(({ method }, pass) =>
      method === 'OPTIONS' ? changed(pass, (headers) => headers.delete('access-control-allow-origin')) : undefined,
    )
    const report = await check({ fetch: fault, origins: [origin, 'http://localhost:3000'] })
    const refusals = report.checks.filter(({ name }) => name === 'preflight')
    expect(refusals).toHaveLength(4)
    for (const refusal of refusals) expect(refusal).toMatchObject({ outcome: 'problem', code: 'cors-origin-refused' })
    // MinIO's setting has no headers.
    const headers =
      report.provider === 'minio' ? '' : '"content-md5","content-type","if-none-match","x-amz-checksum-sha256"'
    expect(refusals[0]?.paste).toContain('http://localhost:3000')
    expect(refusals[0]?.paste).toContain(headers)
  })

  it('finds answers that pages cannot read, and an ETag that is hidden', async () => {
    const without = (name: string): typeof fetch =>
      faulty(({ method }, pass) => (method === 'PUT' ? changed(pass, (headers) => headers.delete(name)) : undefined))
    const hidden = await check({ fetch: without('access-control-allow-origin') })
    expect(findings(hidden)).toMatchObject({ etag: 'cors-answer-hidden' })
    const unreadable = await check({ fetch: without('access-control-expose-headers') })
    expect([unreadable.ok, findings(unreadable)]).toMatchObject([true, { etag: 'etag-hidden' }])
  })

  it('finds a bucket that is public', async () => {
    const open = (is: (sent: Sent) => boolean, body: string): typeof fetch =>
      faulty((sent) => (!isSigned(sent) && is(sent) ? new Response(body) : undefined))
    const byRead = open(({ method, url }) => method === 'GET' && !url.search, 'bytes')
    expect(findings(await check({ fetch: byRead }))).toMatchObject({ private: 'public-read' })
    const byList = open(({ url }) => url.searchParams.has('list-type'), '<ListBucketResult/>')
    expect(findings(await check({ fetch: byList }))).toMatchObject({ private: 'public-list' })
    const byWrite = open(({ method }) => method === 'PUT', '')
    expect(findings(await check({ fetch: byWrite }))).toMatchObject({ private: 'public-write' })
  })

  it('finds out what storage does not verify', async () => {
    const accept = (is: (sent: Sent) => boolean): typeof fetch =>
      faulty((sent, pass) => {
        if (!is(sent)) return undefined
        return pass().then((answer) => (answer.ok ? answer : new Response(null, { status: 200 })))
      })
    const puts = await check({ fetch: accept((sent) => sent.method === 'PUT' && isSigned(sent)) })
    expect(findings(puts)).toMatchObject({
      signature: 'terms-unverified',
      digest: 'digest-unverified',
      'write-once': 'overwritable',
      parts: 'parts-refused',
    })
    expect(find(puts, 'write-once').paste).toBe('abilities: { writesOnce: false }')
    const forms = await check({ fetch: accept(({ method }) => method === 'POST') })
    expect(findings(forms)).toMatchObject({ form: 'terms-unverified' })
  })

  it('copies where an object could be overwritten', async () => {
    const options = { s3: { abilities: { writesOnce: false } }, profiles: { photos: profiles.photos } }
    expect(find(await check({}, options), 'write-once')).toMatchObject({
      outcome: 'ok',
      message: expect.stringContaining('copied'),
    })
    const own = faulty(({ headers }) => (headers.has('x-amz-copy-source') ? refused('AccessDenied') : undefined))
    expect(findings(await check({ own }, options))).toMatchObject({ 'write-once': 'copy-failed' })
    const without = faulty(({ headers }) =>
      headers.has('x-amz-copy-source') ? refused('NotImplemented', 501) : undefined,
    )
    expect(find(await check({ own: without }, options), 'write-once')).toMatchObject({
      outcome: 'warning',
      code: 'copied-by-server',
      paste: 'abilities: { writesOnce: true }',
    })
    const asForms = { s3: options.s3, profiles: { forms: profiles.forms } }
    expect(find(await check({ own: without }, asForms), 'form')).toMatchObject({
      outcome: 'warning',
      code: 'copied-by-server',
      advice: expect.stringContaining("sendWith: 'post'"),
    })
  })

  it('names the rights that are missing for parts, reading and deleting', async () => {
    const own = faulty(({ method, url }) => {
      const isRefused = method === 'HEAD' || method === 'DELETE' || url.searchParams.has('uploads')
      return isRefused ? refused('AccessDenied') : undefined
    })
    const report = await check({ own })
    expect(findings(report)).toMatchObject({
      parts: 'parts-refused',
      read: 'read-failed',
      'clean-up': 'clean-up-failed',
    })
    expect(find(report, 'clean-up').message).toMatch(/did not delete \d+ of the test objects: coatcheck-check\//)
    // What could not be deleted is deleted here.
    const keys = find(report, 'clean-up').message.match(/[\w-]+\/[\w/-]+/g) ?? []
    await Promise.all(keys.map((key) => bucket.store.remove(key)))
  })

  it('says when the server may not write', async () => {
    const report = await check({
      fetch: faulty(({ method }) => (method === 'PUT' ? refused('AccessDenied') : undefined)),
    })
    expect(findings(report)).toMatchObject({ storage: 'storage-refused' })
    expect(report.checks.some(({ name }) => name === 'digest')).toBe(false)
    expect(find(report, 'clean-up').outcome).toBe('ok')
  })

  it('tells the public endpoint from the one of the server', async () => {
    const away = { publicEndpoint: 'http://storage.example' }
    const dead = faulty(({ url }) =>
      url.hostname === 'storage.example'
        ? Promise.reject(new TypeError('no', { cause: { code: 'ENOTFOUND' } }))
        : undefined,
    )
    const report = await check({ fetch: dead, origins: ['https://app.example'] }, { s3: away })
    expect(findings(report)).toMatchObject({
      address: 'mixed-content',
      storage: 'storage-unreachable',
      preflight: 'storage-unreachable',
    })
    expect(find(report, 'storage').outcome).toBe('warning')
    const inside = await check({ fetch: dead }, { s3: { publicEndpoint: 'http://minio:9000' } })
    expect(findings(inside)).toMatchObject({ address: 'address-internal' })
    expect(findings(await check({ origins: ['https://app.example'] }))).toMatchObject({ address: 'address-internal' })
  })

  it('asks for the name of a storage that it recognises, and for MD5 where there is none', async () => {
    const report = await check({}, { s3: { provider: 'other' }, profiles: { photos: profiles.photos } })
    const isKnown = bucket.raw.answers.title !== 'embedded store'
    expect(findings(report)['provider']).toBe(isKnown ? 'provider-unknown' : undefined)
    expect(find(report, 'digest').message.includes("pass digest: 'md5'")).toBe(!isKnown)
  })
})

describe('the check of the server itself', () => {
  const unused = (): never => {
    throw new TypeError('no', { cause: { code: 'ECONNREFUSED' } })
  }
  const check = async (options: Partial<UploadsOptions>, origins: readonly string[] = []): Promise<CheckReport> => {
    const uploads = createUploads({
      storage: s3({
        endpoint: 'http://127.0.0.1:1',
        bucket: 'b',
        accessKeyId: 'a',
        secretAccessKey: 's',
        fetch: unused,
        timeoutMs: 1,
      }),
      records: sqlite(':memory:'),
      owner: () => null,
      profiles: { any: { maxSizeBytes: 1000 } },
      onError: () => undefined,
      ...options,
    })
    onTestFinished(() => uploads.close())
    return checkUploads(uploads, { origins, fetch: unused })
  }

  it('warns when everybody is somebody, and when nobody can be told', async () => {
    expect(findings(await check({ owner: () => 'demo' }))).toMatchObject({ owner: 'owner-open' })
    const failing = await check({
      owner: () => {
        throw new Error('cookies() was called outside a request')
      },
    })
    expect(findings(failing)).toMatchObject({ owner: 'owner-failed' })
    expect(findings(await check({ owner: () => null, basePath: '/files/v1/' }))['owner']).toBeUndefined()
  })

  it('says why the records fail, without the password', async () => {
    const broken = {
      ...sqlite(':memory:'),
      prepare: () => Promise.reject(new Error('connect postgres://ann:hunter2@db/uploads: ECONNREFUSED')),
    } satisfies Records
    const report = await check({ records: broken })
    expect(findings(report)).toMatchObject({ records: 'records-failed' })
    expect(find(report, 'records').message).toBe('The records failed. Error: connect [url] ECONNREFUSED')
  })

  it('looks at limits and terms', async () => {
    expect(findings(await check({ profiles: { any: { maxSizeBytes: 1e14 } } }))).toMatchObject({
      profiles: 'size-unlimited',
    })
    expect(findings(await check({ ticketExpiresInSeconds: 10 }))).toMatchObject({ profiles: 'ticket-short-lived' })
    expect(findings(await check({ ticketExpiresInSeconds: 86_400 }))).toMatchObject({ profiles: 'ticket-long-lived' })
  })

  it('compares the origins with those of createUploads, and takes them if none are named', async () => {
    const origins = ['https://app.example']
    expect(findings(await check({ origins }, ['https://other.example']))).toMatchObject({
      origins: 'origin-not-allowed',
    })
    expect((await check({ origins })).origins).toEqual(origins)
    expect(find(await check({}), 'origins')).toMatchObject({ outcome: 'not-checked' })
  })
})

it('finds a bucket public by its policy', async () => {
  const storage = await openNamedStorage()
  if (!storage) throw new Error('No storage runs.')
  const client = createStorageClient(storage)
  const Bucket = `public-${Date.now()}`
  const named = await openNamedStorage({ ...process.env, S3_BUCKET: Bucket })
  const Resource = [`arn:aws:s3:::${Bucket}/*`]
  const allow = { Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [allow] })
  await client.send(new PutBucketPolicyCommand({ Bucket, Policy }))
  onTestFinished(async () => {
    await client.send(new DeleteBucketPolicyCommand({ Bucket }))
    client.destroy()
  })
  const { endpoint, region, credentials } = storage
  const uploads = createUploads({
    storage: s3({ endpoint, region, bucket: named?.bucket ?? Bucket, provider: 'minio', ...credentials }),
    records: sqlite(':memory:'),
    owner: () => null,
    profiles: { photos: profiles.photos },
  })
  onTestFinished(() => uploads.close())
  expect(find(await checkUploads(uploads), 'private')).toMatchObject({
    outcome: 'problem',
    code: 'public-read',
    message: 'The bucket is public: everybody may read every file whose URL they know, for ever.',
  })
})
