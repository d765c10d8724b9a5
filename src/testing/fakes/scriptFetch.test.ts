import { describe, expect, it } from 'vitest'
import { scriptFetch } from './scriptFetch.js'

describe('scriptFetch', () => {
  it('answers with JSON or a page, and records its calls', async () => {
    const { fetch, calls } = scriptFetch(({ url }) =>
      url === '/page' ? { page: '<p>Hello' } : { status: 201, json: { id: 1 }, headers: { 'Retry-After': '1' } },
    )
    const made = await fetch('/api', { method: 'post', body: '{"a":1}', headers: { 'X-Own': '1' }, keepalive: true })
    expect([made.status, made.headers.get('retry-after'), await made.json()]).toEqual([201, '1', { id: 1 }])
    expect(calls).toMatchObject([
      { method: 'POST', url: '/api', headers: { 'x-own': '1' }, json: { a: 1 }, keepalive: true, signal: null },
    ])
    const page = await fetch(new URL('https://app.example/page'))
    expect(page.headers.get('content-type')).toContain('json')
    expect((await fetch('/page')).headers.get('content-type')).toContain('html')
  })

  it('reads a Request as well as its parts', async () => {
    const { fetch, calls } = scriptFetch(() => ({}))
    await fetch(new Request('https://app.example/a', { method: 'PUT', body: '[]', headers: { 'X-Own': '1' } }))
    expect(calls).toMatchObject([{ method: 'PUT', url: 'https://app.example/a', headers: { 'x-own': '1' }, json: [] }])
  })

  it("fails with a browser's error, and ends when its signal fires", async () => {
    const { fetch, calls } = scriptFetch(({ url }) => (url === '/broken' ? 'broken' : 'silent'))
    await expect(fetch('/broken')).rejects.toThrow(TypeError)
    const controller = new AbortController()
    const waiting = fetch('/silent', { signal: controller.signal })
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect(fetch('/late', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(calls.map(({ url }) => url)).toEqual(['/broken', '/silent'])
  })
})
