import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { markFastScrolling, type ScrollMark } from './markFastScrolling.js'

let list: HTMLElement
let mark: ScrollMark
let top: number

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  list = document.body.appendChild(document.createElement('ul'))
  mark = markFastScrolling(list)
  top = 0
})

afterEach(() => {
  mark.stop()
  list.remove()
  vi.useRealTimers()
})

const isMarked = (): boolean => list.hasAttribute('data-fast')

/** Scrolls in steps of a 60th of a second, and tells for each whether the list is marked. */
function scroll(screensPerSecond: number, seconds: number): readonly boolean[] {
  const marks: boolean[] = []
  for (let frame = 0; frame < seconds * 60; frame++) {
    top -= (screensPerSecond * innerHeight) / 60
    mark.moveTo(top)
    marks.push(isMarked())
    vi.advanceTimersByTime(1000 / 60)
  }
  return marks
}

describe('a list that scrolls', () => {
  it.each([1, 4])('is not fast at %s screens a second', (speed) => {
    expect(scroll(speed, 3)).not.toContain(true)
  })

  it('is fast at six screens a second from a third of a second on, in either direction', () => {
    expect(scroll(6, 3).slice(20)).not.toContain(false)
    vi.advanceTimersByTime(1000)
    expect(isMarked()).toBe(false)
    expect(scroll(-6, 3).slice(20)).not.toContain(false)
  })

  it('is not fast any more once it slows down or rests', () => {
    scroll(8, 1)
    expect(scroll(2, 1).at(-1)).toBe(false)
    scroll(8, 1)
    expect(isMarked()).toBe(true)
    vi.advanceTimersByTime(120)
    expect(isMarked()).toBe(false)
  })

  it('is not fast after one jump, but after several that follow each other at once', () => {
    mark.moveTo(-50_000)
    expect(isMarked()).toBe(false)
    vi.advanceTimersByTime(16)
    mark.moveTo(-90_000)
    expect(isMarked()).toBe(true)
  })

  it('is not fast if the page was blocked while it moved by two screens', () => {
    mark.moveTo(0)
    // The event comes before the timer that was due meanwhile.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 2000)
    mark.moveTo(-2 * innerHeight)
    expect(isMarked()).toBe(false)
    vi.restoreAllMocks()
  })
})
