import { describe, expect, it } from 'vitest'
import { MemoryStore } from '../../../../test/server/MemoryStore.ts'
import { announceUnhashed, startUploads } from '../../../../test/server/startUploads.ts'

const profiles = { any: { maxSizeBytes: 1000, sendWith: 'post' } } as const

describe.each([
  ['a form', () => startUploads({ profiles })],
  ['a storage that lets URLs overwrite', () => startUploads({}, new MemoryStore({ writesOnce: false }))],
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
