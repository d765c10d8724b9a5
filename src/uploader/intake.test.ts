import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'

const files = (count: number): File[] => Array.from({ length: count }, (_, index) => createFakeFile(`${index}.txt`))

describe('add', () => {
  it('stops if the metadata function destroys the uploader', async () => {
    const { uploader, backend, clock } = setUpEngine()
    const metadata = (): Record<string, never> => {
      uploader.destroy()
      return {}
    }
    expect(uploader.add(files(2), { metadata })).toEqual({ accepted: [], rejected: [] })
    await clock.advance(1000)
    expect(uploader.getSnapshot().uploads).toEqual([])
    expect(backend.callsOf('ticket')).toEqual([])
  })

  it('stops if a check destroys the uploader', () => {
    const check = (): [] => {
      all.uploader.destroy()
      return []
    }
    const all = setUpEngine({ options: { restrictions: { check } } })
    expect(all.uploader.add(files(2))).toEqual({ accepted: [], rejected: [] })
  })
})

describe('dismiss', () => {
  it('removes ten thousand rejections quickly', () => {
    const { uploader } = setUpEngine({ options: { restrictions: { accept: '.png' } } })
    const { rejected } = uploader.add(files(10_000))
    const before = process.threadCpuUsage()
    uploader.dismiss(rejected.slice(1).map(({ id }) => id))
    // Comparing each with each would take a hundred million comparisons.
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(150)
    expect(uploader.getSnapshot().rejections).toEqual([rejected[0]])
  })
})
