import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseStorageUrl } from './storageUrl.js'

describe('parseStorageUrl', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each(['https://bucket.s3.example/key?X-Amz-Signature=1', 'http://127.0.0.1:9000/b', 'HTTPS://storage.example'])(
    'lets %s through',
    (url) => {
      expect(() => parseStorageUrl(url)).not.toThrow()
    },
  )

  it.each([
    '',
    '/uploads/1',
    '//storage.example/k',
    'javascript:alert(1)',
    'data:text/plain,x',
    'blob:https://storage.example/1',
    'ftp://storage.example/k',
    ' https://storage.example/k',
    'https://',
    'https://[storage',
    'https://user:sentinel@storage.example/k',
  ])('refuses %j', (url) => {
    expect(() => parseStorageUrl(url)).toThrow(/^url-/)
  })

  it('T12 refuses http on an https page, except to this machine', () => {
    vi.stubGlobal('location', { protocol: 'https:' })
    expect(() => parseStorageUrl('http://storage.example/k')).toThrow('url-is-http')
    expect(() => parseStorageUrl('http://10.0.0.1:9000/k')).toThrow('url-is-http')
    for (const host of ['localhost', 'minio.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      expect(() => parseStorageUrl(`http://${host}:9000/k`)).not.toThrow()
    }
  })
})
