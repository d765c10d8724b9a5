import { afterEach, expect, it, vi } from 'vitest'
import { findPlaces, glide } from './glide.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

/** A frame of a busy machine, which takes longer than the frames of others. */
async function slowFrame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const untilMs = performance.now() + 100
  while (performance.now() < untilMs);
}

it('keeps tiles at their old places for some frames before they jump, however long a frame takes', async () => {
  vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  const list = document.createElement('ul')
  const tile = document.createElement('li')
  list.append(tile)
  document.body.append(list)
  const end = glide(list, new Map([[tile, { x: 0, y: 0 }]]), new Map([[tile, { x: 100, y: 0 }]]))
  for (let frame = 0; frame < 2; frame += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one frame after the other
    await slowFrame()
    expect(getComputedStyle(tile).transform).toBe('matrix(1, 0, 0, 1, -100, 0)')
  }
  await end
  expect(getComputedStyle(tile).transform).toBe('none')
})

it.each(['ltr', 'rtl'])(
  'lets a tile glide from where it is when the gallery begins to place it itself: %s',
  (direction) => {
    document.body.innerHTML = `
    <ul dir="${direction}" style="position: relative; inline-size: 300px; margin: 0; padding: 0">
      <li style="position: absolute; inset-inline-start: 100px; inline-size: 80px; block-size: 80px"></li>
    </ul>`
    const list = document.querySelector('ul')!
    const tile = document.querySelector('li')!
    const before = findPlaces(list, [{}])
    const { left } = tile.getBoundingClientRect()
    tile.style.insetInlineStart = '0px'
    void glide(list, before, findPlaces(list, [{ box: { x: 0, y: 0 } }]))
    expect(tile.getBoundingClientRect().left).toBe(left)
  },
)
