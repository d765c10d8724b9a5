import { describe, expect, it } from 'vitest'
import { Backlog } from './Backlog.js'
import { nextTask } from './nextTask.js'

function fill(backlog: Backlog, count: number, done: number[]): void {
  for (let index = 0; index < count; index += 1) backlog.add(() => done.push(index))
}

describe('a backlog', () => {
  it('does little work in the task that adds it, but not before the code that adds it has ended', async () => {
    const backlog = new Backlog()
    const done: number[] = []
    fill(backlog, 3, done)
    expect(done).toEqual([])
    await Promise.resolve()
    expect(done).toEqual([0, 1, 2])
  })

  it('lets other tasks run between the slices of much work, and keeps its order', async () => {
    const backlog = new Backlog()
    const done: number[] = []
    fill(backlog, 2_000, done)
    await nextTask()
    expect(done.length).toBeLessThan(2_000)
    await backlog.whenDone()
    expect(done).toEqual(Array.from({ length: 2_000 }, (_, index) => index))
  })

  it('does what is added meanwhile last', async () => {
    const backlog = new Backlog()
    const done: string[] = []
    backlog.add(() => {
      done.push('first')
      backlog.add(() => done.push('third'))
    })
    backlog.add(() => done.push('second'))
    await backlog.whenDone()
    expect(done).toEqual(['first', 'second', 'third'])
  })

  it('is done at once without work, and again after more work', async () => {
    const backlog = new Backlog()
    await backlog.whenDone()
    const done: number[] = []
    fill(backlog, 1, done)
    await backlog.whenDone()
    fill(backlog, 2, done)
    await backlog.whenDone()
    expect(done).toEqual([0, 0, 1])
  })
})
