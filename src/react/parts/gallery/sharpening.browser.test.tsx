import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest'
import { page } from 'vitest/browser'
import { hide, pass } from '../../../../test/kit/pageTime.js'
import { createUploader } from '../../../core.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { createFakeBackend, type FakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { createFakeFile } from '../../../testing/fakes/fakeFile.js'
import { createFakeInspector } from '../../../testing/fakes/fakeInspector.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { Gallery, type GalleryProps } from './Gallery.js'
import '../../../styles.css'

const original = await paint(1600, 400, 'green')
const preview = await paint(800, 200, 'green')
const thumbnail = await paint(256, 64, 'red')
const originalUrl = URL.createObjectURL(original)
const previewUrl = URL.createObjectURL(preview)

async function paint(width: number, height: number, colour: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context) context.fillStyle = colour
  context?.fillRect(0, 0, width, height)
  return canvas.convertToBlob()
}

interface Uploaded {
  readonly props?: GalleryProps
  /** The URL of the file. */
  readonly url?: string
  readonly facts?: { readonly width: number; readonly height: number; readonly thumbnail: Blob }
  readonly hasGet?: boolean
}

const panorama = { width: 1600, height: 400, thumbnail }

/** Shows a gallery with a file that was uploaded just now, as its thumbnail. */
async function showUploaded({
  props = { layout: 'justified' },
  url = originalUrl,
  facts: { thumbnail, ...image } = panorama,
  hasGet = true,
}: Uploaded = {}): Promise<FakeBackend> {
  const backend = createFakeBackend({ scope: 'test', url: () => url })
  if (!hasGet) Reflect.deleteProperty(backend, 'get')
  const inspector = createFakeInspector({ facts: () => ({ image, thumbnail: new Blob([thumbnail]) }) })
  const uploader = createUploader({ backend, ports: createFakePorts({ inspector }) })
  const queryClient = new QueryClient()
  render(
    <div style={{ inlineSize: 600, '--coatcheck-gallery-row-height': '144px' } as object}>
      <UploadProvider uploader={uploader} queryClient={queryClient}>
        <Gallery {...props} />
      </UploadProvider>
    </div>,
  )
  await screen.findByText('Nothing here yet')
  uploader.add([createFakeFile('new.png', new Uint8Array(await original.arrayBuffer()), 'image/png')])
  await waitFor(() => expect(picture()).toHaveProperty('naturalWidth', image.width < 256 ? image.width : 256))
  await waitFor(() => expect(document.querySelector('[data-status="shown"]')).toBeInTheDocument())
  return backend
}

const picture = (): HTMLImageElement => screen.getByRole<HTMLImageElement>('img', { name: 'new.png' })
const isThumbnail = (): boolean => picture().naturalWidth === 256

/** From now on, the backend has previews. Returns a spy on the questions for them. */
function makePreviews(backend: FakeBackend): Mock {
  const [file] = backend.files
  const previews = [{ url: previewUrl, width: 800 }]
  const stored: StoredFile = { id: '', ...file, url: originalUrl, previews }
  return vi.spyOn(backend, 'get').mockResolvedValue(stored)
}

