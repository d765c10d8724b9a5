import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { StoredFile } from '../../contract/storedFile.js'
import { GalleryDraft } from './GalleryDraft.js'

const queryKey = ['coatcheck', 'test', 'gallery']

function setUp(...names: readonly string[]) {
  let listed: readonly StoredFile[] = names.map((id) => ({ id, name: id, alt: `picture of ${id}` }))
  const queryClient = new QueryClient()
  const observer = new QueryObserver(queryClient, {
    queryKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => ({ pages: [{ files: listed, nextCursor: null }], pageParams: [null] }),
  })
  const shown = (): readonly StoredFile[] => queryClient.getQueryData<Data>(queryKey)?.pages[0]?.files ?? []
  return {
    draft: new GalleryDraft(queryClient, queryKey),
    fetch: () => observer.refetch(),
    list: (files: readonly StoredFile[]) => (listed = files),
    ids: () => shown().map(({ id }) => id),
    find: (id: string) => shown().find((file) => file.id === id),
  }
}

interface Data {
  readonly pages: readonly { readonly files: readonly StoredFile[] }[]
}

it('keeps a deleted file away from a list that was fetched before the backend knew', async () => {
  const { draft, fetch, ids } = setUp('a', 'b')
  await fetch()
  draft.hide(['a'])
  await fetch()
  await Promise.resolve()
  expect(ids()).toEqual(['b'])
})

it('keeps a deleted file away from a list that was under way when the backend deleted it', async () => {
  const { draft, fetch, ids, list } = setUp('a', 'b')
  await fetch()
  draft.hide(['a'])
  const fetched = fetch()
  draft.forget('a')
  await fetched
  await Promise.resolve()
  expect(ids()).toEqual(['b'])
  // A file that gets the same id later is a file like any other.
  list([{ id: 'a' }, { id: 'b' }])
  await fetch()
  expect(ids()).toEqual(['a', 'b'])
})

it('puts a file back where a later list has it', async () => {
  const { draft, fetch, ids, list } = setUp('a', 'b')
  await fetch()
  draft.hide(['b'])
  list([{ id: 'new' }, { id: 'a' }, { id: 'b' }])
  await fetch()
  await Promise.resolve()
  draft.show(['b'])
  expect(ids()).toEqual(['new', 'a', 'b'])
})

it('shows a change at once, and the answer of the backend after it', async () => {
  const { draft, fetch, find } = setUp('a')
  await fetch()
  const change = { name: ' holiday ', alt: '' }
  draft.change('a', change)
  expect(find('a')).toEqual({ id: 'a', name: ' holiday ' })
  draft.settle('a', change, { id: 'a', name: 'holiday' })
  expect(find('a')).toEqual({ id: 'a', name: 'holiday' })
})

it('takes back a change that was refused, and keeps the one after it', async () => {
  const { draft, fetch, find } = setUp('a')
  await fetch()
  const first = { name: 'first', alt: 'first' }
  const second = { alt: 'second' }
  draft.change('a', first)
  draft.change('a', second)
  expect(find('a')).toMatchObject({ name: 'first', alt: 'second' })
  draft.settle('a', first)
  expect(find('a')).toMatchObject({ name: 'a', alt: 'second' })
  draft.settle('a', second)
  expect(find('a')).toMatchObject({ name: 'a', alt: 'picture of a' })
})

it('lays a change over a list that does not know of it', async () => {
  const { draft, fetch, find, list } = setUp('a')
  await fetch()
  const change = { alt: 'better' }
  draft.change('a', change)
  list([{ id: 'a', name: 'renamed elsewhere', alt: 'old' }])
  await fetch()
  await Promise.resolve()
  expect(find('a')).toEqual({ id: 'a', name: 'renamed elsewhere', alt: 'better' })
  draft.settle('a', change)
  expect(find('a')).toEqual({ id: 'a', name: 'renamed elsewhere', alt: 'old' })
})

it('reorders across pages, which keep their lengths', async () => {
  const { draft, fetch, ids } = setUp('a', 'b', 'c')
  await fetch()
  draft.reorder(['c', 'a'])
  expect(ids()).toEqual(['c', 'a', 'b'])
})
