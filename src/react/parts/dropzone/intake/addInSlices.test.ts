import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeFile } from '../../../../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../../../../test/kit/setUpEngine.js'
import { addInSlices } from './addInSlices.js'
import { patiently } from '../../../../../test/kit/patiently.js'

/** Creates files whose size is as slow to read as on a slow disk. */
const slowFiles = (count: number): File[] =>
  Array.from({ length: count }, (_, index) => {
    const file = createFakeFile(`${index}.txt`, 'hello')
    return Object.defineProperty(file, 'size', { get: readSlowly })
  })

function readSlowly(): number {
  const untilMs = performance.now() + 1
  while (performance.now() < untilMs);
  return 5
}

const namesIn = ({ uploader }: ReturnType<typeof setUpEngine>) => uploader.getSnapshot().uploads.map(({ name }) => name)

afterEach(() => vi.unstubAllGlobals())

describe('addInSlices', () => {
  it('adds a few files at once, and reports them in the same task', () => {
    const all = setUpEngine({ options: { restrictions: { accept: '.txt' } } })
    const onAdd = vi.fn()
    const files = [createFakeFile('a.txt', 'hello'), createFakeFile('b.png', 'hello')]
    addInSlices(files, { uploader: all.uploader, options: {}, onAdd, isGone: () => false })
    expect(onAdd).toHaveBeenCalledExactlyOnceWith({
      accepted: [expect.any(String)],
      rejected: [expect.objectContaining({ file: files[1] })],
    })
  })

  it('adds many files in order, in tasks between which others can run, and reports them once', async () => {
    const all = setUpEngine()
    const files = slowFiles(100)
    const onAdd = vi.fn()
    addInSlices(files, { uploader: all.uploader, options: { group: 'photos' }, onAdd, isGone: () => false })
    // The first task also renders the first rows, so it adds no more.
    expect(namesIn(all)).toHaveLength(32)
    expect(onAdd).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(onAdd).toHaveBeenCalledOnce(), patiently)
    expect(namesIn(all)).toEqual(files.map(({ name }) => name))
    expect(onAdd.mock.lastCall?.[0].accepted).toEqual(all.uploader.getSnapshot().uploads.map(({ id }) => id))
  })

  it('stops silently when the uploader is destroyed and the dropzone has unmounted', async () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const all = setUpEngine()
    const onAdd = vi.fn()
    addInSlices(slowFiles(100), { uploader: all.uploader, options: {}, onAdd, isGone: () => true })
    all.uploader.destroy()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(onAdd).not.toHaveBeenCalled()
    expect(report).not.toHaveBeenCalled()
  })

  it('reports an error that the app throws in between', async () => {
    const report = vi.fn()
    vi.stubGlobal('reportError', report)
    const all = setUpEngine()
    const metadata = ({ name }: File): Record<string, never> => {
      if (name === '99.txt') throw new Error('mine')
      return {}
    }
    addInSlices(slowFiles(100), { uploader: all.uploader, options: { metadata }, onAdd: vi.fn(), isGone: () => false })
    await vi.waitFor(() => expect(report).toHaveBeenCalledExactlyOnceWith(new Error('mine')), patiently)
  })
})
