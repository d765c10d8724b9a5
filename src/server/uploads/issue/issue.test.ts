import { afterEach, describe, expect, it, vi } from 'vitest'
import { MemoryStore } from '../../../../test/server/MemoryStore.ts'
import { announce, announceUnhashed, startUploads } from '../../../../test/server/startUploads.ts'
import { Refusal } from '../Refusal.ts'

afterEach(() => vi.useRealTimers())

const keyOf = (ticket: { readonly url: string }): string => new URL(ticket.url).pathname.slice(1)

describe('a key', () => {
  it.each([
    ['ann', 'ann'],
    ['a/b', 'a_2fb'],
    ['../x', '_2e_2e_2fx'],
    ['_incoming', '_5fincoming'],
    ['é\n', '_c3_a9_0a'],
  ])('has the owner %j as %s', async (owner, encoded) => {
    const client = startUploads({ owner: () => owner }).as(null)
    expect(keyOf(await client.ticket(announce('x')))).toMatch(new RegExp(`^${encoded}/[0-9a-f]{44}$`))
  })

  it('stays short for a long owner, and differs for each', async () => {
    const keys = await Promise.all(
      ['a', 'b'].map(async (end) => {
        const ann = startUploads({ owner: () => 'x'.repeat(5000) + end }).as(null)
        return keyOf(await ann.ticket(announce('x'))).split('/')[0]
      }),
    )
    expect(keys[0]).toMatch(/^_h[0-9a-f]{64}$/)
    expect(keys[0]).not.toBe(keys[1])
  })

  it('has nothing of the file', async () => {
    const ticket = await startUploads()
      .as('ann')
      .ticket(announce('secret', { name: '../../höllo "x".png' }))
    expect(keyOf(ticket)).toMatch(/^ann\/[0-9a-f]{44}$/)
    expect(ticket.reference).toMatch(/^tkt_[0-9a-f]{44}$/)
  })
})

describe('bytes that are there', () => {
  it('are not sent again for the same name and metadata', async () => {
    const ann = startUploads().as('ann')
    const first = await ann.upload('twice', announce('twice', { metadata: { album: 'a', pages: [1, 2] } }))
    const again = await ann.ticket(announce('twice', { metadata: { pages: [1, 2], album: 'a' } }))
    expect(again).toMatchObject({ kind: 'existing', file: { id: first.id } })
    expect(await ann.ticket(announce('twice', { type: 'text/css' }))).toMatchObject({ kind: 'put' })
  })

  it.each([
    ['another name', { name: 'second.txt' }],
    ['other metadata', { metadata: { album: 'market' } }],
  ])('make a second file over the same object under %s', async (_, said) => {
    const { as, store } = startUploads()
    const ann = as('ann')
    const first = await ann.upload('shared')
    const file = announce('shared', said)
    const ticket = await ann.ticket(file)
    expect(ticket.kind).toBe('stored')
    const { file: second } = await ann.confirm(file, ticket.reference)
    expect(second).toMatchObject(said)
    expect(second.id).not.toBe(first.id)
    expect(store.objects.size).toBe(1)
    await ann.call('DELETE', `/files/${first.id}`)
    expect(store.objects.size).toBe(1)
    await ann.call('DELETE', `/files/${second.id}`)
    expect(store.objects.size).toBe(0)
  })

  it('stay if the second file is given up', async () => {
    const { as, store } = startUploads()
    const ann = as('ann')
    await ann.upload('needed')
    const { reference } = await ann.ticket(announce('needed', { name: 'second.txt' }))
    await ann.call('POST', '/tickets/abandon', { reference })
    expect(store.objects.size).toBe(1)
  })

  it('are not shared with another owner', async () => {
    const { as } = startUploads()
    await as('ann').upload('of ann')
    for (const owner of ['bob', 'ann/', 'an', 'ANN']) {
      expect(await as(owner).ticket(announce('of ann'))).toMatchObject({ kind: 'put' })
    }
  })

  it('are not shared with another profile', async () => {
    const profiles = { small: { maxSizeBytes: 100 }, large: { maxSizeBytes: 1000 } }
    const { as, store } = startUploads({ profiles })
    const ann = as('ann')
    const file = announce('two rules')
    const ticket = await ann.ticket(file, { profile: 'small' })
    expect(ticket.kind).toBe('put')
    expect(await ann.ticket(file, { profile: 'large' })).toMatchObject({ kind: 'put' })
    const stored = announce('stored')
    const { url, reference } = await ann.ticket(stored, { profile: 'small' })
    store.send(url, 'stored')
    await ann.confirm(stored, reference)
    const again = { ...stored, id: 'again' }
    expect(await ann.ticket(again, { profile: 'small' })).toMatchObject({ kind: 'existing' })
    expect(await ann.ticket(again, { profile: 'large' })).toMatchObject({ kind: 'put' })
  })

  it('are sent again once storage has lost or changed them', async () => {
    const { as, store } = startUploads()
    const ann = as('ann')
    await ann.upload('lost')
    const [key = ''] = store.objects.keys()
    store.put(key, 'tsol')
    expect(await ann.ticket(announce('lost'))).toMatchObject({ kind: 'put' })
    store.objects.clear()
    expect(await ann.ticket(announce('lost'))).toMatchObject({ kind: 'put' })
  })

  it('are looked for in storage once, however many files of a call have them', async () => {
    const { as, store } = startUploads()
    const ann = as('ann')
    await ann.upload('popular')
    const before = store.calls.length
    const files = Array.from({ length: 50 }, (_, index) => ({ ...announce('popular'), id: `popular-${index}` }))
    const { body } = await ann.call('POST', '/tickets', { files })
    expect(body.tickets.map(({ kind }: { kind: string }) => kind)).toEqual(files.map(() => 'existing'))
    expect(store.calls.slice(before)).toEqual(['head'])
  })

  it('are registered without sending them again if the answer of storage was lost', async () => {
    const ann = startUploads().as('ann')
    const { file, ticket } = await ann.send('arrived')
    const again = await ann.ticket(file)
    expect(again).toEqual({ kind: 'stored', reference: ticket.reference })
    expect(await ann.confirm(file, again.reference)).toMatchObject({ kind: 'confirmed' })
  })

  it('serve a second upload of the same file as well', async () => {
    const ann = startUploads().as('ann')
    const { ticket } = await ann.send('same file')
    expect(await ann.ticket(announce('same file'))).toEqual({ kind: 'stored', reference: ticket.reference })
    expect(await ann.ticket(announce('same file', { name: 'other.txt' }))).toMatchObject({ kind: 'put' })
  })
})

