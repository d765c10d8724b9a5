import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { S3Client as SdkClient } from '@aws-sdk/client-s3'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { providerOf } from './providers.js'
import { s3 } from './s3.js'
import type { S3Options } from './S3Options.js'

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'sEcReT' }
const minio: S3Options = { endpoint: 'http://127.0.0.1:9000', bucket: 'photos', provider: 'minio', ...keys }
const object = { key: "owner/a b'é.png", type: 'image/png', size: 3, expiresInSeconds: 60 }

const read = (policy: string): { readonly expiration: string; readonly conditions: readonly unknown[] } =>
  JSON.parse(Buffer.from(policy, 'base64').toString())

afterEach(() => {
  vi.useRealTimers()
})

const urlOf = async (options: S3Options): Promise<URL> => new URL((await s3(options).signPut(object)).url)

describe('where a bucket is', () => {
  it.each<[string, Partial<S3Options>, string]>([
    ['in the path', {}, 'http://127.0.0.1:9000/photos/owner/'],
    [
      'in the path below that of the endpoint',
      { endpoint: 'https://a.test/storage/v1/s3/' },
      'https://a.test/storage/v1/s3/photos/owner/',
    ],
    [
      'in the host on demand',
      { endpoint: 'http://localhost:9000', forcePathStyle: false },
      'http://photos.localhost:9000/owner/',
    ],
    ['under its public address', { publicEndpoint: 'https://files.test' }, 'https://files.test/photos/owner/'],
  ])('is %s', async (_, changed, expected) => {
    expect((await urlOf({ ...minio, ...changed } as S3Options)).href.startsWith(expected)).toBe(true)
  })

  it.each<[S3Options, string]>([
    [{ region: 'eu-central-1', bucket: 'photos', ...keys }, 'https://photos.s3.eu-central-1.amazonaws.com/owner/'],
    [{ region: 'cn-north-1', bucket: 'photos', ...keys }, 'https://photos.s3.cn-north-1.amazonaws.com.cn/owner/'],
    [{ region: 'eu-west-1', bucket: 'a.b', ...keys }, 'https://s3.eu-west-1.amazonaws.com/a.b/owner/'],
    [
      { region: 'eu-west-1', bucket: 'a', endpoint: 'https://s3.eu-west-1.amazonaws.com', ...keys },
      'https://a.s3.eu-west-1.amazonaws.com/owner/',
    ],
  ])('follows from the region of AWS: %o', async (options, expected) => {
    expect((await urlOf(options)).href.startsWith(expected)).toBe(true)
  })

  it.each([
    ['https://s3.eu-central-1.amazonaws.com', 'aws'],
    ['https://s3.cn-north-1.amazonaws.com.cn', 'aws'],
    ['https://0123.r2.cloudflarestorage.com', 'r2'],
    ['https://0123.eu.r2.cloudflarestorage.com', 'r2'],
    ['https://s3.us-west-004.backblazeb2.com', 'b2'],
    ['https://storage.googleapis.com', 'gcs'],
    ['https://fra1.digitaloceanspaces.com', 'spaces'],
    ['https://fsn1.your-objectstorage.com', 'hetzner'],
    ['https://s3.fr-par.scw.cloud', 'scaleway'],
    ['https://s3.gra.io.cloud.ovh.net', 'ovh'],
    ['https://ref.supabase.co/storage/v1/s3', 'supabase'],
    ['http://localhost:9000', 'other'],
    ['https://amazonaws.com.evil.test', 'other'],
    ['https://notamazonaws.com', 'other'],
  ])('names its provider: %s is %s', (endpoint, provider) => {
    expect(providerOf(new URL(endpoint))).toBe(provider)
  })
})

