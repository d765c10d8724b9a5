import { afterEach, describe, expect, it, vi } from 'vitest'
import { announce, startUploads } from '../../../../test/server/startUploads.ts'
import { disposeFile } from './disposition.ts'

afterEach(() => vi.useRealTimers())

function namesOf({ files }: { readonly files: readonly { readonly name: string }[] }): readonly string[] {
  return files.map(({ name }) => name)
}

describe('the list', () => {
  it('has the newest first on every page, and no file twice when others are added in between', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const ann = startUploads().as('ann')
    const add = async (name: string): Promise<void> => {
      vi.advanceTimersByTime(1000)
      await ann.upload(`text ${name}`, announce(`text ${name}`, { name }))
    }
    for (const name of ['1', '2', '3', '4', '5']) await add(name)
    const first = await ann.list('?limit=2')
    await add('6')
    const second = await ann.list(`?limit=2&cursor=${first.nextCursor}`)
    const third = await ann.list(`?limit=2&cursor=${second.nextCursor}`)
    expect([first, second, third].map(namesOf)).toEqual([['5', '4'], ['3', '2'], ['1']])
    expect(third.nextCursor).toBeNull()
  })

  it('shows nothing of another owner, also with the cursor of their page', async () => {
    const { as } = startUploads()
    const [ann, bob] = [as('ann'), as('bob')]
    await ann.upload('1')
    await ann.upload('2')
    const { nextCursor } = await ann.list('?limit=1')
    expect((await bob.list(`?cursor=${nextCursor}`)).files).toEqual([])
  })

  it('has the order of the call for files that are registered together, the last one first', async () => {
    const ann = startUploads().as('ann')
    const names = Array.from({ length: 12 }, (_, index) => `${index}`)
    const sent = await Promise.all(names.map((name) => ann.send(name, announce(name, { name }))))
    const uploads = sent.map(({ file, ticket }) => ({ request: file, reference: ticket.reference, receipt: null }))
    await ann.call('POST', '/files', { uploads })
    expect(namesOf(await ann.list())).toEqual(names.toReversed())
  })

  it('has only the files of the profile that is named, and all if none is', async () => {
    const profiles = { photos: { maxSizeBytes: 100 }, avatars: { maxSizeBytes: 100 } }
    const { as, store } = startUploads({ profiles })
    const ann = as('ann')
    for (const [content, profile] of Object.entries({ a: 'photos', b: 'avatars', c: 'photos' })) {
      const file = announce(content, { name: profile })
      const ticket = await ann.ticket(file, { profile })
      store.send(ticket.url, content)
      await ann.confirm(file, ticket.reference)
    }
    expect(namesOf(await ann.list('?profile=avatars'))).toEqual(['avatars'])
    expect(namesOf(await ann.list('?profile=photos&limit=9'))).toEqual(['photos', 'photos'])
    expect(namesOf(await ann.list())).toHaveLength(3)
    expect(await ann.list('?profile=avatar')).toMatchObject({ error: { code: 'request-invalid' } })
  })

  it.each(['limit=0', 'limit=many', 'limit=-1', 'cursor=yesterday', 'cursor=%00', `cursor=${'x'.repeat(300)}`])(
    'refuses ?%s',
    async (query) => {
      const { status, body } = await startUploads().as('ann').call('GET', `/files?${query}`)
      expect([status, body.error.code]).toEqual([400, 'request-invalid'])
    },
  )
})