describe('the same upload', () => {
  it('gets another URL for the same key, and still one object', async () => {
    const ann = startUploads().as('ann')
    const file = announce('again')
    const [first, second] = [await ann.ticket(file), await ann.ticket(file)]
    expect(second.reference).toBe(first.reference)
    expect(keyOf(second)).toBe(keyOf(first))
    expect(second.url).not.toBe(first.url)
  })

  it('ends if other bytes come under its idempotency key', async () => {
    const { as, store } = startUploads()
    const ann = as('ann')
    const file = announce('before')
    const before = await ann.ticket(file)
    const after = await ann.ticket({ ...announce('after'), id: file.id })
    expect(keyOf(after)).not.toBe(keyOf(before))
    store.send(before.url, 'before')
    expect(await ann.confirm(file, before.reference)).toMatchObject({ error: { code: 'ticket-expired' } })
  })

  it('gets another key if storage has taken other bytes, which would be in the way', async () => {
    const { as, store } = startUploads({}, new MemoryStore({ putDigests: [] }))
    const ann = as('ann')
    const file = announce('right')
    const first = await ann.ticket(file)
    store.send(first.url, 'wrong')
    const second = await ann.ticket(file)
    expect(keyOf(second)).not.toBe(keyOf(first))
    expect(store.send(second.url, 'right').status).toBe(200)
    expect(await ann.confirm(file, second.reference)).toMatchObject({ kind: 'confirmed' })
  })

  it('is one upload when its ticket is asked for several times at once', async () => {
    const ann = startUploads().as('ann')
    const file = announce('at once')
    const tickets = await Promise.all(Array.from({ length: 5 }, () => ann.ticket(file)))
    expect(new Set(tickets.map(({ reference }) => reference)).size).toBe(1)
  })

  it('is told by the header of a call for one file, and by the id without it', async () => {
    const ann = startUploads().as('ann')
    const ask = async (headers: Record<string, string>): Promise<string> => {
      const files = [announceUnhashed('header')]
      return (await ann.call('POST', '/tickets', { files }, headers)).body.tickets[0].reference
    }
    const key = { 'Idempotency-Key': 'one' }
    expect(await ask(key)).toBe(await ask(key))
    expect(await ask(key)).not.toBe(await ask({}))
  })

  it('may not stand in a call twice', async () => {
    const file = announce('double')
    const tickets = await startUploads().as('ann').tickets([file, file])
    expect(tickets).toMatchObject([
      { kind: 'put' },
      { kind: 'failed', error: { status: 422, code: 'request-invalid' } },
    ])
  })
})