async function nextFrames(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

beforeEach(async () => {
  await page.viewport(800, 600)
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe("this session's thumbnail", () => {
  it('gives way to previews that the backend makes after the upload', async () => {
    const backend = await showUploaded()
    const get = makePreviews(backend)
    await pass(2)
    await waitFor(() => expect(picture()).toHaveAttribute('srcset', `${previewUrl} 800w`))
    await waitFor(() => expect(picture().naturalWidth).toBeGreaterThan(256))
    await pass(60)
    expect(get).toHaveBeenCalledOnce()
  })

  it('gives way to previews that come after the first question', async () => {
    const backend = await showUploaded()
    await pass(2)
    await waitFor(() => expect(backend.callsOf('get')).toHaveLength(1))
    expect(isThumbnail()).toBe(true)
    makePreviews(backend)
    await pass(4)
    await waitFor(() => expect(picture()).toHaveAttribute('srcset', `${previewUrl} 800w`))
  })

  it('gives way to the original if there are no previews after three questions', async () => {
    const backend = await showUploaded()
    await pass(13)
    await waitFor(() => expect(backend.callsOf('get')).toHaveLength(2))
    expect(isThumbnail()).toBe(true)
    await pass(1)
    await waitFor(() => expect(picture()).toHaveAttribute('src', originalUrl))
    await waitFor(() => expect(picture()).toHaveProperty('naturalWidth', 1600))
    await pass(60)
    expect(backend.callsOf('get')).toHaveLength(3)
  })

  it('gives way to the original if the backend cannot be asked', async () => {
    await showUploaded({ hasGet: false })
    await pass(2)
    await waitFor(() => expect(picture()).toHaveAttribute('src', originalUrl))
  })

  it('stays below the original until that has decoded', async () => {
    await showUploaded({ hasGet: false })
    const shown = picture()
    let isGone = false
    const watcher = new MutationObserver(() => {
      const others = Array.from(document.querySelectorAll('.coatcheck-blurhash-picture:not([data-waiting])'))
      isGone ||= !shown.isConnected && !others.some((other) => other instanceof HTMLImageElement && other.complete)
    })
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true })
    await pass(2)
    await waitFor(() => expect(picture()).toHaveAttribute('src', originalUrl))
    await pass(2)
    watcher.disconnect()
    expect(isGone).toBe(false)
  })

  it('stays if the browser cannot show the original', async () => {
    await showUploaded({ hasGet: false, url: 'data:image/heic;base64,AAAA' })
    await pass(10)
    await nextFrames(10)
    expect(isThumbnail()).toBe(true)
    expect(screen.queryByText('This image cannot be displayed')).not.toBeInTheDocument()
  })

  it('stays if the backend fails, which nobody is told of, and gives way to the original', async () => {
    const backend = await showUploaded()
    const get = vi.spyOn(backend, 'get').mockRejectedValue(new Error('down'))
    // After a failure, the rules for errors are loaded, which takes no time of this test's clock.
    await pass(2)
    await waitFor(() => expect(get).toHaveBeenCalledTimes(1))
    await pass(4)
    await waitFor(() => expect(get).toHaveBeenCalledTimes(2))
    expect(isThumbnail()).toBe(true)
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    await pass(8)
    await waitFor(() => expect(picture()).toHaveAttribute('src', originalUrl))
  })

  it('stays in a small tile, and causes no call', async () => {
    const square = await paint(256, 256, 'red')
    const backend = await showUploaded({
      props: { layout: 'square' },
      facts: { width: 1600, height: 1600, thumbnail: square },
    })
    expect(picture().clientWidth).toBeLessThan(256)
    await pass(60)
    expect(backend.callsOf('get')).toHaveLength(0)
    expect(isThumbnail()).toBe(true)
  })

  it('stays if the file has no more pixels, and causes no call', async () => {
    const backend = await showUploaded({ facts: { width: 256, height: 64, thumbnail } })
    expect(picture().clientWidth).toBeGreaterThan(400)
    await pass(60)
    expect(backend.callsOf('get')).toHaveLength(0)
  })

  it('causes no call while the page is hidden', async () => {
    const backend = await showUploaded()
    hide(true)
    await pass(60)
    expect(backend.callsOf('get')).toHaveLength(0)
    hide(false)
    await waitFor(() => expect(backend.callsOf('get')).toHaveLength(1))
  })

  it('causes no call while it is far from the viewport, and no more questions when it comes back', async () => {
    const backend = await showUploaded()
    await pass(2)
    await waitFor(() => expect(backend.callsOf('get')).toHaveLength(1))
    const spacer = document.createElement('div')
    spacer.style.blockSize = '5000px'
    document.body.prepend(spacer)
    window.scrollTo(0, 0)
    await nextFrames(10)
    await pass(60)
    expect(backend.callsOf('get')).toHaveLength(1)
    spacer.remove()
    await nextFrames(10)
    await pass(60)
    await waitFor(() => expect(picture()).toHaveAttribute('src', originalUrl))
    expect(backend.callsOf('get')).toHaveLength(3)
  })
})