describe('what is signed', () => {
  it('is what the provider verifies', async () => {
    const digest = { algorithm: 'sha-256', base64: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' } as const
    const signed = async (options: S3Options): Promise<readonly [readonly string[], string | null]> => {
      const { url, headers } = await s3(options).signPut({ ...object, digest })
      return [Object.keys(headers), new URL(url).searchParams.get('X-Amz-SignedHeaders')]
    }
    expect(await signed(minio)).toEqual([
      ['content-type', 'x-amz-checksum-sha256', 'if-none-match', 'x-amz-copy-source-if-match'],
      'content-length;content-type;host;if-none-match;x-amz-checksum-sha256;x-amz-copy-source-if-match',
    ])
    expect(await signed({ ...minio, provider: 'b2', region: 'us-west-004' })).toEqual([
      ['content-type'],
      'content-length;content-type;host',
    ])
  })

  it('is the form that the AWS SDK makes', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-04T05:06:07.890Z'), toFake: ['Date'] })
    const client = new SdkClient({
      endpoint: 'http://127.0.0.1:9000',
      region: 'us-east-1',
      credentials: { ...keys, sessionToken: 'token/+=' },
      forcePathStyle: true,
    })
    const expected = await createPresignedPost(client, {
      Bucket: 'photos',
      Key: object.key,
      Fields: { 'Content-Type': 'image/png', 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' },
      Conditions: [['content-length-range', 3, 3]],
      Expires: 60,
    })
    const digest = { algorithm: 'md5', base64: 'XUFAKrxLKna5cZ2REBfFkg==' } as const
    const { url, fields } = await s3({ ...minio, sessionToken: 'token/+=' } as S3Options).signPost({
      ...object,
      digest,
    })
    const ours = Object.fromEntries(fields)
    expect(url).toBe(expected.url)
    const { Policy: policy = '', 'X-Amz-Signature': _ours, ...rest } = ours
    const { Policy: sdkPolicy = '', 'X-Amz-Signature': _sdk, ...sdkRest } = expected.fields
    expect(rest).toEqual(sdkRest)
    expect(Date.parse(read(policy).expiration)).toBe(Date.parse('2026-03-04T05:07:07.890Z'))
    expect(new Set(read(policy).conditions.map((one) => JSON.stringify(one)))).toEqual(
      new Set(read(sdkPolicy).conditions.map((one) => JSON.stringify(one))),
    )
  })

  it('changes with credentials that change', async () => {
    let accessKeyId = 'first'
    const { endpoint = '', bucket } = minio
    const store = s3({ endpoint, bucket, credentials: async () => ({ ...keys, accessKeyId, sessionToken: 't/1' }) })
    const credential = async (): Promise<string | null> => {
      const { searchParams } = new URL((await store.signPut(object)).url)
      expect(searchParams.get('X-Amz-Security-Token')).toBe('t/1')
      return searchParams.get('X-Amz-Credential')
    }
    expect(await credential()).toMatch(/^first\//)
    accessKeyId = 'second'
    expect(await credential()).toMatch(/^second\//)
  })

  it.each(['', '.', 'a/../b', './a', 'a/.'])('is never the key %o, which a URL would change', async (key) => {
    await expect(s3(minio).signPut({ ...object, key })).rejects.toThrow(TypeError)
  })
})

describe('a wrong option', () => {
  it.each<[string, unknown]>([
    ["'bucket' must be a string that is not empty; it is undefined", { ...minio, bucket: undefined }],
    ["'secretAccessKey' must be a string that is not empty; it is undefined", { ...minio, secretAccessKey: undefined }],
    ["'accessKeyId' must be a string that is not empty; it is an empty one", { ...minio, accessKeyId: '' }],
    ["'endpoint' must be a URL", { ...minio, endpoint: undefined }],
    ["'endpoint' must be a URL", { ...minio, endpoint: 'minio:9000' }],
    ["'endpoint' must be a URL", { ...minio, endpoint: 'https://user:pass@a.test' }],
    ["'endpoint' must not contain the bucket", { ...minio, endpoint: 'https://0.r2.cloudflarestorage.com/photos' }],
    ["'endpoint' must not contain the bucket", { ...minio, endpoint: 'https://photos.s3.eu-west-1.amazonaws.com' }],
    ["'publicEndpoint' must be a URL", { ...minio, publicEndpoint: '/files' }],
    ["'provider' must be one of aws, r2", { ...minio, provider: 'amazon' }],
    ["'region' must be named for the provider 'aws'", { bucket: 'photos', ...keys }],
    ["'endpoint' must be named for the provider 'r2'", { bucket: 'photos', provider: 'r2', ...keys }],
    ["'credentials' must be a function", { ...minio, credentials: keys }],
    ["'credentials', or 'accessKeyId' and 'secretAccessKey', and not both", { ...minio, credentials: () => keys }],
    ["'abilities.putDigests' must be a list", { ...minio, abilities: { putDigests: ['sha256'] } }],
    ["'timeoutMs' must be a number above 0", { ...minio, timeoutMs: 0 }],
    ['s3 needs its options', undefined],
  ])('is refused at once: %s', (message, options) => {
    expect(() => s3(options as S3Options)).toThrow(TypeError)
    expect(() => s3(options as S3Options)).toThrow(message)
    expect(() => s3(options as S3Options)).not.toThrow('sEcReT')
  })
})