it('asks the records once for a hundred new files, and as often for a hundred known ones as for one', async () => {
  const { as, uploads } = startUploads()
  const { records } = uploads.service
  const ann = as('ann')
  await ann.ticket(announce('warm'))
  const spies = (['openUnknown', 'lookUp', 'open', 'extend'] as const).map((name) => vi.spyOn(records, name))
  const counts = (): readonly number[] => spies.map((spy) => spy.mock.calls.length)
  const files = Array.from({ length: 100 }, (_, index) => announce(`file ${index}`))
  expect(await ann.tickets(files)).toHaveLength(100)
  expect(counts()).toEqual([1, 0, 0, 0])
  expect(await ann.tickets(files)).toHaveLength(100)
  expect(counts()).toEqual([2, 1, 0, 1])
})

describe('a profile', () => {
  const profiles = { photos: { accept: 'image/*,.txt', minSizeBytes: 2, maxSizeBytes: 10 } }

  it.each([
    ['a type that it does not name', { type: 'application/pdf', name: 'a.pdf' }, 422, 'file-restricted', undefined],
    ['too many bytes', { size: 11 }, 413, 'too-large', 10],
    ['too few bytes', { size: 1 }, 422, 'too-small', 2],
  ])('refuses %s', async (_, overrides, status, code, limit) => {
    const ticket = await startUploads({ profiles }).as('ann').ticket(announce('file', overrides))
    expect(ticket).toMatchObject({ kind: 'failed', error: { status, code, ...(limit && { limit }) } })
  })

  it.each([{ name: 'a.png', type: 'image/png' }, { name: 'a.txt' }])('accepts %o', async (overrides) => {
    expect(await startUploads({ profiles }).as('ann').ticket(announce('file', overrides))).toMatchObject({
      kind: 'put',
    })
  })

  it.each(['other', '__proto__', 'constructor', 'toString'])('has to exist: %s', async (profile) => {
    const { status, body } = await startUploads()
      .as('ann')
      .call('POST', '/tickets', { files: [announce('x')], profile })
    expect([status, body.error.code]).toEqual([400, 'request-invalid'])
  })

  it('has to be named where there are several', async () => {
    const two = { a: { maxSizeBytes: 10 }, b: { maxSizeBytes: 10 } }
    const ann = startUploads({ profiles: two }).as('ann')
    expect((await ann.call('POST', '/tickets', { files: [announce('x')] })).status).toBe(400)
    expect(await ann.ticket(announce('x'), { profile: 'b' })).toMatchObject({ kind: 'put' })
  })

  it('limits what an owner may keep', async () => {
    const quota = { maxFiles: 2 }
    const { as } = startUploads({ profiles: { any: { maxSizeBytes: 10, quota } } })
    const ann = as('ann')
    const tickets = await ann.tickets([announce('1'), announce('2'), announce('3')])
    expect(tickets.map(({ kind }) => kind)).toEqual(['put', 'put', 'failed'])
    expect(tickets[2].error).toMatchObject({ status: 413, code: 'storage-full', limit: 2 })
    expect(await as('bob').ticket(announce('4'))).toMatchObject({ kind: 'put' })
    await ann.call('POST', '/tickets/abandon', { reference: tickets[0].reference })
    expect(await ann.ticket(announce('5'))).toMatchObject({ kind: 'put' })
  })

  it.each([
    [
      'more bytes than an owner may keep',
      9,
      { maxTotalBytes: 10 },
      'storage-full',
      'You can keep at most 10 bytes here.',
    ],
    ['a file that would not fit alone', 11, { maxTotalBytes: 10 }, 'too-large', 'You can keep at most 10 bytes here.'],
    ['any file where none may be kept', 1, { maxFiles: 0 }, 'too-large', 'You can keep at most 0 files here.'],
    [
      'a file that no window has room for',
      11,
      { perWindow: { seconds: 60, maxBytes: 10 } },
      'too-large',
      'You can send at most 10 bytes here.',
    ],
  ])('tells %s apart', async (_, size, quota, code, message) => {
    const ann = startUploads({ profiles: { any: { maxSizeBytes: 20, quota } } }).as('ann')
    await ann.ticket(announce('12'))
    const { error } = await ann.ticket(announce('x'.repeat(size)))
    expect(error).toMatchObject({ status: 413, code, message })
  })

  it('limits what an owner may begin within a window, and says when it ends', async () => {
    const quota = { perWindow: { seconds: 3600, maxFiles: 1 } }
    const ann = startUploads({ profiles: { any: { maxSizeBytes: 10, quota } } }).as('ann')
    const tickets = await ann.tickets([announce('1'), announce('2')])
    expect(tickets).toMatchObject([{ kind: 'put' }, { error: { status: 429, code: 'rate-limited', limit: 1 } }])
    const { status, headers, body } = await ann.call('POST', '/tickets', { files: [announce('3')] })
    expect([status, body.error.limit]).toEqual([429, 1])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(headers.get('retry-after')).toBe(String(body.error.retryAfterSeconds))
  })

  it('gives back nothing of the window when an upload is abandoned', async () => {
    const quota = { maxFiles: 1, perWindow: { seconds: 3600, maxFiles: 2 } }
    const ann = startUploads({ profiles: { any: { maxSizeBytes: 10, quota } } }).as('ann')
    for (const content of ['1', '2']) {
      const { reference } = await ann.ticket(announce(content))
      expect((await ann.call('POST', '/tickets/abandon', { reference })).status).toBe(204)
    }
    expect((await ann.call('POST', '/tickets', { files: [announce('3')] })).status).toBe(429)
  })

  it('lets a schema decide about the metadata, and keeps its output', async () => {
    const metadata = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value: unknown) => {
          const album = (value as { album?: unknown }).album
          if (typeof album !== 'string') return { issues: [{ message: 'must be a text', path: ['album'] }] }
          return { value: { album: album.trim() } }
        },
      },
    } as const
    const ann = startUploads({ profiles: { any: { maxSizeBytes: 100, metadata } } }).as('ann')
    expect(await ann.ticket(announce('x'))).toMatchObject({
      error: { status: 422, message: '`metadata` is invalid: album: must be a text' },
    })
    const file = announce('x', { metadata: { album: ' a ', admin: true } })
    expect((await ann.upload('x', file)).metadata).toEqual({ album: 'a' })
    expect(await ann.ticket({ ...file, id: 'another' })).toMatchObject({ kind: 'existing' })
  })
})

