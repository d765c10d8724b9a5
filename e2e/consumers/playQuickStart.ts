import type { Browser, Page } from 'playwright'
import { expect } from 'vitest'
import { makePhoto } from './pictures.ts'
import type { Served } from './serve.ts'
import { rowsOf, visit } from './visit.ts'

/** What became of a photo that was uploaded on the page of the quick start. */
export interface Played {
  readonly gallery: 'has the bytes that were sent' | 'has other bytes'
  readonly type: string | null
  /** What the gallery says to somebody else. */
  readonly strangerSees: string
  readonly statusWithoutOwner: number
  readonly galleryAfterRestart: Played['gallery']
  /** What the pages logged. */
  readonly problems: readonly string[]
}

export const asPromised: Played = {
  gallery: 'has the bytes that were sent',
  type: 'image/jpeg',
  strangerSees: 'Nothing here yet',
  statusWithoutOwner: 401,
  galleryAfterRestart: 'has the bytes that were sent',
  problems: [],
}

/** Uploads a photo, looks at the page as somebody else, and starts the server again. */
export async function playQuickStart(browser: Browser, path: string, start: () => Promise<Served>): Promise<Played> {
  const photo = await makePhoto('harbour.jpg')
  const compare = (bytes: Buffer): Played['gallery'] =>
    bytes.equals(photo.buffer) ? 'has the bytes that were sent' : 'has other bytes'
  const [owner, stranger] = await Promise.all([browser.newContext(), browser.newContext()])
  let served = await start()
  try {
    const first = await visit(owner, served.url + path)
    await first.page.locator('input[type=file]').setInputFiles(photo)
    const rows = rowsOf(first.page)
    await expect.poll(() => rows.allInnerTexts()).toEqual([expect.stringMatching(/Uploaded/)])
    const stored = await openPicture(first.page)

    const other = await visit(stranger, served.url + path)
    const strangerSees = await galleryOf(other.page).getByText('Nothing here yet').innerText()
    const { status } = await fetch(`${served.url}/api/uploads/files`)
    await Promise.all([first.page.close(), other.page.close()])

    await served.stop()
    served = await start()
    const second = await visit(owner, served.url + path)
    const kept = await openPicture(second.page)
    return {
      gallery: compare(stored.bytes),
      type: stored.type,
      strangerSees,
      statusWithoutOwner: status,
      galleryAfterRestart: compare(kept.bytes),
      problems: [first, other, second].flatMap(({ problems }) => problems),
    }
  } finally {
    await Promise.all([owner.close(), stranger.close(), served.stop()])
  }
}

function galleryOf(page: Page): ReturnType<Page['getByRole']> {
  return page.getByRole('region', { name: 'Gallery' })
}

/** Waits until the gallery shows the picture, and reads what its link opens. */
async function openPicture(page: Page): Promise<{ readonly bytes: Buffer; readonly type: string | null }> {
  const picture = galleryOf(page).getByRole('img', { name: 'harbour.jpg' })
  await expect.poll(() => picture.count()).toBe(1)
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  const href = await galleryOf(page).getByRole('link', { name: 'Open harbour.jpg' }).getAttribute('href')
  const answer = await fetch(href ?? '')
  return { bytes: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type') }
}
