import { describe, expect, it } from 'vitest'
import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { createFakeClock } from '../../testing/fakes/fakeClock.js'
import { WaitingLine } from './WaitingLine.js'
import type { Waiter } from './WaitingLines.js'

const createBackend = (): UploadBackend => createFakeBackend({ clock: createFakeClock() })

/** The line only looks at the id and the backend. */
function createWaiter(id: string, backend: UploadBackend): Waiter<StoredFile> {
  return { active: { id, backend } } as Waiter<StoredFile>
}

describe('a waiting line', () => {
  it('is first come, first served, across backends', () => {
    const line = new WaitingLine<StoredFile>()
    const [one, other] = [createBackend(), createBackend()]
    for (const waiter of [createWaiter('a', one), createWaiter('b', other), createWaiter('c', one)]) line.add(waiter)
    expect(Array.from(line.values(), ({ active }) => active.id)).toEqual(['a', 'b', 'c'])
    expect(line.size).toBe(3)
  })

  it('names a backend for as long as somebody waits for it', () => {
    const line = new WaitingLine<StoredFile>()
    const [one, other] = [createBackend(), createBackend()]
    line.add(createWaiter('a', one))
    line.add(createWaiter('b', one))
    line.add(createWaiter('c', other))
    line.delete('a')
    line.delete('unknown')
    expect([...line.backends]).toEqual([one, other])
    line.delete('b')
    expect([...line.backends]).toEqual([other])
    line.delete('c')
    expect([...line.backends]).toEqual([])
  })

  it('counts an upload once that joins it twice, and puts it last', () => {
    const line = new WaitingLine<StoredFile>()
    const backend = createBackend()
    line.add(createWaiter('a', backend))
    line.add(createWaiter('b', backend))
    line.add(createWaiter('a', backend))
    expect(Array.from(line.values(), ({ active }) => active.id)).toEqual(['b', 'a'])
    line.delete('a')
    line.delete('b')
    expect([...line.backends]).toEqual([])
  })
})
