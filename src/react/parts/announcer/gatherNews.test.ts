import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUploader } from '../../../core.js'
import type { Uploader } from '../../../contract/uploader.js'
import { en } from '../../../locales/en.js'
import type { BatchNews } from '../../../locales/messages.js'
import { createFakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { patiently } from '../../../../test/kit/patiently.js'
import { isResting } from '../../../uploader/selectors.js'
import { gatherNews } from './gatherNews.js'

beforeEach(() => {
  vi.useFakeTimers()
  // `preload` does nothing on a server.
  vi.stubGlobal('document', {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Listening {
  readonly uploader: Uploader
  readonly said: string[]
  readonly news: BatchNews[]
}

async function listen(fail = false): Promise<Listening> {
  const backend = createFakeBackend({
    fail: fail ? { ticket: [{ fileName: 'bad.txt', error: Object.assign(new Error('no'), { status: 403 }) }] } : {},
  })
  const uploader = createUploader({ backend, ports: createFakePorts(), restrictions: { accept: '.txt' } })
  // The fake timers do not wait for an import.
  await uploader.preload()
  const news: BatchNews[] = []
  const said: string[] = []
  const isSettled = (): boolean => uploader.getSnapshot().uploads.every(isResting)
  gatherNews({ uploader, isSettled }, (batch) => {
    news.push(batch)
    said.push(en.announce(batch))
  })
  return { uploader, said, news }
}

const files = (...names: readonly string[]): File[] => names.map((name) => new File([name], name))

describe('gatherNews', () => {
  it('announces by name what happens to a single file', async () => {
    const { uploader, said } = await listen()
    uploader.add(files('a.txt'))
    await vi.waitFor(() => expect(said.join(' ')).toBe('a.txt added. a.txt uploaded.'), patiently)
  })

  it('announces three hundred files in a few sentences', async () => {
    const { uploader, said } = await listen()
    uploader.add(files(...Array.from({ length: 300 }, (_, index) => `${index}.txt`)))
    await vi.waitFor(() => expect(said.at(-1)).toMatch(/300 files uploaded\. All done\.$/), patiently)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(said.length).toBeLessThanOrEqual(2)
    expect(said.join(' ')).toContain('300 files added.')
  })

  it('announces what was rejected and what failed', async () => {
    const { uploader, said } = await listen(true)
    uploader.add(files('a.txt', 'bad.txt', 'b.png', 'c.png'))
    await vi.waitFor(() => expect(said.at(-1)).toMatch(/1 file uploaded\. 1 file failed\.$/), patiently)
    const all = said.join(' ')
    expect(all).toContain('2 files added.')
    expect(all).toContain('2 files not accepted.')
    expect(all).not.toContain('All done')
  })

  it('announces nothing about cancelled uploads', async () => {
    const { uploader, said } = await listen()
    const { accepted } = uploader.add(files('a.txt'))
    uploader.cancel(accepted)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(said.filter((text) => text !== '')).toEqual(['a.txt added.'])
  })
})
