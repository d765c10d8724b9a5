import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { startTestStack, type TestStack } from '../forTests.ts'
import { RestClient } from './restClient.ts'

let stack: TestStack

beforeAll(async () => {
  const tokens = Object.fromEntries(['paging', 'reading', 'ann', 'bob'].map((tenant) => [tenant, tenant]))
  stack = await startTestStack({ tokens })
})
afterAll(() => stack.stop())

async function download(type: string, name: string): Promise<Response> {
  const { url } = await new RestClient(stack.url, 'reading').upload(`${type} ${name}`, { type, name })
  return fetch(url)
}

describe('the list of files', () => {
  it('has the newest first on every page, and no file twice when others are added in between', async () => {
    const client = new RestClient(stack.url, 'paging')
    expect(await client.list()).toEqual({ files: [], nextCursor: null })
    for (const name of ['1', '2', '3', '4', '5']) await client.upload(`text ${name}`, { name })
    const first = await client.list('?limit=2')
    await client.upload('text 6', { name: '6' })
    const second = await client.list(`?limit=2&cursor=${first.nextCursor}`)
    const third = await client.list(`?limit=2&cursor=${second.nextCursor}`)
    expect([first, second, third].map(({ files }) => files.map(({ name }) => name))).toEqual([
      ['5', '4'],
      ['3', '2'],
      ['1'],
    ])
    expect(third.nextCursor).toBeNull()
  })

  it("contains only the tenant's own files", async () => {
    const [ann, bob] = [new RestClient(stack.url, 'ann'), new RestClient(stack.url, 'bob')]
    const file = await ann.upload('of ann')
    expect((await bob.list()).files).toEqual([])
    expect((await bob.call('GET', `/files/${file.id}`)).status).toBe(404)
    expect((await ann.call('GET', `/files/${file.id}`)).status).toBe(200)
  })

  it.each(['?limit=0', '?limit=many', '?cursor=yesterday'])('refuses %s', async (query) => {
    const answer = await new RestClient(stack.url, 'ann').call('GET', `/files${query}`)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'request-invalid'])
  })
})

