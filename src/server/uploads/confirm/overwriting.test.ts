import { describe, expect, it } from 'vitest'
import { MemoryStore } from '../../../../test/server/MemoryStore.ts'
import { announce, announceUnhashed, startUploads, type StartedUploads } from '../../../../test/server/startUploads.ts'
import type { StorageAbilities } from '../../storage/ObjectStore.ts'
import { StorageError } from '../../storage/StorageError.ts'
import type { Profile } from '../profile/Profile.ts'

type Start = (rules?: Partial<Profile>, abilities?: Partial<StorageAbilities>) => StartedUploads

const startWithForms: Start = (rules, abilities) =>
  startUploads({ profiles: { any: { maxSizeBytes: 1000, sendWith: 'post', ...rules } } }, new MemoryStore(abilities))
const startWithOverwriting: Start = (rules, abilities) =>
  startUploads(
    { profiles: { any: { maxSizeBytes: 1000, ...rules } } },
    new MemoryStore({ writesOnce: false, ...abilities }),
  )

const unverified = { putDigests: [], postDigests: [] } as const

describe.each([
  ['a form', startWithForms],
  ['a storage that lets URLs overwrite', startWithOverwriting],
])('with %s', (_, start) => {
  it('registers a copy under a key that no URL was signed for', async () => {
    const { as, store } = start()
    const ann = as('ann')
    const { file, ticket } = await ann.send('first', announceUnhashed('first'))
    const { file: registered } = await ann.confirm(file, ticket.reference)
    store.send(ticket.url, 'later')
    const kept = store.objects.get(new URL(registered.url).pathname.slice(1))
    expect(new TextDecoder().decode(kept?.bytes)).toBe('first')
  })

  it('leaves nothing under the first key', async () => {
    const { as, store } = start()
    const ann = as('ann')
    const { file, ticket } = await ann.send('moved', announceUnhashed('moved'))
    await Promise.all([ann.confirm(file, ticket.reference), ann.confirm(file, ticket.reference)])
    const { file: registered } = await ann.confirm(file, ticket.reference)
    expect([...store.objects.keys()]).toEqual([new URL(registered.url).pathname.slice(1)])
  })

  it('answers a second confirm that finds the object moved away with the file of the first', async () => {
    const { as, store } = start()
    const ann = as('ann')
    const { file, ticket } = await ann.send('moved', announceUnhashed('moved'))
    const head = store.head.bind(store)
    let first: Promise<unknown> | undefined
    store.head = async (key) => {
      // The second has read the records when the first begins, and looks at storage when the first has ended.
      if (first) return head(key)
      first = ann.confirm(file, ticket.reference)
      await first
      return head(key)
    }
    const second = await ann.confirm(file, ticket.reference)
    expect(second.file).toBeDefined()
    expect(second).toEqual(await first)
  })

  it('removes the copy with the file, and late bytes with the next sweep', async () => {
    const { as, store, uploads } = start()
    const ann = as('ann')
    const { file, ticket } = await ann.send('gone', announceUnhashed('gone'))
    const { file: registered } = await ann.confirm(file, ticket.reference)
    store.send(ticket.url, 'late')
    await uploads.sweep({ nowMs: Date.now() + 3 * 60 * 60 * 1000 })
    expect(store.objects.size).toBe(1)
    await ann.call('DELETE', `/files/${registered.id}`)
    expect(store.objects.size).toBe(0)
  })

  it.each([
    ['of another digest', { verifyHead: false }, 'right bytes', 'other bytes'],
    ['of another type', { verifyHead: true, accept: 'image/*' }, 'GIF89a bytes', 'no picture!!'],
  ])('registers no bytes %s, although others are there to be read', async (_, rules, right, wrong) => {
    const { as, store } = start(rules, unverified)
    const ann = as('ann')
    const file = announce(right, { type: 'image/gif', ...(rules.verifyHead && { digest: null }) })
    const ticket = await ann.ticket(file)
    store.send(ticket.url, wrong)
    const read = store.read.bind(store)
    store.read = async (...wanted) => {
      store.send(ticket.url, right)
      const stream = await read(...wanted)
      store.send(ticket.url, wrong)
      return stream
    }
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'failed' })
    expect(store.objects.size).toBe(0)
  })

  it.each(['of other bytes', 'of another type', 'with an encoding'])(
    'keeps no copy %s, even if it has the ETag of what was verified',
    async (fault) => {
      const { as, store } = start({}, unverified)
      const ann = as('ann')
      const file = announce('right bytes')
      const ticket = await ann.ticket(file)
      store.send(ticket.url, 'right bytes')
      const copy = store.copy.bind(store)
      // MinIO takes an ETag from whoever sends, in a header that no signature covers.
      store.copy = async (object) => {
        const outcome = await copy(object)
        const kept = store.objects.get(object.to)
        if (kept) {
          store.objects.set(object.to, {
            ...kept,
            ...(fault === 'of other bytes' && { bytes: new TextEncoder().encode('wrong bytes') }),
            ...(fault === 'of another type' && { type: 'text/html' }),
            ...(fault === 'with an encoding' && { encoding: 'gzip' }),
          })
        }
        return outcome
      }
      expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { code: 'not-verified' } })
      expect([...store.objects.keys()]).toEqual([new URL(ticket.url).pathname.slice(1)])
      store.copy = copy
      expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
    },
  )

  it('leaves no copy behind if storage fails after it was made', async () => {
    const { as, store } = start()
    const ann = as('ann')
    const { file, ticket } = await ann.send('first', announceUnhashed('first'))
    const [sent] = store.objects.keys()
    const head = store.head.bind(store)
    store.head = async (key) => {
      if (key !== sent) throw new StorageError('HeadObject', { status: 500, code: null })
      return head(key)
    }
    const uploads = [{ request: file, reference: ticket.reference, receipt: { status: 200, etag: null } }]
    expect((await ann.call('POST', '/files', { uploads })).status).toBe(503)
    expect([...store.objects.keys()]).toEqual([sent])
    store.head = head
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
  })

  it('leaves bytes that arrive while others are read to the next confirm', async () => {
    const { as, store } = start({}, unverified)
    const ann = as('ann')
    const file = announce('right bytes')
    const ticket = await ann.ticket(file)
    store.send(ticket.url, 'other bytes')
    const read = store.read.bind(store)
    store.read = async (...wanted) => {
      store.send(ticket.url, 'right bytes')
      return read(...wanted)
    }
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { code: 'not-verified' } })
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
  })

  it('registers nothing if other bytes arrive during a confirm', async () => {
    const { as, store } = start()
    const ann = as('ann')
    const { file, ticket } = await ann.send('first', announceUnhashed('first'))
    const copy = store.copy.bind(store)
    store.copy = async (object) => {
      store.send(ticket.url, 'other')
      return copy(object)
    }
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { code: 'not-verified' } })
  })
})
