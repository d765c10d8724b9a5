import { afterEach, describe, expect, it, vi } from 'vitest'
import { parseStorageUrl } from './storageUrl.js'
import { UnusableTicket } from './UnusableTicket.js'

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
  ])('refuses %j without repeating it', (url) => {
    expect(() => parseStorageUrl(url)).toThrow(new UnusableTicket('url-is-not-http'))
  })

  it('refuses a user name or a password without repeating them', () => {
    const url = 'https://user:sentinel@storage.example/k'
    expect(() => parseStorageUrl(url)).toThrow(new UnusableTicket('url-has-password'))
  })

  it('T12 refuses http on an https page, except to this machine', () => {
    vi.stubGlobal('location', { protocol: 'https:' })
    expect(() => parseStorageUrl('http://storage.example/k')).toThrow(new UnusableTicket('url-is-insecure'))
    expect(() => parseStorageUrl('http://10.0.0.1:9000/k')).toThrow(new UnusableTicket('url-is-insecure'))
    for (const host of ['localhost', 'minio.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      expect(() => parseStorageUrl(`http://${host}:9000/k`)).not.toThrow()
    }
  })
})
