import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'

const files = (count: number) => Array.from({ length: count }, (_, index) => createFakeFile(`${index}.txt`))

describe('files on a drive that does not answer', () => {
  it('do not make other files wait, however many there are', async () => {
    const all = setUpEngine({ inspector: { concurrency: 2, stalls: ({ name }) => Number.parseInt(name, 10) < 5 } })
    all.uploader.add(files(8))
    await all.clock.advance(1000)
    const { uploads, totals } = all.uploader.getSnapshot()
    expect(uploads.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 5 }, () => 'inspecting'),
      'done',
      'done',
      'done',
    ])
    expect(totals.done).toBe(3)
  })

  it('free their slots only once', async () => {
    const all = setUpEngine({ inspector: { concurrency: 1, latencyMs: 100, stalls: ({ name }) => name === '0.txt' } })
    const [stalled] = all.uploader.add(files(4)).accepted
    await all.clock.advance(50)
    all.uploader.cancel(stalled ?? '')
    await all.clock.advance(10)
    expect(all.uploader.getSnapshot().uploads.map(({ status }) => status)).toEqual([
      'cancelled',
      'inspecting',
      'queued',
      'queued',
    ])
  })
})
