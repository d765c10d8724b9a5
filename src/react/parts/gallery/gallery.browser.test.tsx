import { focusManager, QueryClient } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createUploader } from '../../../core.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Uploader } from '../../../contract/uploader.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../../testing/fakes/fakeBackend.js'
import { createFakeFile } from '../../../testing/fakes/fakeFile.js'
import { createFakeInspector, type FakeInspectorOptions } from '../../../testing/fakes/fakeInspector.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { Gallery, type GalleryProps } from './Gallery.js'
import { galleryOptions } from './galleryOptions.js'
import { GalleryTile } from './tile/GalleryTile.js'
import { GalleryTileActions } from './tile/GalleryTileActions.js'
import { GalleryTileFace } from './tile/GalleryTileFace.js'
import { UploadError } from '../../../errors/UploadError.js'
import { useGalleryTile } from './tile/tileContext.js'
import type { GalleryItem } from './useGallery.js'
import '../../../styles.css'

const hash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'
let picture = ''
let pictureBytes: Uint8Array<ArrayBuffer>

beforeAll(async () => {
  const canvas = new OffscreenCanvas(80, 60)
  canvas.getContext('2d')?.fillRect(0, 0, 80, 60)
  const blob = await canvas.convertToBlob()
  pictureBytes = new Uint8Array(await blob.arrayBuffer())
  picture = URL.createObjectURL(blob)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const image = (id: string, more: Partial<StoredFile> = {}): StoredFile => ({
  id,
  name: `${id}.png`,
  type: 'image/png',
  width: 80,
  height: 60,
  blurhash: hash,
  ...more,
})
const images = (count: number): StoredFile[] => Array.from({ length: count }, (_, index) => image(`photo-${index + 1}`))
/** Returns a different valid URL each time. */
const goodUrl = (_: string, issue: number): string => `${picture}#${issue}`

interface Comeback {
  readonly count: number
  readonly client?: QueryClient
  /** @default true */
  readonly hasGet?: boolean
}

interface Shown {
  readonly backend: FakeBackend
  readonly uploader: Uploader
  readonly unmount: () => void
}

function show(
  options: FakeBackendOptions = {},
  props: GalleryProps = {},
  client = new QueryClient(),
  inspected: ReturnType<NonNullable<FakeInspectorOptions['facts']>> = {},
): Shown {
  const backend = createFakeBackend({ scope: 'test', url: goodUrl, ...options })
  const image = { width: 80, height: 60, blurhash: hash }
  const inspector = createFakeInspector({ facts: () => (inspected.video ? inspected : { image, ...inspected }) })
  const uploader = createUploader({ backend, ports: createFakePorts({ inspector }) })
  const { unmount } = render(
    <UploadProvider uploader={uploader} queryClient={client}>
      <Gallery {...props} />
    </UploadProvider>,
  )
  return { backend, uploader, unmount }
}

const picked = (name: string): File => createFakeFile(name, pictureBytes, 'image/png')
const unique = (name: string): File => createFakeFile(name, name, 'image/png')
const links = (): string[] => screen.getAllByRole('link').map((link) => link.getAttribute('aria-label') ?? '')

/** Shows all pages, of three files each, and counts the calls for them when somebody comes back later. */
async function callsAfter(seconds: number, options: Comeback): Promise<number> {
  const fake = createFakeBackend({ scope: 'test', url: goodUrl, files: images(options.count) })
  const backend = { ...fake }
  if (options.hasGet === false) Reflect.deleteProperty(backend, 'get')
  const { client = new QueryClient() } = options
  // As a `QueryClientProvider` does, so that the client hears of the focus.
  client.mount()
  onTestFinished(() => client.unmount())
  show({}, { pageSize: 3, backend }, client)
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(options.count))
  const before = fake.callsOf('list').length
  const then = Date.now() + seconds * 1000
  vi.spyOn(Date, 'now').mockReturnValue(then)
  await act(async () => {
    focusManager.setFocused(false)
    focusManager.setFocused(true)
  })
  await waitFor(() => expect(client.isFetching()).toBe(0))
  vi.restoreAllMocks()
  return fake.callsOf('list').length - before
}

/** Returns the `@supports` rules of our style sheet. */
function supportsRules(rules: Iterable<CSSRule>): CSSSupportsRule[] {
  return Array.from(rules).flatMap((rule) => {
    if (rule instanceof CSSSupportsRule) return [rule]
    return rule instanceof CSSGroupingRule ? supportsRules(rule.cssRules) : []
  })
}

describe('Gallery', () => {
  it('shows its tiles in browsers that cannot round lengths in CSS', async () => {
    const rules = Array.from(document.styleSheets).flatMap(({ cssRules }) => supportsRules(cssRules))
    const rounding = rules.filter(({ conditionText }) => conditionText.includes('round('))
    expect(rounding).toHaveLength(1)
    const [rule] = rounding
    const kept = rule?.cssRules[0]?.cssText ?? ''
    rule?.deleteRule(0)
    onTestFinished(() => void rule?.insertRule(kept))
    expect(rule?.cssRules).toHaveLength(0)
    show({ files: images(1) })
    const tile = await screen.findByRole('listitem')
    const { width, height } = tile.querySelector('.coatcheck-gallery-tile')?.getBoundingClientRect() ?? {}
    expect(width).toBeCloseTo(tile.getBoundingClientRect().width)
    expect(height).toBeGreaterThan(20)
  })

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'http://',
  ])('makes no link and no picture of %j', async (url) => {
    show({ files: [image('photo-1'), { id: 'b', name: 'b.pdf', type: 'application/pdf' }], url: () => url })
    expect(await screen.findByText('b.pdf')).toBeVisible()
    expect(screen.queryByRole('link')).toBeNull()
    expect(document.querySelectorAll('img[src]')).toHaveLength(0)
  })

  it("links to a path on the page's own server", async () => {
    show({ files: [{ id: 'b', name: 'b.pdf', type: 'application/pdf' }], url: () => '/files/b' })
    expect(await screen.findByRole('link')).toHaveAttribute('href', '/files/b')
  })

  it('shows what the backend does with a file, and no link to one that it rejects', async () => {
    const { backend, uploader } = show({
      processes: true,
      files: [image('bad', { state: 'rejected', stateText: 'A virus.' })],
    })
    const rejected = (await screen.findByText('A virus.')).closest('.coatcheck-gallery-tile')
    expect(rejected).toHaveAttribute('data-state', 'rejected')
    expect(rejected?.textContent).toContain('Rejected')
    expect(screen.queryByRole('link')).toBeNull()
    act(() => void uploader.add([picked('new.png')]))
    const added = (await screen.findByText('Processing')).closest('.coatcheck-gallery-tile')
    expect(added).toHaveAttribute('data-state', 'processing')
    act(() => backend.setState('file-2', 'ready'))
    await waitFor(() => expect(added).toHaveAttribute('data-state', 'ready'), { timeout: 5_000 })
    expect(screen.queryByText('Processing')).toBeNull()
    expect(links()).toEqual(['Open new.png'])
  })

  it("lists the backend's files as links with their names", async () => {
    show({
      files: [
        image('one', { alt: 'The pier' }),
        image('two'),
        { id: 'three', name: 'notes.pdf', type: 'application/pdf' },
      ],
    })
    const list = await screen.findByRole('list')
    expect(within(list).getAllByRole('listitem')).toHaveLength(3)
    expect(links()).toEqual(['Open The pier, one.png', 'Open two.png', 'Open notes.pdf'])
    expect(screen.getByRole('img', { name: 'The pier' })).toBeVisible()
    expect(screen.getByText('notes.pdf')).toBeVisible()
  })

  it('shows that it is loading, that it is empty, and that it failed', async () => {
    const user = userEvent.setup()
    const { uploader } = show({ fail: { list: [{ nth: 1, error: new Error('no') }] } }, {}, noRetries())
    expect(screen.getByRole('region', { name: 'Gallery' })).toHaveAttribute('aria-busy', 'true')
    const again = await screen.findByRole('button', { name: 'Try again' })
    await user.click(again)
    expect(await screen.findByText('Nothing here yet')).toBeVisible()
    expect(screen.getByRole('region', { name: 'Gallery' })).toHaveFocus()
    uploader.destroy()
  })

  it('waits with rows of different widths where its rows will be justified', async () => {
    const { unmount } = show({ gate: () => new Promise(() => {}) }, { layout: 'justified' })
    const { children } = screen.getByRole('region', { name: 'Gallery' }).querySelector('[aria-hidden]')!
    const boxes = Array.from(children, (tile) => tile.getBoundingClientRect())
    expect(new Set(boxes.map(({ height }) => height))).toEqual(new Set([192]))
    expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBeGreaterThan(1)
    unmount()
  })

  it('says that the user is signed out', async () => {
    const error = new UploadError('unauthorized', 'No session.')
    show({ fail: { list: [{ nth: 1, error }] } }, {}, noRetries())
    expect(await screen.findByText('You are signed out.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
  })

  it('adds a finished upload without fetching the list again', async () => {
    const { backend, uploader } = show({ files: images(2) })
    await screen.findByRole('list')
    uploader.add([picked('new.png')])
    await screen.findByRole('link', { name: 'Open new.png' })
    expect(links()).toEqual(['Open new.png', 'Open photo-1.png', 'Open photo-2.png'])
    expect(backend.callsOf('list')).toHaveLength(1)
    expect(backend.callsOf('get')).toHaveLength(0)
  })

  it('adds an upload that is sent again and stored as another file', async () => {
    const { uploader } = show({ files: images(1), digest: null })
    await screen.findByRole('list')
    const { accepted } = uploader.add([picked('new.png')])
    await screen.findByRole('link', { name: 'Open new.png' })
    await uploader.whenSettled()
    uploader.retry(accepted, { from: 'ticket' })
    await waitFor(() => expect(links()).toEqual(['Open new.png', 'Open new.png', 'Open photo-1.png']))
  })

  it('shows a file once if the backend already had it', async () => {
    const files = images(3)
    const { uploader } = show({ files, existing: ({ name }) => files.find((file) => file.name === name) })
    await screen.findByRole('list')
    uploader.add([picked('photo-2.png')])
    const { done } = await uploader.whenSettled()
    expect(done[0]?.outcome).toBe('existing')
    await nextFrames(20)
    expect(links()).toEqual(['Open photo-1.png', 'Open photo-2.png', 'Open photo-3.png'])
  })

  it('does not lose a file that is registered while the list is being fetched', async () => {
    const files = images(1)
    const client = new QueryClient()
    const { uploader, backend } = show({ files }, {}, client)
    await screen.findByRole('list')
    const held: (() => void)[] = []
    // The list was put together before the file was registered.
    const staleList = vi.spyOn(backend, 'list').mockImplementation(async () => {
      await new Promise<void>((resolve) => held.push(resolve))
      return { files, nextCursor: null }
    })
    void client.refetchQueries()
    await waitFor(() => expect(staleList).toHaveBeenCalled())
    uploader.add([picked('new.png')])
    await uploader.whenSettled()
    for (const letGo of held) letGo()
    await waitFor(() => expect(client.isFetching()).toBe(0))
    await nextFrames(20)
    expect(links()).toEqual(['Open new.png', 'Open photo-1.png'])
  })

  it('adds the file to the gallery of the backend that it was added with', async () => {
    const client = new QueryClient()
    const { uploader, backend } = show({ files: images(1) }, {}, client)
    await screen.findByRole('list')
    uploader.add([picked('new.png')])
    uploader.setOptions({ backend: createFakeBackend({ scope: 'other' }) })
    await uploader.whenSettled()
    expect(client.getQueryData(galleryOptions(backend).queryKey)?.pages[0]?.files.map(({ name }) => name)).toEqual([
      'new.png',
      'photo-1.png',
    ])
  })

  it('shows the blurhash until the picture has decoded', async () => {
    const decoded = Promise.withResolvers<void>()
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockReturnValue(decoded.promise)
    show({ files: images(1) })
    const tile = await screen.findByRole('listitem')
    await waitFor(() => expect(tile.querySelector('canvas')).toBeInTheDocument())
    decoded.resolve()
    await waitFor(() => expect(tile.querySelector('[data-status]')).toHaveAttribute('data-status', 'shown'))
  })

  it('fetches a new URL before the old one expires, and keeps the loaded picture', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    onTestFinished(() => void vi.useRealTimers())
    const { backend } = show({ files: images(1), urlExpiresInSeconds: 200 })
    const link = await screen.findByRole('link')
    await waitFor(() => expect(link.querySelector('[data-status]')).toHaveAttribute('data-status', 'shown'))
    const src = screen.getByRole('img').getAttribute('src')
    expect(link).toHaveAttribute('href', `${picture}#1`)
    await act(async () => void (await vi.advanceTimersByTimeAsync(170_000)))
    await waitFor(() => expect(link).toHaveAttribute('href', `${picture}#2`))
    expect(backend.callsOf('get').map(({ ids }) => ids)).toEqual([['photo-1']])
    expect(screen.getByRole('img')).toHaveAttribute('src', src)
  })

  it('chooses among the previews by the size of the tile, and leaves the original alone', async () => {
    const previews = [320, 1280].map((width) => ({ url: `${picture}#${width}`, width }))
    show({ files: [image('photo-1', { width: 1600, height: 1200, previews })] })
    await waitFor(() => expect(document.querySelector('[data-status="shown"]')).toBeInTheDocument())
    const shown = screen.getByRole<HTMLImageElement>('img')
    expect(shown.srcset).toBe(`${picture}#320 320w, ${picture}#1280 1280w`)
    expect(shown.sizes).toMatch(/^\d+(\.\d+)?(px|rem)$/)
    expect(shown.currentSrc).toBe(`${picture}#320`)
    expect(screen.getByRole('link')).toHaveAttribute('href', `${picture}#1`)
  })

  it.each(['video/mp4', 'application/pdf'])('shows the preview of a file of type %s', async (type) => {
    show({ files: [{ id: 'a', name: 'a', type, previews: [{ url: picture, width: 320 }] }] })
    await waitFor(() => expect(document.querySelector('[data-status="shown"]')).toBeInTheDocument())
    expect(screen.getByRole('img', { name: 'a' })).toBeVisible()
    expect(document.querySelector('.coatcheck-gallery-kind')).toBeVisible()
  })

  it('shows the blurhash of a video, and never its original as a picture', async () => {
    show({ files: [{ id: 'a', name: 'a.mp4', type: 'video/mp4', width: 80, height: 60, blurhash: hash }] })
    await waitFor(() => expect(document.querySelector('canvas')).toBeInTheDocument())
    await nextFrames(5)
    expect(document.querySelector('img[src]')).toBeNull()
    expect(screen.getByRole('link', { name: 'Open a.mp4' })).toHaveAttribute('href', `${picture}#1`)
  })

  it('shows the frame of a video of this session, with its size and blurhash', async () => {
    const thumbnail = new Blob([pictureBytes], { type: 'image/png' })
    const video = { width: 60, height: 80, durationSeconds: 2, blurhash: hash }
    const { uploader } = show({}, {}, new QueryClient(), { thumbnail, video })
    await screen.findByText('Nothing here yet')
    uploader.add([createFakeFile('a.mp4', 'clip', 'video/mp4')])
    const frame = (): HTMLElement => screen.getByRole('img', { name: 'a.mp4' })
    await waitFor(() => expect(frame()).toHaveAttribute('src', expect.stringMatching(/^blob:/)))
    expect(frame()).toHaveAttribute('height', '80')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://'])(
    'makes no picture of a preview at %j',
    async (url) => {
      show({ files: [image('photo-1', { previews: [{ url, width: 320 }] })], url: () => undefined })
      await screen.findByRole('listitem')
      await nextFrames(5)
      expect(document.querySelector('img')).toBeNull()
    },
  )

  it("shows this session's own picture until the backend has previews, and loads no original", async () => {
    const client = new QueryClient()
    const thumbnail = new Blob([pictureBytes], { type: 'image/png' })
    const loaded = vi.spyOn(HTMLImageElement.prototype, 'src', 'set')
    const { uploader, backend } = show({}, {}, client, { thumbnail })
    await screen.findByText('Nothing here yet')
    uploader.add([picked('new.png')])
    const mine = (): HTMLElement => screen.getByRole('img', { name: 'new.png' })
    await waitFor(() => expect(mine()).toHaveAttribute('src', expect.stringMatching(/^blob:/)))
    const [stored] = backend.files
    const previews = [{ url: `${picture}#preview`, width: 40 }]
    vi.spyOn(backend, 'list').mockResolvedValue({
      files: [{ ...stored, id: stored?.id ?? '', previews }],
      nextCursor: null,
    })
    await act(() => client.refetchQueries({ queryKey: galleryOptions(backend).queryKey }))
    await waitFor(() => expect(screen.getByRole('img')).toHaveAttribute('srcset', `${picture}#preview 40w`))
    expect(loaded).not.toHaveBeenCalledWith(expect.stringMatching(/#\d/))
  })

  it('fetches a new URL once when the picture fails, and shows it from there', async () => {
    const { backend } = show({ files: images(1), url: (_, issue) => (issue === 1 ? 'data:image/png,no' : picture) })
    await waitFor(() => expect(document.querySelector('[data-status="shown"]')).toBeInTheDocument())
    expect(backend.callsOf('get')).toHaveLength(1)
    expect(screen.queryByText('This image cannot be displayed')).not.toBeInTheDocument()
  })

  it('reports a broken picture when the second URL fails, too, and fetches no more', async () => {
    const { backend } = show({ files: images(1), url: (_, issue) => `data:image/png,${issue}` })
    expect(await screen.findByText('This image cannot be displayed')).toBeVisible()
    await nextFrames(10)
    expect(backend.callsOf('get')).toHaveLength(1)
    expect(screen.getByRole('img', { name: 'photo-1.png' })).toBeInTheDocument()
  })

  it("shows this session's uploads if the backend has no list, and revokes every object URL", async () => {
    const made = vi.spyOn(URL, 'createObjectURL')
    const revoked = vi.spyOn(URL, 'revokeObjectURL')
    const { uploader, unmount } = show({ lists: false, url: () => undefined })
    expect(screen.getByText('Nothing here yet')).toBeVisible()
    uploader.addStored([{ id: 'old', name: 'old.pdf', type: 'application/pdf' }])
    uploader.add([picked('a.png'), unique('b.png')])
    await uploader.whenSettled()
    expect(await screen.findByRole('img', { name: 'a.png' })).toBeVisible()
    await waitFor(() => expect(document.querySelector('[data-status="shown"]')).toBeInTheDocument())
    expect(screen.getByText('old.pdf')).toBeVisible()
    expect(screen.queryByRole('link')).not.toBeInTheDocument()
    uploader.remove('all')
    await nextFrames(2)
    expect(screen.getByRole('img', { name: 'a.png' })).toBeVisible()
    unmount()
    expect(made.mock.calls.length).toBeGreaterThan(0)
    expect(revoked).toHaveBeenCalledTimes(made.mock.calls.length)
  })

  it('fetches the next page by button, and focuses its first file', async () => {
    const user = userEvent.setup()
    show({ files: images(5) }, { pageSize: 3, paging: 'button' })
    const more = await screen.findByRole('button', { name: 'Show more' })
    more.focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(5))
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
    await waitFor(() => expect(screen.getByRole('link', { name: 'Open photo-4.png' })).toHaveFocus())
  })

  it('fetches page after page while the end is visible', async () => {
    const { backend } = show({ files: images(9) }, { pageSize: 3 })
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(9))
    expect(backend.callsOf('list').map(({ ids }) => ids[0])).toEqual(['first', '3', '6'])
  })

  describe('when its window regains the focus', () => {
    afterEach(() => focusManager.setFocused(undefined))

    it('fetches its only page again', async () => {
      expect(await callsAfter(1, { count: 3 })).toBe(1)
    })

    it('fetches many pages again only after ten seconds for each that follows the first', async () => {
      expect(await callsAfter(19, { count: 9 })).toBe(0)
      cleanup()
      expect(await callsAfter(21, { count: 9 })).toBe(3)
    })

    it('goes by the time that the app has set', async () => {
      const client = new QueryClient({ defaultOptions: { queries: { staleTime: 5000 } } })
      expect(await callsAfter(6, { count: 9, client })).toBe(3)
    })

    it('fetches all pages again if only the list can renew the URLs', async () => {
      expect(await callsAfter(1, { count: 9, hasGet: false })).toBe(3)
    })
  })

  it('keeps its files when the next page fails, and retries only on request', async () => {
    const user = userEvent.setup()
    const { backend } = show(
      { files: images(5), fail: { list: [{ nth: 2, error: 'no' }] } },
      { pageSize: 3 },
      noRetries(),
    )
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(5))
    expect(backend.callsOf('list')).toHaveLength(3)
  })

  it('announces each failure to load a page, and that the next page is on its way', async () => {
    const user = userEvent.setup()
    const fail = { list: [1, 3, 4].map((nth) => ({ nth, error: new Error('no') })) }
    const { backend } = show({ files: images(5), fail }, { pageSize: 3, paging: 'button' }, noRetries())
    const said: string[] = []
    const region = await screen.findByRole('status')
    const note = (): void => void said.push(region.textContent.trim())
    new MutationObserver(note).observe(region, { characterData: true, childList: true, subtree: true })
    // The first call may have failed before the region was found.
    if (region.textContent !== '') note()
    const failure = 'The images could not be loaded.'
    await waitFor(() => expect(said).toEqual([failure]))
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    await user.click(await screen.findByRole('button', { name: 'Show more' }))
    for (const calls of [3, 4]) {
      await waitFor(() => expect(backend.callsOf('list')).toHaveLength(calls))
      await user.click(await screen.findByRole('button', { name: 'Try again' }))
    }
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(5))
    const loading = 'Loading more…'
    expect(said).toEqual([failure, loading, failure, loading, failure, loading])
  })

  it("renders the app's own tiles", async () => {
    show({ files: images(2) }, { children: ({ file }) => <b>{`mine: ${file.name}`}</b> })
    expect(await screen.findByText('mine: photo-1.png')).toBeVisible()
  })

  it("has a place for the app's controls in each tile, which know its file", async () => {
    const user = userEvent.setup()
    const onPin = vi.fn()
    function PinButton(): React.ReactElement {
      const { item, label } = useGalleryTile()
      return <button onClick={() => onPin(item.file.id)}>{`Pin ${label}`}</button>
    }
    const children = (item: GalleryItem): React.ReactElement => (
      <GalleryTile item={item}>
        <GalleryTileFace />
        <GalleryTileActions>
          <PinButton />
        </GalleryTileActions>
      </GalleryTile>
    )
    show({ files: images(2) }, { children })
    await user.click(await screen.findByRole('button', { name: 'Pin photo-2.png' }))
    expect(onPin).toHaveBeenCalledExactlyOnceWith('photo-2')
  })

  it('opens a file in the way of the app, and still follows the link into a new tab', async () => {
    const onOpen = vi.fn()
    const children = (item: GalleryItem): React.ReactElement => (
      <GalleryTile item={item}>
        <GalleryTileFace onOpen={({ file }) => onOpen(file.id)} />
      </GalleryTile>
    )
    show({ files: images(1) }, { children })
    const link = await screen.findByRole('link')
    expect(fireEvent.click(link)).toBe(false)
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('photo-1')
    link.addEventListener('click', (event) => {
      expect(event.defaultPrevented).toBe(false)
      event.preventDefault()
    })
    fireEvent.click(link, { ctrlKey: true })
    expect(onOpen).toHaveBeenCalledOnce()
    cleanup()
    show({ files: images(1), url: () => undefined }, { children })
    fireEvent.click(await screen.findByRole('button', { name: 'Open photo-1.png' }))
    expect(onOpen).toHaveBeenCalledTimes(2)
  })

  it('works under StrictMode', async () => {
    const backend = createFakeBackend({ files: images(2), url: goodUrl })
    render(
      <StrictMode>
        <UploadProvider backend={backend}>
          <Gallery />
        </UploadProvider>
      </StrictMode>,
    )
    expect(await screen.findAllByRole('listitem')).toHaveLength(2)
  })

  it('renders on a server', () => {
    const backend = createFakeBackend()
    const html = renderToString(
      <UploadProvider backend={backend}>
        <Gallery />
      </UploadProvider>,
    )
    expect(html).toContain('Loading images')
    expect(html).not.toContain('style=')
    expect(backend.calls).toEqual([])
  })

  it.each(['no-preference', 'reduce'] as const)('shifts nothing as files enter, with motion %s', async (motion) => {
    vi.spyOn(globalThis, 'matchMedia').mockImplementation(
      (query) => ({ matches: query.includes('reduced-motion') && motion === 'reduce' }) as MediaQueryList,
    )
    const shifts = observeShifts()
    const { uploader } = show({ files: images(40), latencyMs: 15 }, { pageSize: 8 })
    await screen.findByRole('list')
    await waitFor(() => expect(screen.getAllByRole('listitem').length).toBeGreaterThan(8))
    await nextFrames(30)
    for (let round = 0; round < 6; round++) {
      act(() => void uploader.add([unique(`r${round}a.png`), unique(`r${round}b.png`), unique(`r${round}c.png`)]))
      await nextFrames(9)
    }
    await uploader.whenSettled()
    await screen.findByRole('link', { name: 'Open r5c.png' })
    await nextFrames(40)
    expect(
      links()
        .slice(0, 18)
        .every((name) => name.startsWith('Open r')),
    ).toBe(true)
    expect(await shifts()).toEqual([])
  })
})

function noRetries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false } } })
}

async function nextFrames(count: number): Promise<void> {
  await act(async () => {
    for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
}

/** Collects the layout shifts from now on, each with its score and what moved. */
function observeShifts(): () => Promise<readonly string[]> {
  const shifts: string[] = []
  const note = (list: PerformanceEntryList): void => {
    for (const entry of list) {
      // lib.dom has no type for layout shifts.
      const { value, sources } = entry as unknown as { value: number; sources: readonly ShiftSource[] }
      shifts.push(`${value.toFixed(4)} ${sources.map(describeSource).join('; ')}`)
    }
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'layout-shift', buffered: false })
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    note(observer.takeRecords())
    observer.disconnect()
    return shifts
  }
}

interface ShiftSource {
  readonly node?: Node | null
  readonly previousRect: DOMRectReadOnly
  readonly currentRect: DOMRectReadOnly
}

const where = ({ x, y, width, height }: DOMRectReadOnly): string => [x, y, width, height].join()

function describeSource({ node, previousRect: before, currentRect: after }: ShiftSource): string {
  const name = node instanceof Element ? `${node.tagName}.${node.className}` : (node?.nodeName ?? 'gone')
  return `${name} ${where(before)} -> ${where(after)}`
}
