import { describe, expect, it } from 'vitest'
import { providers, type S3Provider } from '../../server/storage/providers.ts'
import type { BucketPlace } from '../../server/storage/S3Store.ts'
import { corsAdvice, corsRule } from './corsRule.ts'
import { lifecycleRule } from './lifecycleRule.ts'
import { rightsAdvice, rightsPolicy } from './rights.ts'

const at = (provider: S3Provider): BucketPlace => ({
  provider,
  bucket: 'photos',
  region: 'eu-1',
  endpoint: 'https://s3.example',
})
const needs = { origins: ['https://app.example'], methods: ['PUT'], headers: ['content-type', 'if-none-match'] }

/** The JSON between the name of its file and the command. */
const jsonIn = (text: string): unknown => JSON.parse(text.split('\n')[1] ?? '')

describe('the rules to paste', () => {
  it('allow as little as possible', () => {
    const text = corsRule(at('aws'), needs)
    expect(jsonIn(text)).toEqual({
      CORSRules: [
        {
          AllowedOrigins: ['https://app.example'],
          AllowedMethods: ['PUT'],
          AllowedHeaders: ['content-type', 'if-none-match'],
          ExposeHeaders: ['ETag'],
          MaxAgeSeconds: 3600,
        },
      ],
    })
    expect(text).toContain(
      '\naws s3api put-bucket-cors --bucket photos --cors-configuration file://cors.json --region eu-1',
    )
    expect(text).not.toContain('--endpoint-url')
  })

  it('name the endpoint of any other S3', () => {
    expect(corsRule(at('b2'), needs)).toContain('--endpoint-url https://s3.example')
  })

  it('have the form that Google has for them', () => {
    expect(jsonIn(corsRule(at('gcs'), needs))).toEqual([
      {
        origin: ['https://app.example'],
        method: ['PUT'],
        responseHeader: ['content-type', 'if-none-match', 'etag'],
        maxAgeSeconds: 3600,
      },
    ])
    expect(
      jsonIn(lifecycleRule(at('gcs'), { abortsParts: true, expiresIncoming: true, removesOld: false, days: 2 })),
    ).toEqual({
      rule: [
        { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 2 } },
        { action: { type: 'Delete' }, condition: { age: 2, matchesPrefix: ['_incoming/'] } },
      ],
    })
  })

  it('have the form that B2 has for them', () => {
    const all = { abortsParts: true, expiresIncoming: true, removesOld: true, days: 2 }
    const [, json = ''] = /'(.+)' photos$/.exec(lifecycleRule(at('b2'), all)) ?? []
    expect(JSON.parse(json)).toEqual([
      { fileNamePrefix: '', daysFromHidingToDeleting: 1, daysFromStartingToCancelingUnfinishedLargeFiles: 2 },
      { fileNamePrefix: '_incoming/', daysFromUploadingToHiding: 2, daysFromHidingToDeleting: 1 },
    ])
  })

  it('are a setting of the server for MinIO', () => {
    expect(corsRule(at('minio'), needs)).toMatch(/^MINIO_API_CORS_ALLOW_ORIGIN=https:\/\/app\.example /)
  })

  it('remove what is never finished, and no more than is missing', () => {
    expect(
      jsonIn(lifecycleRule(at('aws'), { abortsParts: false, expiresIncoming: true, removesOld: false, days: 3 })),
    ).toEqual({
      Rules: [
        { ID: 'coatcheck-incoming', Status: 'Enabled', Filter: { Prefix: '_incoming/' }, Expiration: { Days: 3 } },
      ],
    })
  })

  it.each(Object.keys(providers) as S3Provider[])('exist for %s', (provider) => {
    expect(corsAdvice(at(provider))).not.toBe('')
    expect(rightsAdvice(at(provider))).not.toBe('')
    const policy = rightsPolicy(at(provider))
    expect(policy === undefined || JSON.parse(policy)).toBeTruthy()
  })
})
