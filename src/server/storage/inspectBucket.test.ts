import { describe, expect, it } from 'vitest'
import { inspectBucket, type BucketFacts } from './inspectBucket.js'
import type { ObjectStore } from './ObjectStore.js'
import { s3 } from './s3.js'

interface Answer {
  readonly status?: number
  readonly body: string
}

const error = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code></Error>` })

const corsRules = `<CORSConfiguration>
  <CORSRule>
    <AllowedOrigin>https://app.example</AllowedOrigin><AllowedOrigin>https://*.example</AllowedOrigin>
    <AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod>
    <AllowedHeader>Content-Type</AllowedHeader><ExposeHeader>ETag</ExposeHeader>
    <MaxAgeSeconds>3000</MaxAgeSeconds>
  </CORSRule>
  <CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>
</CORSConfiguration>`

const lifecycleRules = `<LifecycleConfiguration>
  <Rule>
    <ID>parts</ID><Status>Enabled</Status><Filter><Prefix>up/</Prefix></Filter>
    <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
  </Rule>
  <Rule><Status>Disabled</Status><Prefix>old/</Prefix><Expiration><Days>30</Days></Expiration></Rule>
  <Rule><Status>Enabled</Status><Filter><And><Prefix>tag/</Prefix></And></Filter><Expiration><Date>2030-01-01</Date></Expiration></Rule>
  <Rule><Status>Enabled</Status><Filter/></Rule>
</LifecycleConfiguration>`

const listing: Answer = { body: '<ListBucketResult/>' }

/** A bucket with these answers to the calls for its listing, its CORS rules and its lifecycle rules. */
function bucket(answers: { list?: Answer; cors?: Answer; lifecycle?: Answer }, storageMs = Date.now()): ObjectStore {
  const send = async (input: RequestInfo | URL): Promise<Response> => {
    const { searchParams } = new URL(input instanceof Request ? input.url : input)
    const { list = listing, cors, lifecycle } = answers
    const rules = searchParams.has('cors') ? cors : lifecycle
    const { status = 200, body } = (searchParams.has('list-type') ? list : rules) ?? error(501, 'NotImplemented')
    return new Response(body, { status, headers: { date: new Date(storageMs).toUTCString() } })
  }
  const keys = { accessKeyId: 'a', secretAccessKey: 's' }
  return s3({ endpoint: 'https://a.test', bucket: 'b', fetch: send, timeoutMs: 1000, ...keys })
}

const factsOf = async (store: ObjectStore): Promise<BucketFacts> => {
  const facts = await inspectBucket(store)
  if (!facts) throw new Error('There are no facts.')
  return facts
}

describe('inspectBucket', () => {
  it('reads the rules for other origins', async () => {
    const { cors } = await factsOf(bucket({ cors: { body: corsRules } }))
    expect(cors).toEqual({
      isTold: true,
      rules: [
        {
          origins: ['https://app.example', 'https://*.example'],
          methods: ['PUT', 'POST'],
          headers: ['content-type'],
          exposedHeaders: ['etag'],
          maxAgeSeconds: 3000,
        },
        { origins: ['*'], methods: ['GET'], headers: [], exposedHeaders: [], maxAgeSeconds: null },
      ],
    })
  })

  it('reads what storage does by itself', async () => {
    const { lifecycle } = await factsOf(bucket({ lifecycle: { body: lifecycleRules } }))
    expect(lifecycle).toEqual({
      isTold: true,
      rules: [
        { isEnabled: true, prefix: 'up/', abortsAfterDays: 7, expiresAfterDays: null, removesOldAfterDays: null },
        { isEnabled: false, prefix: 'old/', abortsAfterDays: null, expiresAfterDays: 30, removesOldAfterDays: null },
        { isEnabled: true, prefix: 'tag/', abortsAfterDays: null, expiresAfterDays: null, removesOldAfterDays: null },
        { isEnabled: true, prefix: '', abortsAfterDays: null, expiresAfterDays: null, removesOldAfterDays: null },
      ],
    })
  })

  it('tells no rules from rules that are not told', async () => {
    const answers = {
      cors: error(404, 'NoSuchCORSConfiguration'),
      lifecycle: error(404, 'NoSuchLifecycleConfiguration'),
    }
    const none = { isTold: true, rules: [] }
    expect(await factsOf(bucket(answers))).toMatchObject({ cors: none, lifecycle: none })
    expect(await factsOf(bucket({ cors: error(403, 'AccessDenied') }))).toMatchObject({
      cors: { isTold: false, status: 403, code: 'AccessDenied' },
      lifecycle: { isTold: false, status: 501, code: 'NotImplemented' },
    })
  })

  it('compares the clocks', async () => {
    const { clockAheadMs } = await factsOf(bucket({}, Date.now() - 60_000))
    expect(Math.abs((clockAheadMs ?? 0) - 60_000)).toBeLessThan(30_000)
  })

  it('says whether the bucket may be listed', async () => {
    expect(await factsOf(bucket({}))).toMatchObject({ mayList: true })
    expect(await factsOf(bucket({ list: error(403, 'AccessDenied') }))).toMatchObject({ mayList: false })
  })

  it.each(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'RequestTimeTooSkewed'])('rejects with %s', async (code) => {
    await expect(inspectBucket(bucket({ list: error(403, code) }))).rejects.toMatchObject({
      name: 'StorageError',
      code,
    })
  })

  it('knows nothing of a store of another kind', async () => {
    expect(await inspectBucket({ ...bucket({}) })).toBeNull()
  })
})