describe('one file', () => {
  it.each(['GET', 'PATCH', 'DELETE'])("is not another owner's to %s", async (method) => {
    const { as } = startUploads()
    const file = await as('ann').upload('of ann')
    const body = method === 'PATCH' ? { name: 'x' } : undefined
    const answer = await as('bob').call(method, `/files/${file.id}`, body)
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not-found'])
    expect((await as('ann').call('GET', `/files/${file.id}`)).body.file.name).toBe('notes.txt')
  })

  it('gets another name, and an alternative text that can be cleared', async () => {
    const ann = startUploads().as('ann')
    const { id } = await ann.upload('x')
    const change = async (body: object) => (await ann.call('PATCH', `/files/${id}`, body)).body.file
    expect(await change({ name: 'b.txt' })).toMatchObject({ id, name: 'b.txt' })
    expect(await change({ alt: 'A harbour' })).toMatchObject({ name: 'b.txt', alt: 'A harbour' })
    expect(await change({ alt: '' })).not.toHaveProperty('alt')
    expect((await ann.call('PATCH', `/files/${id}`, { name: 1 })).status).toBe(422)
  })

  it('gets no name that its profile refuses', async () => {
    const ann = startUploads({ profiles: { any: { maxSizeBytes: 100, accept: '.pdf,.docx' } } }).as('ann')
    const { id } = await ann.upload('x', announce('x', { name: 'a.docx', type: 'application/octet-stream' }))
    const { status, body } = await ann.call('PATCH', `/files/${id}`, { name: 'evil.exe', alt: 'A letter' })
    expect([status, body.error.code]).toEqual([422, 'file-restricted'])
    const { file } = (await ann.call('GET', `/files/${id}`)).body
    expect([file.name, file.alt]).toEqual(['a.docx', undefined])
    expect((await ann.call('PATCH', `/files/${id}`, { name: 'b.pdf' })).body.file.name).toBe('b.pdf')
  })

  it('has no longer alternative text than it could be given later', async () => {
    const alt = 'x'.repeat(5000)
    expect(
      (
        await startUploads()
          .as('ann')
          .upload('x', announce('x', { metadata: { alt } }))
      ).alt,
    ).toHaveLength(4096)
  })

  it('has the alternative text of its metadata until that is changed', async () => {
    const ann = startUploads().as('ann')
    const file = await ann.upload('x', announce('x', { metadata: { alt: 'A harbour' } }))
    expect(file.alt).toBe('A harbour')
    const change = async (alt: string) => (await ann.call('PATCH', `/files/${file.id}`, { alt })).body.file
    expect(await change('A pier')).toMatchObject({ alt: 'A pier' })
    expect(await change('')).not.toHaveProperty('alt')
  })

  it('is deleted once', async () => {
    const { as, store } = startUploads()
    const ann = as('ann')
    const { id } = await ann.upload('x')
    const answers = [await ann.call('DELETE', `/files/${id}`), await ann.call('DELETE', `/files/${id}`)]
    expect(answers.map(({ status }) => status)).toEqual([204, 404])
    expect(store.objects.size).toBe(0)
  })

  it('is deleted even if storage does not answer, and its object later', async () => {
    const { as, store, errors, uploads } = startUploads()
    const ann = as('ann')
    const { id } = await ann.upload('x')
    const remove = store.remove.bind(store)
    store.remove = () => Promise.reject(new Error('no answer'))
    expect((await ann.call('DELETE', `/files/${id}`)).status).toBe(204)
    expect(errors.map(({ call }) => call)).toEqual(['deleteFile'])
    store.remove = remove
    await uploads.sweep({ nowMs: Date.now() + 3 * 60 * 60 * 1000 })
    expect(store.objects.size).toBe(0)
  })
})

describe('the URL of a file', () => {
  it('stays the same for half of its life, and says how long it is valid', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 })
    const { as, uploads } = startUploads({ urlExpiresInSeconds: 600 })
    const sign = vi.spyOn(uploads.service.storage, 'signGet')
    const ann = as('ann')
    const { id } = await ann.upload('x')
    const times = []
    for (const seconds of [0, 200, 200]) {
      vi.advanceTimersByTime(seconds * 1000)
      const { file } = (await ann.call('GET', `/files/${id}`)).body
      times.push([sign.mock.lastCall?.[0].signedAtMs, file.urlExpiresInSeconds])
    }
    expect(times).toEqual([
      [1_800_000_000_000, 600],
      [1_800_000_000_000, 400],
      [1_800_000_300_000, 500],
    ])
  })

  it.each([
    ['image/png', 'inline', 'image/png'],
    ['application/pdf', 'inline', 'application/pdf'],
    ['image/png;, text/html', 'inline', 'image/png'],
    ['image/svg+xml', 'attachment', 'image/svg+xml'],
    ['text/html', 'attachment', 'application/octet-stream'],
    ['TEXT/HTML; charset=utf-8', 'attachment', 'application/octet-stream'],
    ['application/xhtml+xml', 'attachment', 'application/octet-stream'],
    ['image/svg+xml;a=image/png', 'attachment', 'image/svg+xml'],
    ['video/mp4', 'inline', 'video/mp4'],
    ['video/x+xml', 'attachment', 'application/octet-stream'],
    ['audio/mpeg+xml; codecs=mp3', 'attachment', 'application/octet-stream'],
  ])('serves %s %s as %s', (type, kind, served) => {
    const { disposition, type: shown } = disposeFile({ name: 'x', type })
    expect([disposition.split(';')[0], shown]).toEqual([kind, served])
  })

  it('keeps the extension of a long name, which is the one that was accepted', () => {
    const name = `${'a'.repeat(196)}.exe${'b'.repeat(50)}.pdf`
    const [, kept = ''] = /filename="(.*?)"/.exec(disposeFile({ name, type: 'application/pdf' }).disposition) ?? []
    expect(kept).toMatch(/b\.pdf$/)
    expect(kept.length).toBe(200)
  })

  it('names the file without anything that ends the header', () => {
    expect(disposeFile({ name: 'a\r\nSet-Cookie: b"/\\..\u202Egnp', type: 'image/png' }).disposition).toBe(
      `inline; filename="a__Set-Cookie: b___.._gnp"; filename*=UTF-8''a__Set-Cookie%3A%20b%22__.._gnp`,
    )
  })
})
