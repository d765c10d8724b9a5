import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { nextPaint } from '../../../../test/kit/watchShifts.js'
import { sheetForTouch } from '../../../../test/looks/sheetForTouch.js'
import { UploadError } from '../../../errors/UploadError.js'
import { ar } from '../../../locales/ar.js'
import { de } from '../../../locales/de.js'
import { en } from '../../../locales/en.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { UploadTray } from './UploadTray.js'
import '../../../styles.css'

beforeEach(() => {
  document.title = 'Photos'
})
afterEach(cleanup)

const tray = (): HTMLElement | null => screen.queryByRole('region', { name: 'Uploads' })
const toggle = (): HTMLElement => screen.getByRole('button', { expanded: true })

describe('UploadTray', () => {
  it('appears with the first upload, closes only when nothing is under way, and opens again with the next', async () => {
    const gate = createGate()
    const { add, user } = renderParts(<UploadTray />, { backend: { gate: () => gate.opened } })
    expect(tray()).toBeNull()
    await add('a.txt')
    expect(await screen.findByRole('region', { name: 'Uploads' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Close uploads' })).toBeNull()
    gate.open()
    await user.click(await screen.findByRole('button', { name: 'Close uploads' }))
    expect(tray()).toBeNull()
    await add('b.txt')
    expect(tray()).toBeVisible()
  })

  it('appears with a rejected file, and not with what was stored before', async () => {
    const { add, uploader } = renderParts(<UploadTray />, { restrictions: { accept: '.txt' } })
    act(() => void uploader.addStored([{ id: 'kept' }]))
    expect(tray()).toBeNull()
    await add('photo.png')
    expect(await screen.findByText('photo.png')).toBeVisible()
  })

  it('folds up to its header by click and by Escape, which leaves the focus on the header', async () => {
    const { add, user } = renderParts(<UploadTray />)
    await add('a.txt')
    expect(await screen.findByRole('list', { name: 'Uploads' })).toBeVisible()
    await user.click(toggle())
    expect(screen.queryByRole('list')).toBeNull()
    expect(await screen.findByText('1 of 1 file uploaded')).toBeVisible()
    await user.click(screen.getByRole('button', { expanded: false }))
    act(() => screen.getByRole('button', { name: /a\.txt$/ }).focus())
    await user.keyboard('{Escape}')
    expect(screen.getByRole('button', { expanded: false })).toHaveFocus()
    expect(screen.queryByRole('list')).toBeNull()
  })

  it('shows the uploads of its group only', async () => {
    const { add, uploader } = renderParts(<UploadTray group="photos" />)
    await add('a.txt')
    expect(tray()).toBeNull()
    act(() => void uploader.add([new File(['b'], 'b.txt')], { group: 'photos' }))
    expect(await screen.findByText('1 of 1 file uploaded')).toBeVisible()
  })

  it('puts the progress before the title of the page, keeps a new title, and restores it at the end', async () => {
    const gate = createGate()
    const { add } = renderParts(<UploadTray titleProgress />, { backend: { gate: () => gate.opened } })
    await add('a.txt')
    await waitFor(() => expect(document.title).toMatch(/^\(\d+%\) Photos$/))
    document.title = 'Chat'
    gate.open()
    expect(await screen.findByText('1 of 1 file uploaded')).toBeVisible()
    await waitFor(() => expect(document.title).toBe('Chat'))
  })

  it('restores the title when it unmounts', async () => {
    const gate = createGate()
    const { add, unmount } = renderParts(<UploadTray titleProgress />, { backend: { gate: () => gate.opened } })
    await add('a.txt')
    await waitFor(() => expect(document.title).not.toBe('Photos'))
    unmount()
    expect(document.title).toBe('Photos')
    gate.open()
  })

  it('leaves the title alone unless it is asked', async () => {
    const gate = createGate()
    const { add } = renderParts(<UploadTray />, { backend: { gate: () => gate.opened } })
    await add('a.txt')
    expect(await screen.findByRole('progressbar', { name: 'Progress of all uploads' })).toBeInTheDocument()
    expect(document.title).toBe('Photos')
    gate.open()
  })

  it('becomes transparent while it would hide the element with the focus, and comes back with the focus', async () => {
    const corner = { position: 'fixed', insetBlockEnd: '2rem', insetInlineEnd: '3rem' } as const
    const { add, user } = renderParts(
      <main>
        <button type="button">Before</button>
        <button type="button" style={corner}>
          In the corner
        </button>
        <UploadTray />
      </main>,
    )
    await add('a.txt')
    expect(await screen.findByRole('list', { name: 'Uploads' })).toBeVisible()
    const isShown = (): boolean => getComputedStyle(tray()!).opacity === '1'
    await user.tab()
    expect(screen.getByRole('button', { name: 'Before' })).toHaveFocus()
    await waitFor(() => expect(isShown()).toBe(true))
    await user.tab()
    expect(screen.getByRole('button', { name: 'In the corner' })).toHaveFocus()
    await waitFor(() => expect(getComputedStyle(tray()!).opacity).toBe('0'))
    await user.tab()
    expect(toggle()).toHaveFocus()
    await waitFor(() => expect(isShown()).toBe(true))
  })

  it('stays above a button that was tapped, until a key shows the focus', async () => {
    const corner = { position: 'fixed', insetBlockEnd: '2rem', insetInlineEnd: '3rem' } as const
    const { add } = renderParts(
      <main>
        <button type="button" style={corner}>
          Add files
        </button>
        <UploadTray />
      </main>,
    )
    const button = screen.getByRole('button', { name: 'Add files' })
    await userEvent.click(button)
    expect(button).toHaveFocus()
    await add('a.txt')
    expect(await screen.findByRole('list', { name: 'Uploads' })).toBeVisible()
    await Promise.all(
      tray()!
        .getAnimations()
        .map(({ finished }) => finished),
    )
    expect(getComputedStyle(tray()!).opacity).toBe('1')
    await userEvent.keyboard('{Shift}')
    await waitFor(() => expect(getComputedStyle(tray()!).opacity).toBe('0'))
    await userEvent.tab()
    await waitFor(() => expect(getComputedStyle(tray()!).opacity).toBe('1'))
  })

  it('does not keep the focus inside', async () => {
    const { add, user } = renderParts(
      <main>
        <UploadTray />
        <button type="button">After</button>
      </main>,
    )
    await add('a.txt')
    await screen.findByRole('list', { name: 'Uploads' })
    const after = screen.getByRole('button', { name: 'After' })
    for (let stops = 0; stops < 8 && document.activeElement !== after; stops += 1) await user.tab()
    expect(after).toHaveFocus()
  })

  it('takes other content below its header', async () => {
    const { add } = renderParts(<UploadTray>{({ totals }) => <p>{totals.count} in all</p>}</UploadTray>)
    await add('a.txt')
    expect(await screen.findByText('1 in all')).toBeVisible()
    expect(screen.queryByRole('list')).toBeNull()
  })
})

const refused = new UploadError('forbidden', 'no')
const timedOut = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
const failing = (error: UploadError) => ({ fail: { ticket: [{ fileName: 'b.txt', error }] } })

describe.each([
  { pointer: 'a mouse', leastPx: 24, sheet: '' },
  { pointer: 'a finger', leastPx: 44, sheet: sheetForTouch },
])('the header of a tray for $pointer', ({ leastPx, sheet }) => {
  const style = document.createElement('style')
  beforeEach(() => {
    style.textContent = sheet
    document.head.append(style)
  })
  afterEach(async () => {
    style.remove()
    document.documentElement.dir = ''
    await page.viewport(414, 896)
  })

  const cases = [320, 360, 1200].flatMap((width) =>
    [en, de, ar].map((locale) => ({ width, locale, name: locale.language })),
  )

  it.each(cases)('has targets of their own to fold, to go to a failure and to close, $width px, $name', async (one) => {
    const { header, targets } = await showFailure(one)
    expect(targets).toHaveLength(3)
    const boxes = targets.map((target) => target.getBoundingClientRect())
    for (const [index, box] of boxes.entries()) {
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(leastPx - 0.01)
      expect(boxes.filter((other, place) => place !== index && overlaps(box, other))).toEqual([])
      expect(hitAt(box).every((hit) => targets[index]?.contains(hit))).toBe(true)
      expect(box.bottom).toBeLessThanOrEqual(header.getBoundingClientRect().bottom + 0.01)
    }
  })

  it.each(cases)('has its button to close level with what it has uploaded, $width px, $name', async (one) => {
    const { header } = await showFailure(one)
    const middles = ['.coatcheck-tray-toggle > .coatcheck-icon', '.coatcheck-summary-count', '.coatcheck-icon-button']
      .map((selector) => header.querySelector(selector)!.getBoundingClientRect())
      .map(({ top, bottom }) => (top + bottom) / 2)
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(1)
  })

  const onPhones = cases.filter(({ width }) => width === 360)

  it.each(onPhones)('moves nothing when a file fails, $width px, $name', async ({ width, locale }) => {
    await page.viewport(width, 740)
    document.documentElement.dir = locale === ar ? 'rtl' : ''
    const { uploader } = renderParts(<UploadTray />, {
      locale,
      backend: failing(timedOut),
      ports: { transport: createFakeTransport({ bytesPerSecond: 400_000 }) },
    })
    act(() => void uploader.add([makeFile('a.txt', 'x'.repeat(300_000))]))
    await screen.findByRole('list')
    await nextPaint()
    await standStill()
    const header = findHeader()
    const heights = new Set([header.clientHeight])
    const observer = new ResizeObserver(() => heights.add(header.clientHeight))
    observer.observe(header)
    act(() => void uploader.add([makeFile('b.txt', 'x'.repeat(100_000)), makeFile('c.txt', 'x'.repeat(500_000))]))
    await waitFor(() => expect(uploader.getSnapshot().totals).toMatchObject({ done: 2, failed: 1 }), {
      timeout: 30_000,
    })
    await nextPaint()
    observer.disconnect()
    expect([...heights]).toHaveLength(1)
  })
})

it('keeps no empty line in the header of a folded tray', async () => {
  const { add, user } = renderParts(<UploadTray />)
  await add('a.txt')
  await screen.findByText('1 of 1 file uploaded')
  const open = findHeader().clientHeight
  await user.click(toggle())
  expect(findHeader().clientHeight).toBeLessThan(open)
  const fact = findHeader().querySelector('.coatcheck-summary-fact')!
  const room = findHeader().getBoundingClientRect().bottom - fact.getBoundingClientRect().bottom
  expect(room).toBeLessThan(12)
})

const findHeader = (): HTMLElement => document.querySelector<HTMLElement>('.coatcheck-tray-header')!

/** A tray whose uploads are over. One of them failed, and cannot be retried. */
async function showFailure({ width, locale }: { readonly width: number; readonly locale: typeof en }) {
  await page.viewport(width, 740)
  document.documentElement.dir = locale === ar ? 'rtl' : ''
  const { add, uploader } = renderParts(<UploadTray />, { locale, backend: failing(refused) })
  await add('a.txt', 'b.txt', 'c.txt')
  await waitFor(() => expect(uploader.getSnapshot().totals).toMatchObject({ done: 2, failed: 1 }))
  await waitFor(() => expect(findHeader().querySelector('.coatcheck-icon-button')).not.toBeNull())
  await nextPaint()
  await standStill()
  const header = findHeader()
  return { header, targets: [...header.querySelectorAll('button')] }
}

function overlaps(one: DOMRect, other: DOMRect): boolean {
  const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)]
  const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)]
  return right - left > 0.01 && bottom - top > 0.01
}

/** What a tap hits in the middle of a box and of its edges. Its corners may be round. */
function hitAt({ left, top, right, bottom }: DOMRect): readonly (Element | null)[] {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  const points: readonly (readonly [number, number])[] = [
    [x, y],
    [left + 1, y],
    [right - 1, y],
    [x, top + 1],
    [x, bottom - 1],
  ]
  return points.map(([pointX, pointY]) => document.elementFromPoint(pointX, pointY))
}

const standStill = (): Promise<unknown> =>
  Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})))
