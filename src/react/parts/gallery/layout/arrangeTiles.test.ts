import { describe, expect, it } from 'vitest'
import type { Metrics } from './Arrangement.js'
import { arrangeTiles, type Shaped } from './arrangeTiles.js'

const metrics: Metrics = { width: 632, gap: 8, columns: 4, ratio: 1, rowHeight: 200 }
const shapes: readonly Shaped[] = [
  { width: 1600, height: 1067 },
  { width: 1067, height: 1600 },
  { width: 1200, height: 1200 },
  { width: 1600, height: 900 },
  {},
]
const files = (count: number): Shaped[] => Array.from({ length: count }, (_, index) => shapes[index % 5] ?? {})
const justified = (count: number, hasMore = false) =>
  arrangeTiles({ layout: 'justified', files: files(count), hasMore }, metrics)
const square = (count: number) => arrangeTiles({ layout: 'square', files: files(count), hasMore: false }, metrics)

describe('square tiles', () => {
  it('fill columns of the same width, and rows of the same height', () => {
    const { boxes, height } = square(6)
    expect(boxes[3]).toEqual({ x: 480, y: 0, width: 152, height: 152 })
    expect(boxes[5]).toEqual({ x: 160, y: 160, width: 152, height: 152 })
    expect(height).toBe(312)
  })

  it('take no room if there are none', () => {
    expect(square(0)).toMatchObject({ boxes: [], height: 0 })
    expect(square(0).between(0, 100)).toEqual({ first: 0, end: 0 })
  })
})

describe('justified tiles', () => {
  it('fill each row but the last from edge to edge, without overlaps', () => {
    const { boxes } = justified(43)
    const rows = Map.groupBy(boxes, ({ y }) => y)
    for (const row of [...rows.values()].slice(0, -1)) {
      const last = row.at(-1)
      expect((last?.x ?? 0) + (last?.width ?? 0)).toBe(metrics.width)
      expect(new Set(row.map(({ height }) => height)).size).toBe(1)
      expect(row.slice(1).map(({ x }) => x)).toEqual(row.slice(0, -1).map(({ x, width }) => x + width + metrics.gap))
    }
    expect(boxes).toHaveLength(43)
  })

  it('keep the proportions of their pictures within a pixel per tile', () => {
    const pictures = files(40)
    const { boxes } = arrangeTiles({ layout: 'justified', files: pictures, hasMore: true }, metrics)
    for (const [index, { width, height }] of boxes.entries()) {
      const { width: w = 1, height: h = 1 } = pictures[index] ?? {}
      expect(Math.abs(width - (height * w) / h)).toBeLessThan(8)
    }
  })

  it('have rows that are about as high as wanted', () => {
    for (const { height } of justified(200).boxes) {
      expect(height).toBeGreaterThan(metrics.rowHeight * 0.6)
      expect(height).toBeLessThan(metrics.rowHeight * 1.6)
    }
  })

  it('stay where they are when more files follow', () => {
    const before = justified(60, true).boxes
    const after = justified(120, true).boxes
    expect(before.length).toBeGreaterThan(50)
    expect(after.slice(0, before.length)).toEqual(before)
  })

  it('show an unfinished row if it is the only one or the last', () => {
    expect(justified(1, true).boxes).toHaveLength(1)
    expect(justified(60, false).boxes).toHaveLength(60)
  })

  it('cut off panoramas and towers', () => {
    const extremes = [
      { width: 9000, height: 100 },
      { width: 100, height: 9000 },
    ]
    const { boxes } = arrangeTiles({ layout: 'justified', files: extremes, hasMore: false }, metrics)
    for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThan(90)
  })
})

describe('an arrangement', () => {
  it('knows which tiles touch a part of the list', () => {
    const arrangement = square(40)
    expect(arrangement.between(-500, -100)).toEqual({ first: 0, end: 0 })
    expect(arrangement.between(0, 100)).toEqual({ first: 0, end: 4 })
    expect(arrangement.between(200, 330)).toEqual({ first: 4, end: 12 })
    expect(arrangement.between(5000, 6000)).toEqual({ first: 40, end: 40 })
  })

  it('leads to the nearest tile in another row, and no further than the first and the last row', () => {
    const arrangement = square(10)
    expect(arrangement.below(1, 1)).toBe(5)
    expect(arrangement.below(7, 1)).toBe(9)
    expect(arrangement.below(5, -1)).toBe(1)
    expect(arrangement.below(1, -1)).toBe(1)
    expect(arrangement.below(1, 50)).toBe(9)
  })
})
