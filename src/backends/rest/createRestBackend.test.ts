import { describe, expect, it, vi } from 'vitest'
import { isUploadError } from '../../errors/isUploadError.js'
import { testContext } from '../../../test/backends/testContext.js'
import { photo, storedPhoto } from '../../../test/backends/testUpload.js'
import type { ReceivedCall } from '../../../test/backends/testServer.js'
import { createRestBackend } from './createRestBackend.js'
import { untilWarned } from '../../../test/kit/untilWarned.js'
import { setUpRest } from '../../../test/backends/restServer.js'

const tickets = [{ kind: 'put', url: 'https://storage.example/', reference: 1 }]

describe('createRestBackend', () => {
  it('declares what the contract promises', () => {
    const backend = createRestBackend({ url: '/api/uploads' })
    expect(backend).toMatchObject({
      name: 'rest',
      digest: 'sha-256',
      sharesFiles: true,
      confirmIsIdempotent: true,
      needsEtag: false,
      etagIsMd5: false,
    })
    expect(backend).not.toHaveProperty('scope')
  })

  it('declares what the options say instead', () => {
    const options = {
      scope: 'acme:7',
      digest: null,
      sharesFiles: false,
      confirmIsIdempotent: false,
      needsEtag: true,
      etagIsMd5: true,
    }
    expect(createRestBackend({ url: '/u', ...options })).toMatchObject(options)
  })

  it('has no calls for many files if gather is false', () => {
    const backend = createRestBackend({ url: '/u', gather: false })
    expect(backend).not.toHaveProperty('requestTickets')
    expect(backend).not.toHaveProperty('confirmMany')
  })

  it('has the calls that change files, unless the options say that the server lacks them', () => {
    const members = (options: object) =>
      Object.keys(createRestBackend({ url: '/u', ...options })).filter((name) => name.endsWith('File'))
    expect(members({})).toEqual(['deleteFile', 'updateFile'])
    expect(members({ deleteFile: false })).toEqual(['updateFile'])
    expect(members({ updateFile: false })).toEqual(['deleteFile'])
    expect(members({ deleteFile: true, updateFile: true })).toEqual(['deleteFile', 'updateFile'])
  })

  it.each([
    [{}, "'url'"],
    [{ url: '' }, "'url'"],
    [{ url: new URL('https://a.example') }, "'url'"],
    [{ url: '/u', scope: 1 }, "'scope'"],
    [{ url: '/u', digest: 'sha1' }, "'digest'"],
    [{ url: '/u', gather: 'yes' }, "'gather'"],
    [{ url: '/u', profile: ['photos'] }, "'profile'"],
    [{ url: '/u', deleteFile: async () => {} }, "'deleteFile'"],
    [{ url: '/u', updateFile: 'no' }, "'updateFile'"],
    [{ url: '/u', timeoutMs: 0 }, "'timeoutMs'"],
  ])('rejects %j at once, and names the option', (options, name) => {
    const create = () => createRestBackend(options as never)
    expect(create).toThrow(TypeError)
    expect(create).toThrow(name)
  })

  it('warns once about an unknown option, and suggests the nearest one', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const options = { url: '/u', shareFiles: true }
    createRestBackend(options)
    createRestBackend(options)
    await untilWarned()
    expect(warn.mock.calls).toEqual([
      ["coatcheck: createRestBackend has no option 'shareFiles', so it is ignored. Did you mean 'sharesFiles'?"],
    ])
    warn.mockRestore()
  })

  it('throws without options', () => {
    expect(() => createRestBackend(undefined as never)).toThrow('createRestBackend needs its options, an object')
  })

  it.each([
    ['/api/uploads/', '/api/uploads/tickets'],
    ['', '/tickets'],
    ['/api?tenant=7', '/api/tickets?tenant=7'],
    ['/api?tenant=7#top', '/api/tickets?tenant=7'],
  ])('appends paths to a base of %j', async (base, path) => {
    const { server, backend } = await setUpRest({ json: { tickets } }, {}, base)
    await backend.requestTicket(photo, testContext())
    expect(server.calls[0]?.path).toBe(path)
  })

  it('keeps a base relative to the page', async () => {
    const urls: unknown[] = []
    const fetch = (url: unknown) => (urls.push(url), Promise.resolve(Response.json({ files: [], nextCursor: null })))
    const backend = createRestBackend({ url: '/api/uploads?a=1', fetch })
    await backend.list?.({ cursor: null, limit: 5 }, testContext())
    expect(urls).toEqual(['/api/uploads/files?a=1&limit=5'])
  })

  it('shares one refresh among calls of every kind', async () => {
    let refreshes = 0
    const headers = async ({ refresh }: { refresh: boolean }) => {
      if (!refresh) return { Authorization: `old` }
      refreshes++
      await new Promise((resolve) => setTimeout(resolve, 30))
      return { Authorization: 'new' }
    }
    const answers = { tickets, files: [{ kind: 'confirmed', file: { id: 'a' } }] }
    const { backend } = await setUpRest(
      (call: ReceivedCall) => (call.headers.authorization === 'new' ? { json: answers } : { status: 401 }),
      { headers },
    )
    await Promise.all([
      backend.requestTicket(photo, testContext()),
      backend.requestTicket(photo, testContext()),
      backend.confirm(storedPhoto, testContext()),
      backend.abandon('u/1', testContext()),
    ])
    expect(refreshes).toBe(1)
  })

  it('ends each call when its signal fires', async () => {
    const { backend } = await setUpRest(() => () => {})
    const calls = [
      (signal: AbortSignal) => backend.requestTicket(photo, testContext({ signal })),
      (signal: AbortSignal) => backend.requestTickets([photo], testContext({ signal })),
      (signal: AbortSignal) => backend.confirm(storedPhoto, testContext({ signal })),
      (signal: AbortSignal) => backend.confirmMany([storedPhoto], testContext({ signal })),
      (signal: AbortSignal) => backend.abandon('u/1', testContext({ signal })),
      (signal: AbortSignal) => backend.list({ cursor: null, limit: 1 }, testContext({ signal })),
      (signal: AbortSignal) => backend.get('a', testContext({ signal })),
      (signal: AbortSignal) => backend.deleteFile('b', testContext({ signal })),
      (signal: AbortSignal) => backend.updateFile('c', {}, testContext({ signal })),
    ]
    for (const call of calls) {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 15)
      await expect(call(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
    }
  })

  it.each([
    ['401', { status: 401, json: { error: { status: 401, message: 'No Bearer sentinel-token' } } }],
    ['500 with a page', { status: 500, text: '<html>sentinel-token</html>' }],
    ['200 with a page', { text: '<html>sentinel-token</html>' }],
    ['a ticket without a url', { json: { tickets: [{ kind: 'put', reference: 'sentinel-token' }] } }],
    ['a broken connection', (response: { destroy: () => void }) => response.destroy()],
    [
      'a member that failed',
      { json: { tickets: [{ kind: 'failed', error: { status: 400, message: 'token=sentinel-token' } }] } },
    ],
  ])('shows no secret after %s', async (_, answer) => {
    const options = { headers: () => ({ Authorization: 'Bearer sentinel-token' }) }
    const { backend } = await setUpRest(() => answer, options, '/api?signature=sentinel-token')
    const error: unknown = await backend.requestTicket(photo, testContext()).catch((thrown: unknown) => thrown)
    if (!isUploadError(error)) throw new Error('Not an UploadError.')
    const shown = [error.message, error.stack, error.cause, Object.entries(error)]
    expect(JSON.stringify(shown)).not.toContain('sentinel')
  })
})
