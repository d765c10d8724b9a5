import { QueryClient } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { StoredFile } from '../../../../contract/storedFile.js'
import { createFakeBackend } from '../../../../testing/fakes/fakeBackend.js'
import { UploadProvider } from '../../../provider/UploadProvider.js'
import { Gallery, type GalleryProps } from '../Gallery.js'
import { describeShift, watchShifts } from '../../../../../test/kit/watchShifts.js'
import '../../../../styles.css'

let picture = ''
let ownPicture: () => string

beforeAll(async () => {
  const canvas = new OffscreenCanvas(8, 8)
  canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
  const blob = await canvas.convertToBlob()
  picture = URL.createObjectURL(blob)
  ownPicture = () => URL.createObjectURL(blob)
})

afterEach(() => {
  vi.restoreAllMocks()
  cleanup()
  scrollTo(0, 0)
})

const shapes = [
  [1600, 1067],
  [1067, 1600],
  [1200, 1200],
] as const

const files = (count: number): StoredFile[] =>
  Array.from({ length: count }, (_, index) => {
    const [width, height] = shapes[index % 3] ?? shapes[0]
    return { id: `f${index + 1}`, name: `${index + 1}.png`, type: 'image/png', url: picture, width, height }
  })

/** The browser loads the picture of each, and does not have it from another one. */
const filesWithOwnPictures = (count: number): StoredFile[] =>
  files(count).map((file) => ({ ...file, url: ownPicture() }))

interface Shown {
  readonly hide: () => void
  readonly showAgain: () => void
}

function show(count: number, props: GalleryProps = {}, shown = files(count)): Shown {
  const backend = createFakeBackend({ scope: 'windowing', files: shown })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const page = (isShown: boolean): React.ReactElement => (
    <UploadProvider backend={backend} queryClient={client}>
      {isShown && <Gallery {...props} />}
    </UploadProvider>
  )
  const { rerender } = render(page(true))
  return { hide: () => rerender(page(false)), showAgain: () => rerender(page(true)) }
}

const tiles = (): HTMLElement[] => screen.getAllByRole('listitem')
const list = (): HTMLElement => screen.getByRole('list')
/** The files are numbered in their order: the tile of 'f12' is the twelfth. */
const placeOf = (each: Element): string =>
  each.getAttribute('aria-posinset') ?? String(tiles().indexOf(each as HTMLElement) + 1)
const tile = (id: string): HTMLElement | null => tiles().find((each) => `f${placeOf(each)}` === id) ?? null
const focusedTile = (): string => {
  const focused = document.activeElement?.closest('li')
  return focused ? `f${placeOf(focused)}` : 'none'
}

