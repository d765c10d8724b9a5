import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import { createUploader } from '../../core.js'
import { UploadError } from '../../errors/UploadError.js'
import { createFakeBackend, type FakeBackendOptions } from '../../testing/fakes/fakeBackend.js'
import { createFakeClock } from '../../testing/fakes/fakeClock.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { galleryKey } from '../query/queryKeys.js'
import { Deletions } from './Deletions.js'
import { GalleryDraft } from './GalleryDraft.js'
import { StoredRows } from './StoredRows.js'

const undoMs = 7000
const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, name: `${id}.jpg` }))
const [a, b] = files as [(typeof files)[0], (typeof files)[0]]

function setUp(options: FakeBackendOptions = {}) {
  const clock = createFakeClock()
  const leaving = new Set<() => void>()
  const page = {
    onLeave(listener: () => void) {
      leaving.add(listener)
      return () => leaving.delete(listener)
    },
  }
  const backend = createFakeBackend({ scope: 'test', edits: true, files, ...options })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  const queryClient = new QueryClient()
  const queryKey = galleryKey(backend)
  queryClient.setQueryData(queryKey, {
    pages: [
      { files: files.slice(0, 3), nextCursor: '3' },
      { files: files.slice(3), nextCursor: null },
    ],
    pageParams: [null, '3'],
  })
  const onDeleted = vi.fn()
  const onFailed = vi.fn()
  const draft = new GalleryDraft(queryClient, queryKey)
  const deletions = new Deletions({ clock, page })
  const request = { backend, draft, rows: new StoredRows(uploader, backend), undoMs, onDeleted, onFailed }
  return {
    clock,
    backend,
    uploader,
    deletions,
    onDeleted,
    onFailed,
    remove: (...removed: readonly { readonly id: string }[]) => deletions.add(removed, request),
    removeElsewhere: (...removed: readonly { readonly id: string }[]) =>
      deletions.add(removed, { ...request, draft: new GalleryDraft(queryClient, ['elsewhere']) }),
    leave: () => leaving.forEach((listener) => listener()),
    listeners: leaving,
    shown: () =>
      queryClient
        .getQueryData<{ pages: { files: { id: string }[] }[] }>(queryKey)
        ?.pages.map((each) => each.files.map(({ id }) => id).join(''))
        .join('|'),
  }
}