describe('the URL of a file', () => {
  it('returns the bytes under their original name', async () => {
    const answer = await download('image/png', 'Été 📷 "1".png')
    expect(await answer.text()).toBe('image/png Été 📷 "1".png')
    expect(answer.headers.get('content-type')).toBe('image/png')
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename="_t_ __ _1_.png"; filename*=UTF-8''%C3%89t%C3%A9%20%F0%9F%93%B7%20%221%22.png`,
    )
  })

  it.each([
    ['image/svg+xml', 'image/svg+xml'],
    ['text/html', 'application/octet-stream'],
    ['application/xhtml+xml', 'application/octet-stream'],
  ])('makes a download of %s, which could run in a page', async (type, served) => {
    const { headers } = await download(type, 'page')
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(headers.get('content-type')).toBe(served)
  })

  it('stays the same for a while, and then expires', async () => {
    const short = await startTestStack({ storage: stack.storage, urlExpiresInSeconds: 3 })
    onTestFinished(() => short.stop())
    const client = new RestClient(short.url)
    const file = await client.upload('short')
    expect(file.urlExpiresInSeconds).toBeLessThanOrEqual(3)
    expect((await fetch(file.url)).status).toBe(200)
    await delay(3200)
    expect((await fetch(file.url)).status).toBe(403)
    const [again] = (await client.list()).files
    expect((await fetch(again?.url ?? '')).status).toBe(200)
  })

  it('has the origin that browsers use', async () => {
    const fronted = await startTestStack({ storage: stack.storage, frontStorage: () => 'http://storage.test:1234' })
    onTestFinished(() => fronted.stop())
    const ticket = await new RestClient(fronted.url).ticket({ id: 'a', name: 'a', size: 1, type: 'a/b' })
    expect(new URL(ticket.url).origin).toBe('http://storage.test:1234')
  })
})

it('still works after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-restart-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const options = { storage: stack.storage, database: join(folder, 'made', 'coatcheck.sqlite') }
  const before = await startTestStack(options)
  const file = await new RestClient(before.url).upload('still here')
  await before.stop()
  const after = await startTestStack(options)
  onTestFinished(() => after.stop())
  const [listed] = (await new RestClient(after.url).list()).files
  expect(listed?.id).toBe(file.id)
  expect(await (await fetch(listed?.url ?? '')).text()).toBe('still here')
})

describe('a change of a file', () => {
  it('keeps what is left out, and clears what is empty', async () => {
    const client = new RestClient(stack.url, 'ann')
    const { id } = await client.upload('to be changed', { metadata: { alt: 'The harbour', album: 7 } })
    expect(await client.change(id, { name: 'b.txt' })).toMatchObject({ id, name: 'b.txt', alt: 'The harbour' })
    expect(await client.change(id, { alt: 'The pier' })).toMatchObject({ id, name: 'b.txt', alt: 'The pier' })
    expect(await client.change(id, {})).toMatchObject({ id, name: 'b.txt', alt: 'The pier' })
    const cleared = await client.change(id, { alt: '' })
    expect(cleared).not.toHaveProperty('alt')
    expect(cleared).toMatchObject({ name: 'b.txt', metadata: { album: 7 } })
    expect((await client.list()).files.find((file) => file.id === id)).toMatchObject({ name: 'b.txt' })
  })

  it('is only for the tenant that has the file, and only for a text', async () => {
    const [ann, bob] = [new RestClient(stack.url, 'ann'), new RestClient(stack.url, 'bob')]
    const { id } = await ann.upload('of ann alone')
    expect((await bob.call('PATCH', `/files/${id}`, { name: 'mine' })).status).toBe(404)
    expect((await ann.call('PATCH', `/files/${id}`, { name: 7 })).body.error.code).toBe('request-invalid')
  })
})

describe('the deletion of a file', () => {
  it('takes the file out of the list, and its object out of storage', async () => {
    const client = new RestClient(stack.url, 'ann')
    const { id, url } = await client.upload('to be deleted')
    expect((await client.call('DELETE', `/files/${id}`)).status).toBe(204)
    expect((await client.list()).files.map((file) => file.id)).not.toContain(id)
    expect((await fetch(url)).status).toBe(404)
    const again = await client.call('DELETE', `/files/${id}`)
    expect([again.status, again.body.error.code]).toEqual([404, 'not-found'])
  })

  it('leaves another file with the same object alone, until that is deleted, too', async () => {
    const client = new RestClient(stack.url, 'ann')
    const one = await client.upload('one object', { name: 'one.txt' })
    const other = await client.upload('one object', { name: 'other.txt' })
    await client.call('DELETE', `/files/${one.id}`)
    expect(await (await fetch(other.url)).text()).toBe('one object')
    await client.call('DELETE', `/files/${other.id}`)
    expect((await fetch(other.url)).status).toBe(404)
    expect((await client.upload('one object', { name: 'one.txt' })).id).not.toBe(one.id)
  })

  it('is only for the tenant that has the file', async () => {
    const [ann, bob] = [new RestClient(stack.url, 'ann'), new RestClient(stack.url, 'bob')]
    const { id } = await ann.upload('of ann to the end')
    expect((await bob.call('DELETE', `/files/${id}`)).status).toBe(404)
    expect((await ann.call('GET', `/files/${id}`)).status).toBe(200)
  })

  it('and a change may come from a page on another origin', async () => {
    for (const method of ['DELETE', 'PATCH']) {
      const { headers } = await fetch(`${stack.url}/api/rest/files/1`, {
        method: 'OPTIONS',
        headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': method },
      })
      expect(headers.get('access-control-allow-methods')).toContain(method)
    }
  })
})
