import { describe, expect, it, vi } from 'vitest'
import { setUpEngine } from '../../test/kit/setUpEngine.js'
import { SizeReader } from './SizeReader.js'

/** Files that count how often a browser would have gone to the disk for their sizes. */
function createFilesOnDisk(count: number): { files: readonly File[]; reads: () => number } {
  let reads = 0
  const files = Array.from({ length: count }, (_, index) => {
    const file = new File([], `${index}.txt`)
    const get = (): number => {
      reads += 1
      return 10
    }
    return Object.defineProperty(file, 'size', { get })
  })
  return { files, reads: () => reads }
}

describe('the sizes of thousands of files', () => {
  it('are read in separate tasks, each size once', async () => {
    const { files, reads } = createFilesOnDisk(2000)
    const { uploader, clock } = setUpEngine({ options: { autoStart: false } })
    uploader.add(files)
    expect(uploader.getSnapshot().totals.count).toBe(2000)
    expect(reads()).toBeLessThan(100)
    await clock.advance(0)
    expect(uploader.getSnapshot().totals.totalBytes).toBe(20_000)
    expect(reads()).toBe(2000)
  })

  it('are read for four milliseconds while files are added, and for eight in each later task', () => {
    let nowMs = 0
    const files = Array.from({ length: 20 }, (_, index) => {
      const file = new File([], `${index}.txt`)
      // A slow disk.
      const get = (): number => {
        nowMs += 1
        return 10
      }
      return Object.defineProperty(file, 'size', { get })
    })
    const planned: (() => void)[] = []
    const clock = {
      now: () => nowMs,
      date: () => nowMs,
      schedule(run: () => void) {
        planned.push(run)
        return () => {}
      },
    }
    const onRead = vi.fn()
    const reader = new SizeReader(clock, onRead)
    reader.read(files)
    expect(nowMs).toBe(4)
    expect(onRead).not.toHaveBeenCalled()
    planned.shift()?.()
    expect(nowMs).toBe(12)
    planned.shift()?.()
    expect(nowMs).toBe(20)
    expect(planned).toEqual([])
    expect(onRead).toHaveBeenCalledTimes(2)
  })

  it('are read at once if a limit needs them', () => {
    const { files, reads } = createFilesOnDisk(200)
    const { uploader } = setUpEngine({ options: { autoStart: false, restrictions: { maxSizeBytes: 5 } } })
    expect(uploader.add(files).rejected).toHaveLength(200)
    expect(reads()).toBe(200)
  })

  it('are not read by a command for all of them', () => {
    const { files, reads } = createFilesOnDisk(2000)
    const { uploader } = setUpEngine({ options: { autoStart: false } })
    uploader.add(files)
    uploader.pause('all')
    uploader.cancel('all')
    expect(uploader.getSnapshot().uploads.every(({ status }) => status === 'cancelled')).toBe(true)
    expect(reads()).toBeLessThan(100)
  })

  it('are read when an upload is accessed', () => {
    const { files } = createFilesOnDisk(2000)
    const { uploader } = setUpEngine({ options: { autoStart: false } })
    uploader.add(files)
    expect(uploader.getSnapshot().uploads.at(-1)).toMatchObject({ name: '1999.txt', size: 10 })
  })

  it('are left alone once the uploader is destroyed', async () => {
    const { files, reads } = createFilesOnDisk(2000)
    const { uploader, clock } = setUpEngine({ options: { autoStart: false } })
    uploader.add(files)
    uploader.destroy()
    await clock.advance(1000)
    expect(reads()).toBeLessThan(100)
  })
})