async function settle(frames = 6): Promise<void> {
  await act(async () => {
    for (let frame = 0; frame < frames; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

/** Waits until only the tiles near the viewport are in the page. */
async function untilWindowed(count: number): Promise<void> {
  await waitFor(() => expect(list().style.blockSize).not.toBe(''))
  await waitFor(() => expect(tiles().length).toBeLessThan(count))
}

/** Six pages take as long as they take: only the test's own limit ends this. */
async function scrollDownUntil(isThere: () => boolean): Promise<void> {
  while (!isThere()) {
    scrollBy(0, 1500)
    await settle(2)
  }
}

describe('a gallery with many files', () => {
  it('asks for no URL while it is hidden, and then for those of the tiles near the viewport', async () => {
    // The code that arranges tiles is there from the start.
    show(300, { pageSize: 300 })
    await untilWindowed(300)
    cleanup()
    const withoutUrls = files(300).map(({ id }) => ({ id, type: 'image/png' }))
    const backend = createFakeBackend({ scope: 'windowing', files: withoutUrls })
    const container = document.body.appendChild(document.createElement('div'))
    container.hidden = true
    render(
      <UploadProvider backend={backend} queryClient={new QueryClient()}>
        <Gallery pageSize={300} />
      </UploadProvider>,
      { container },
    )
    await waitFor(() => expect(container.querySelectorAll('li')).toHaveLength(200))
    await settle()
    expect(backend.callsOf('get')).toEqual([])
    container.hidden = false
    await untilWindowed(200)
    await waitFor(() => expect(backend.callsOf('get').flatMap(({ ids }) => ids)).toContain('f1'))
    expect(new Set(backend.callsOf('get').flatMap(({ ids }) => ids)).size).toBeLessThan(150)
  })

  it('renders the tiles near the viewport, and has its full height', async () => {
    show(1000, { pageSize: 1000 })
    await untilWindowed(300)
    const columns = getComputedStyle(list()).gridTemplateColumns.split(' ').length
    const { width } = tile('f1')?.getBoundingClientRect() ?? { width: 0 }
    expect(list().clientHeight).toBeCloseTo(Math.ceil(1000 / columns) * (width + 8) - 8, 0)
    expect(tile('f1')).toHaveAttribute('aria-posinset', '1')
    expect(tile('f1')).toHaveAttribute('aria-setsize', '1000')
    scrollTo(0, list().clientHeight / 2)
    await settle()
    expect(tile('f1')).toBeNull()
    const inView = tiles().filter((each) => {
      const { top, bottom } = each.getBoundingClientRect()
      return bottom > 0 && top < innerHeight
    })
    expect(inView.length).toBeGreaterThanOrEqual(columns * Math.floor(innerHeight / (width + 8)))
    expect(tiles().length).toBeLessThan(300)
  })

  it('places each tile where the style sheet would', async () => {
    show(201, { pageSize: 250, windowAbove: 250 })
    await screen.findByRole('list')
    const places = tiles().map((each) => each.getBoundingClientRect().toJSON() as DOMRect)
    cleanup()
    show(201, { pageSize: 250, windowAbove: 100 })
    await untilWindowed(201)
    for (const each of tiles()) {
      const before = places[Number(each.getAttribute('aria-posinset')) - 1]
      const { x, y, width, height } = each.getBoundingClientRect()
      expect(x).toBeCloseTo(before?.x ?? 0, 0)
      expect(y).toBeCloseTo(before?.y ?? 0, 0)
      expect(width).toBeCloseTo(before?.width ?? 0, 1)
      expect(height).toBeCloseTo(before?.height ?? 0, 1)
    }
  })

  it.each(['square', 'justified'] as const)('shifts nothing when pages are appended, %s', async (layout) => {
    const shifts = watchShifts()
    show(240, { pageSize: 40, windowAbove: 100, layout })
    await screen.findByRole('list')
    await scrollDownUntil(() => tile('f240') !== null)
    expect((await shifts()).map(describeShift)).toEqual([])
  })

  it('loads no picture that is scrolled past too fast to look at it, and those that are near after that', async () => {
    const loaded: string[] = []
    const onLoad = ({ target }: Event): void => {
      const place = (target as Element).closest('li')?.getAttribute('aria-posinset')
      if (place) loaded.push(`f${place}`)
    }
    document.addEventListener('load', onLoad, { capture: true })
    onTestFinished(() => document.removeEventListener('load', onLoad, { capture: true }))
    show(1000, { pageSize: 1000 }, filesWithOwnPictures(1000))
    await untilWindowed(300)
    const ids = (): string[] => tiles().map((each) => `f${placeOf(each)}`)
    scrollTo(0, list().clientHeight / 2)
    await settle()
    await waitFor(() => expect(loaded).toContain(ids().at(-1)))
    const scrollOn = async (): Promise<void> => {
      scrollBy(0, innerHeight / 2)
      await settle(1)
    }
    // On a busy machine, a frame may take so long that the list rests, and the pictures that are near load.
    let [framesPassed, earlier] = [0, loaded]
    while (framesPassed < 10) {
      await scrollOn()
      framesPassed = list().hasAttribute('data-fast') ? framesPassed + 1 : 0
      if (framesPassed <= 1) earlier = [...loaded, ...ids()]
    }
    expect(loaded.filter((id) => !earlier.includes(id))).toEqual([])
    await waitFor(() => expect(loaded).toContain(ids().at(-1)))
    expect(list()).not.toHaveAttribute('data-fast')
  })

  it('keeps the focus on a tile that scrolls out of view, and leads on from there', async () => {
    const user = userEvent.setup()
    show(1000, { pageSize: 1000 })
    await untilWindowed(300)
    await waitFor(() => expect(document.querySelector('.coatcheck-gallery-keys')).not.toBeNull())
    await user.tab()
    expect(focusedTile()).toBe('f1')
    await user.keyboard('{ArrowRight}')
    expect(focusedTile()).toBe('f2')
    scrollTo(0, 20_000)
    await settle()
    expect(focusedTile()).toBe('f2')
    await user.keyboard('{ArrowRight}')
    await waitFor(() => expect(focusedTile()).toBe('f3'))
    await user.keyboard('{End}')
    await waitFor(() => expect(focusedTile()).toBe('f1000'))
    await user.keyboard('{Home}')
    await waitFor(() => expect(focusedTile()).toBe('f1'))
    await user.keyboard('{ArrowDown}')
    const columns = getComputedStyle(list()).gridTemplateColumns.split(' ').length
    await waitFor(() => expect(focusedTile()).toBe(`f${columns + 1}`))
  })

  it('has its height, its place and its tab stop at once when it comes back', async () => {
    const user = userEvent.setup()
    const { hide, showAgain } = show(1000, { pageSize: 1000 })
    await untilWindowed(300)
    await waitFor(() => expect(document.querySelector('.coatcheck-gallery-keys')).not.toBeNull())
    await user.tab()
    await user.keyboard('{End}')
    await waitFor(() => expect(focusedTile()).toBe('f1000'))
    const { scrollY: before } = window
    expect(before).toBeGreaterThan(5000)
    hide()
    await settle()
    expect(scrollY).toBe(0)
    showAgain()
    scrollTo(0, before)
    expect(scrollY).toBe(before)
    await settle()
    await waitFor(() => expect(tile('f1000')?.querySelector('a')?.tabIndex).toBe(0))
    await user.tab()
    expect(focusedTile()).toBe('f1000')
    expect(scrollY).toBe(before)
  })
})

describe('a justified gallery', () => {
  it('leaves out the unfinished row that the last page will fill, if that page comes while tiles are moving', async () => {
    const user = userEvent.setup()
    // A movement that does not end by itself.
    const moving = vi.spyOn(Element.prototype, 'animate').mockImplementation(function (this: Element, ...options) {
      return new Animation(new KeyframeEffect(this, ...options))
    })
    show(18, { layout: 'justified', pageSize: 6, paging: 'button' })
    await screen.findByRole('list')
    await import('../motion/glide.js')
    await settle()
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(moving).toHaveBeenCalled())
    // The last two files of the second page wait for the third one to fill up their row.
    expect(tiles()).toHaveLength(10)
    await user.click(screen.getByRole('button', { name: 'Show more' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: /more/ })).toBeNull())
    expect(tiles()).toHaveLength(10)
    for (const { value } of moving.mock.results) (value as Animation).finish()
    await waitFor(() => expect(tiles()).toHaveLength(18))
  })

  it('leads to the nearest tile of the next row', async () => {
    const user = userEvent.setup()
    show(30, { layout: 'justified' })
    await waitFor(() => expect(document.querySelector('.coatcheck-gallery-keys')).not.toBeNull())
    await user.tab()
    const first = tile('f1')?.getBoundingClientRect()
    await user.keyboard('{ArrowDown}')
    const below = document.activeElement?.getBoundingClientRect()
    expect(below?.top).toBeGreaterThan(first?.bottom ?? 0)
    expect(below?.left).toBeLessThan(first?.right ?? 0)
    await user.keyboard('{ArrowUp}')
    expect(focusedTile()).toBe('f1')
  })

  it('mirrors its rows in a page that is read from right to left', async () => {
    document.documentElement.dir = 'rtl'
    try {
      show(30, { layout: 'justified' })
      await waitFor(() => expect(tiles().length).toBe(30))
      const { right } = list().getBoundingClientRect()
      expect(tile('f1')?.getBoundingClientRect().right).toBeCloseTo(right, 0)
    } finally {
      document.documentElement.removeAttribute('dir')
    }
  })
})
