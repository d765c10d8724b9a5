import { QueryClient } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import type { StoredFile } from '../../../src/contract/storedFile.ts'
import { createUploader } from '../../../src/core.ts'
import { Gallery, UploadProvider } from '../../../src/index.ts'
import { createFakeBackend } from '../../../src/testing/fakes/fakeBackend.ts'
import { createFakeInspector } from '../../../src/testing/fakes/fakeInspector.ts'
import { createFakePorts } from '../../../src/testing/fakes/fakePorts.ts'
import '../../../src/styles.css'
import { listPictures } from '../by-hand/listPictures.ts'
import { delay } from '../delay.ts'
import type { Scenario } from '../scenarios.ts'

/** One of the pictures that the harness serves. */
export interface ServedPicture {
  readonly url: string
  readonly previewUrl: string
  readonly width: number
  readonly height: number
  readonly blurhash: string
}

export interface GalleryOptions {
  /** by-hand: nothing but an `<img>` for each picture near the viewport. */
  readonly way: 'coatcheck' | 'by-hand'
  /**
   * load: nothing but the first screen. enter: one upload enters. browse: the page is scrolled at a pace at which its
   * pictures can be looked at. scroll: it is scrolled the same distance, but faster, and then to its end.
   */
  readonly task: 'load' | 'enter' | 'browse' | 'scroll'
  readonly layout: 'square' | 'justified'
  readonly count: number
  /** Whether the backend has previews. */
  readonly hasPreviews: boolean
  readonly pictures: readonly ServedPicture[]
}

export interface GalleryResult {
  /** Of the whole document, with its texts. */
  readonly nodes: number
  /** The longest time between two frames. */
  readonly longestFrameMs: number
  /** The same after a jump to the end, as with the scroll bar. */
  readonly longestJumpFrameMs: number
  /** Of all pictures that were loaded. */
  readonly pictureBytes: number
}

/** React, the tiles near the viewport and their pictures get the time they need. */
const settleMs = 2500
const scrolledPx = 28_800
/** Three and a third screens a second, and ten, at 60 frames. */
const [browsingPxPerFrame, scrollingPxPerFrame] = [40, 120]

/** A gallery of many files, all of which the list has answered. */
export const gallery: Scenario<'gallery'> = async (options) => {
  const { task } = options
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no root.')
  if (task !== 'load') performance.setResourceTimingBufferSize(1)
  const enter = options.way === 'by-hand' ? showByHand(root, options) : showGallery(root, options)
  await delay(settleMs)
  if (task === 'enter') await enter('first')
  return async () => {
    const watch = watchFrames()
    if (task === 'browse') await scroll(browsingPxPerFrame)
    if (task === 'scroll') await scroll(scrollingPxPerFrame)
    if (task === 'enter') await enter('second')
    const longestFrameMs = watch.stop()
    const watchJump = watchFrames()
    if (task === 'scroll') await jumpToEnd()
    return { nodes: countNodes(), longestFrameMs, longestJumpFrameMs: watchJump.stop(), pictureBytes: sumPictures() }
  }
}

/** Lets one upload enter. */
type Enter = (name: string) => Promise<void>

function showByHand(root: Element, options: GalleryOptions): Enter {
  const urls = makeFiles(options).map(({ url, previews }) => previews?.[0]?.url ?? url ?? '')
  listPictures(root, urls)
  return () => Promise.reject(new Error('Nothing can be uploaded there.'))
}

function showGallery(root: Element, options: GalleryOptions): Enter {
  const { layout, count } = options
  const backend = createFakeBackend({ scope: 'bench', files: makeFiles(options) })
  const image = { width: 1600, height: 1067, blurhash: 'LGF5]+Yk^6#M@-5c,1J5@[or[Q6.' }
  const inspector = createFakeInspector({ facts: () => ({ image }) })
  const uploader = createUploader({ backend, ports: createFakePorts({ inspector }) })
  createRoot(root).render(
    <UploadProvider uploader={uploader} queryClient={new QueryClient()}>
      <Gallery pageSize={count} layout={layout} paging="button" />
    </UploadProvider>,
  )
  return async (name) => {
    uploader.add([new File([name], `${name}.jpg`, { type: 'image/jpeg' })])
    await uploader.whenSettled()
    // The tiles glide to their places.
    await delay(700)
  }
}

function makeFiles({ count, hasPreviews, pictures }: GalleryOptions): readonly StoredFile[] {
  return Array.from({ length: count }, (_, index) => {
    const picture = pictures[index % pictures.length]
    if (!picture) throw new Error('The gallery needs pictures.')
    const { width, height, blurhash } = picture
    // A URL of its own, so that no two tiles share a decoded picture.
    const [url, previewUrl] = [`${picture.url}?${index}`, `${picture.previewUrl}?${index}`]
    const name = `photo ${index}.jpg`
    const previews = hasPreviews ? { previews: [{ url: previewUrl, width: 320 }] } : {}
    return { id: `file ${index}`, name, type: 'image/jpeg', size: 500_000, url, width, height, blurhash, ...previews }
  })
}

async function scroll(pxPerFrame: number): Promise<void> {
  for (let px = 0; px < scrolledPx; px += pxPerFrame) {
    await new Promise(requestAnimationFrame)
    scrollBy(0, pxPerFrame)
  }
}

async function jumpToEnd(): Promise<void> {
  scrollTo(0, document.documentElement.scrollHeight)
  await delay(500)
}

function watchFrames(): { stop: () => number } {
  let [last, longestMs, isOver] = [performance.now(), 0, false]
  const next = (): void => {
    const now = performance.now()
    longestMs = Math.max(longestMs, now - last)
    last = now
    if (!isOver) requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
  return {
    stop() {
      isOver = true
      return longestMs
    },
  }
}

function countNodes(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
  let count = 0
  while (walker.nextNode()) count += 1
  return count
}

function sumPictures(): number {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
  const pictures = entries.filter(({ name }) => name.includes('/pictures/'))
  return pictures.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
}