describe('a schema that is at fault', () => {
  it.each([
    ['throws', () => Promise.reject(new Error('no database')), 500, /no database/],
    ['answers half a character', () => ({ value: { title: '\u{d83c}' } }), 422, /well-formed/],
    ['answers too much', () => ({ value: { title: 'x'.repeat(20_000) } }), 422, /at most 16384 bytes/],
    ['answers no number', () => ({ value: { width: Number('abc') } }), 422, /JSON object/],
  ])('and %s refuses its file, and lets the others go on', async (_, answer, status, told) => {
    const validate = (value: unknown) => ((value as { isBad?: boolean }).isBad ? answer() : { value: {} })
    const metadata = { '~standard': { version: 1, vendor: 'test', validate } } as const
    const { as, errors } = startUploads({ profiles: { any: { maxSizeBytes: 100, metadata } } })
    const files = [announce('bad', { metadata: { isBad: true } }), announce('good')]
    const { body } = await as('ann').call('POST', '/tickets', { files })
    expect(body.tickets).toMatchObject([{ kind: 'failed', error: { status } }, { kind: 'put' }])
    expect(errors).toMatchObject([{ call: 'requestTickets', error: { message: expect.stringMatching(told) } }])
  })
})

describe('the hook before a ticket', () => {
  it.each([
    ['return', () => new Refusal(403, 'Not into this album.')],
    [
      'throw',
      () => {
        throw new Refusal(403, 'Not into this album.')
      },
    ],
  ])('may %s a refusal', async (_, beforeTicket) => {
    const { as, store } = startUploads({ beforeTicket })
    expect(await as('ann').ticket(announce('x'))).toEqual({
      kind: 'failed',
      error: { status: 403, code: 'forbidden', message: 'Not into this album.' },
    })
    expect(store.calls).toEqual([])
  })

  it('gets owner, profile, file and request, and an error of its own is none of the caller', async () => {
    const beforeTicket = vi.fn<(ticket: object) => undefined>(() => {
      throw new Error('Our database at postgres://admin:secret@db is down')
    })
    const { as, errors } = startUploads({ beforeTicket })
    const { status, body } = await as('ann').call('POST', '/tickets', { files: [announce('x')] })
    expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringContaining('database')])
    expect(beforeTicket.mock.calls[0]?.[0]).toMatchObject({ owner: 'ann', profile: 'any', file: { size: 1 } })
    expect(errors.map(({ call, error }) => [call, error.message])).toEqual([
      ['requestTickets', 'Our database at [url] is down'],
    ])
  })
})

it('records an upload before anything is signed', async () => {
  const { as, store, uploads } = startUploads()
  const open = vi.spyOn(uploads.service.records, 'openUnknown')
  const sign = store.signPut.bind(store)
  store.signPut = (object) => {
    expect(open).toHaveBeenCalledOnce()
    return sign(object)
  }
  expect(await as('ann').ticket(announce('x'))).toMatchObject({ kind: 'put' })
})

it('sends nothing in one piece that storage takes in parts only', async () => {
  const profiles = { any: { maxSizeBytes: 1024 ** 4, sendWith: 'post' } } as const
  const ann = startUploads({ profiles }, new MemoryStore()).as('ann')
  expect(await ann.ticket(announceUnhashed('', { size: 5 * 1024 ** 3 }))).toMatchObject({ kind: 'multipart' })
})