describe('a deletion', () => {
  it('leaves the gallery at once, and calls the backend when the time to undo is over', async () => {
    const { remove, shown, backend, clock, onDeleted, deletions } = setUp()
    remove(a, b)
    expect(shown()).toBe('c|def')
    await clock.advance(undoMs - 1)
    expect(backend.callsOf('delete')).toEqual([])
    expect(deletions.getSnapshot().pending).toMatchObject([{ files: [a, b] }])
    await clock.advance(1)
    expect(backend.callsOf('delete').map(({ ids, keepalive }) => [ids[0], keepalive])).toEqual([
      ['a', false],
      ['b', false],
    ])
    expect(onDeleted).toHaveBeenCalledExactlyOnceWith([a, b])
    expect(deletions.getSnapshot()).toEqual({ pending: [], failed: [] })
    expect(clock.pending).toBe(0)
  })

  it('leaves out files that are deleted already, so that one undo brings each back', async () => {
    const { remove, shown, backend, clock, deletions } = setUp()
    const first = remove(a)
    expect(remove(a)).toBe(first)
    const second = remove(a, b, b)
    expect(deletions.getSnapshot().pending).toMatchObject([{ files: [a] }, { files: [b] }])
    deletions.undo(second)
    deletions.undo(first)
    expect(shown()).toBe('abc|def')
    await clock.advance(undoMs)
    expect(backend.callsOf('delete')).toEqual([])
  })

  it('cannot be repeated while the backend deletes the file', async () => {
    const { remove, backend, clock, deletions } = setUp({ latencyMs: 1000 })
    remove(a)
    await clock.advance(undoMs)
    expect(remove(a)).toBe('')
    expect(deletions.getSnapshot().pending).toEqual([])
    await clock.advance(undoMs * 2)
    expect(backend.callsOf('delete')).toHaveLength(1)
  })

  it('is not taken for that of a file of another backend with the same id', async () => {
    const { remove, removeElsewhere, clock, deletions } = setUp({ latencyMs: 1000 })
    remove(a)
    await clock.advance(undoMs)
    removeElsewhere(a)
    expect(remove(a)).toBe('')
    expect(deletions.getSnapshot().pending).toHaveLength(1)
  })

  it('has an idempotency key of its own for each file', async () => {
    const { remove, backend, clock } = setUp()
    remove(a, b)
    await clock.advance(undoMs)
    const keys = backend.callsOf('delete').map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set(keys).size).toBe(2)
    expect(keys).not.toContain('')
  })

  it('is undone without a call, and each file comes back to its place', async () => {
    const { remove, shown, backend, clock, deletions } = setUp()
    remove(a, files[2] ?? a, files[4] ?? a)
    expect(shown()).toBe('b|df')
    deletions.undo()
    expect(shown()).toBe('abc|def')
    await clock.advance(undoMs)
    expect(backend.callsOf('delete')).toEqual([])
  })

  it('is undone alone: the last one first', async () => {
    const { remove, shown, backend, clock, deletions } = setUp()
    remove(a)
    remove(b)
    deletions.undo()
    expect(shown()).toBe('bc|def')
    await clock.advance(undoMs)
    expect(backend.callsOf('delete').map(({ ids }) => ids)).toEqual([['a']])
  })

  it('is sent when the page is left, before the time to undo is over', () => {
    const { remove, leave, backend, listeners } = setUp()
    remove(a, b)
    leave()
    expect(backend.callsOf('delete').map(({ ids, keepalive }) => [ids[0], keepalive])).toEqual([
      ['a', true],
      ['b', true],
    ])
    expect(listeners.size).toBe(1)
  })

  it('sends calls again that the browser would abort as the page is left, with the same key', async () => {
    const { remove, leave, backend, clock, onDeleted, listeners } = setUp({ gate: () => Promise.resolve() })
    remove(...files)
    await clock.advance(undoMs - 1)
    // The timer runs, and nothing settles before the page is left.
    void clock.advance(1)
    await Promise.resolve()
    leave()
    await clock.advance(0)
    const calls = backend.callsOf('delete')
    expect(new Set(calls.filter(({ keepalive }) => keepalive).map(({ ids }) => ids[0]))).toEqual(
      new Set(files.map(({ id }) => id)),
    )
    expect(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(files.length)
    expect(onDeleted).toHaveBeenCalledTimes(1)
    expect(listeners.size).toBe(0)
  })

  it('makes four calls at a time', async () => {
    const gate = Promise.withResolvers<void>()
    const { remove, backend, clock } = setUp({ gate: () => gate.promise })
    remove(...files)
    await clock.advance(undoMs)
    expect(backend.callsOf('delete')).toHaveLength(4)
    gate.resolve()
    await clock.advance(0)
    expect(backend.callsOf('delete')).toHaveLength(6)
  })

  it('puts a file back with the reason when the backend refuses it, and deletes the others', async () => {
    const error = new UploadError('forbidden', 'no')
    const { remove, shown, clock, deletions, onDeleted, onFailed } = setUp({ fail: { delete: [{ nth: 1, error }] } })
    remove(a, b)
    await clock.advance(undoMs)
    expect(shown()).toBe('ac|def')
    expect(onDeleted).toHaveBeenCalledExactlyOnceWith([b])
    expect(onFailed).toHaveBeenCalledExactlyOnceWith([{ file: a, error }])
    expect(deletions.getSnapshot().failed).toEqual([{ file: a, error }])
    deletions.dismiss()
    expect(deletions.getSnapshot().failed).toEqual([])
  })

  it('tries a call again after an error that passes by itself', async () => {
    const error = new UploadError('server-error', 'down')
    const { remove, backend, clock, onDeleted } = setUp({ fail: { delete: [{ nth: 1, error }] } })
    remove(a)
    await clock.advance(undoMs + 500)
    const [first, second] = backend.callsOf('delete')
    expect([first?.attempt, second?.attempt]).toEqual([1, 2])
    expect(second?.idempotencyKey).toBe(first?.idempotencyKey)
    expect(onDeleted).toHaveBeenCalledTimes(1)
  })
})

describe('the rows of a deleted file', () => {
  it('go at once, so that no form sends its id, and stay away', async () => {
    const { remove, uploader, clock } = setUp()
    uploader.addStored([a, b], { group: 'papers' })
    remove(a)
    expect(uploader.getSnapshot().uploads.map(({ name }) => name)).toEqual(['b.jpg'])
    await clock.advance(undoMs)
    expect(uploader.getSnapshot().uploads.map(({ name }) => name)).toEqual(['b.jpg'])
  })

  it('come back to their group when the deletion is undone or refused', async () => {
    const fail = { delete: [{ error: new UploadError('forbidden', 'no') }] }
    const { remove, uploader, clock, deletions } = setUp({ fail })
    uploader.addStored([a], { group: 'papers' })
    const rows = () => uploader.getSnapshot().uploads.map(({ name, group, status }) => [name, group, status])
    remove(a)
    deletions.undo()
    expect(rows()).toEqual([['a.jpg', 'papers', 'done']])
    remove(a)
    expect(rows()).toEqual([])
    await clock.advance(undoMs)
    expect(rows()).toEqual([['a.jpg', 'papers', 'done']])
  })

  it('stay if they belong to another backend', () => {
    const { remove, uploader } = setUp()
    uploader.setOptions({ backend: createFakeBackend({ scope: 'elsewhere' }) })
    uploader.addStored([a])
    remove(a)
    expect(uploader.getSnapshot().uploads).toHaveLength(1)
  })
})
