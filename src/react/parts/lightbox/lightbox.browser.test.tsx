import axe from 'axe-core'
import { QueryClient } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactElement, StrictMode, useState } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createUploader } from '../../../core.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { de } from '../../../locales/de.js'
import { createFakeBackend, type FakeBackendOptions } from '../../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider, type UploadProviderProps } from '../../provider/UploadProvider.js'
import { galleryKey } from '../../query/queryKeys.js'
import type { GalleryData } from '../gallery/galleryOptions.js'
import { useGallery } from '../gallery/useGallery.js'
import { GalleryLightbox, type GalleryLightboxProps } from './GalleryLightbox.js'
import '../../../styles.css'

let picture = ''
beforeAll(async () => {
  const canvas = new OffscreenCanvas(800, 600)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#336699'
  context.fillRect(0, 0, 800, 600)
  picture = URL.createObjectURL(await canvas.convertToBlob())
})
beforeEach(() => {
  document.documentElement.dir = 'ltr'
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const image = (id: string, more: Partial<StoredFile> = {}): StoredFile => ({
  id,
  name: `${id}.png`,
  type: 'image/png',
  width: 800,
  height: 600,
  blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  ...more,
})
const files = [image('a', { alt: 'A lake' }), image('b'), image('c')]

type Shown = Omit<GalleryLightboxProps, 'items' | 'openId' | 'onOpenChange'>

function Page(props: Shown): ReactElement {
  const { items } = useGallery()
  const [openId, setOpenId] = useState<string | null>(null)
  return (
    <>
      {items.map(({ file }) => (
        <button key={file.id} type="button" onClick={() => setOpenId(file.id)}>
          Open {file.id}
        </button>
      ))}
      <GalleryLightbox {...props} items={items} openId={openId} onOpenChange={setOpenId} />
    </>
  )
}

async function open(
  id: string,
  options: FakeBackendOptions = {},
  { locale, ...props }: Shown & Pick<UploadProviderProps, 'locale'> = {},
) {
  const url = (fileId: string, issue: number): string => `${picture}#${fileId}-${issue}`
  const backend = createFakeBackend({ scope: 'test', files, url, ...options })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  const user = userEvent.setup()
  const queryClient = new QueryClient()
  render(
    <StrictMode>
      <UploadProvider uploader={uploader} queryClient={queryClient} locale={locale}>
        <Page {...props} />
      </UploadProvider>
    </StrictMode>,
  )
  const opener = await screen.findByRole('button', { name: `Open ${id}` })
  await user.click(opener)
  const dialog = await screen.findByRole<HTMLDialogElement>('dialog')
  const fetchPage = (file: StoredFile): void =>
    void queryClient.setQueryData<GalleryData>(galleryKey(backend), (data) => {
      const page = { files: [file], nextCursor: null, receivedAt: Date.now() }
      return data && { pages: [...data.pages, page], pageParams: [...data.pageParams, 'next'] }
    })
  return { dialog, user, backend, opener, fetchPage }
}

const caption = (dialog: HTMLElement): string | null | undefined =>
  dialog.querySelector('.coatcheck-lightbox-caption')?.textContent
const stageOf = (dialog: HTMLElement): HTMLElement => dialog.querySelector('.coatcheck-lightbox-stage')!
const currentSlide = (dialog: HTMLElement): HTMLElement => dialog.querySelector('[data-current]')!
const zoomOf = (dialog: HTMLElement): number =>
  Number(stageOf(dialog).style.getPropertyValue('--coatcheck-lightbox-zoom'))

describe('the lightbox', () => {
  it('shows a picture with its name and text, and says which of how many it is', async () => {
    const { dialog } = await open('a')
    expect(dialog).toHaveAccessibleName('Viewer')
    expect(await within(dialog).findByRole('img', { name: 'A lake' })).toBeVisible()
    expect(caption(dialog)).toBe('a.pngA lake')
    expect(within(dialog).getByText('1 of 3')).toBeVisible()
    expect(within(dialog).getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true')
  })

  it('leads on with arrows, keys and buttons, and stops at either end', async () => {
    const { dialog, user } = await open('a')
    await user.keyboard('{ArrowRight}')
    expect(caption(dialog)).toBe('b.png')
    await user.click(within(dialog).getByRole('button', { name: 'Next' }))
    expect(caption(dialog)).toBe('c.png')
    await user.keyboard('{ArrowRight}')
    expect(caption(dialog)).toBe('c.png')
    await user.keyboard('{Home}{PageDown}{ArrowLeft}')
    expect(caption(dialog)).toBe('a.pngA lake')
  })

  it('mirrors the arrows where text runs from right to left', async () => {
    document.documentElement.dir = 'rtl'
    const { dialog, user } = await open('a')
    await user.keyboard('{ArrowLeft}')
    expect(caption(dialog)).toBe('b.png')
    document.documentElement.dir = 'ltr'
  })

  it('closes with Escape, with its button and beside the picture, and gives the focus back', async () => {
    const { dialog, user, opener } = await open('b')
    expect(within(dialog).getByRole('button', { name: 'Close' })).toHaveFocus()
    act(() => void dialog.dispatchEvent(new Event('cancel', { cancelable: true })))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(opener).toHaveFocus()
    await user.click(opener)
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.click(opener)
    fireEvent.click(stageOf(await screen.findByRole('dialog')))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('hides the neighbours from screen readers and from the keyboard', async () => {
    const { dialog } = await open('b')
    const slides = Array.from(dialog.querySelectorAll<HTMLElement>('.coatcheck-lightbox-slide'), ({ inert }) => inert)
    expect(slides).toEqual([true, false, true])
  })

  it('loads the neighbours once the picture is there', async () => {
    const { dialog } = await open('a')
    await waitFor(() => expect(dialog.querySelector(`[src^="${picture}#b-"]`)).not.toBeNull())
    expect(dialog.querySelector(`[src^="${picture}#c-"]`)).toBeNull()
  })

  it('has a preview until the whole picture has decoded', async () => {
    const previews = [{ url: `${picture}#small`, width: 200 }]
    const { dialog } = await open('a', { files: [image('a', { previews })] })
    await waitFor(() => expect(dialog.querySelector(`[src="${picture}#small"]`)).not.toBeNull())
    await waitFor(() => expect(dialog.querySelector(`[src^="${picture}#a-"]`)).not.toBeNull())
    await waitFor(() => expect(dialog.querySelector(`[src="${picture}#small"]`)).toBeNull())
  })

  it('renews a URL that has run out', async () => {
    const renewed = new Set<string>()
    const { dialog } = await open('b', {
      url: (id) => (renewed.has(id) ? `${picture}#${id}` : 'blob:gone'),
      gate: async ({ name, ids }) => name === 'get' && renewed.add(ids[0] ?? ''),
    })
    await waitFor(() => expect(dialog.querySelector(`[data-current] [src="${picture}#b"]`)).not.toBeNull())
    expect(renewed).toContain('b')
  })

  it('offers to download a picture that cannot be shown', async () => {
    const { dialog } = await open('b', { url: () => 'blob:gone' })
    const current = within(currentSlide(dialog))
    expect(await current.findByText('This image cannot be displayed')).toBeVisible()
    expect(current.getByRole('link', { name: 'Download b.png' })).toHaveAttribute('href', 'blob:gone')
  })

  it.each([
    { what: 'that a picture cannot be shown', file: image('b'), width: 360 },
    {
      what: 'a long name',
      file: { id: 'plan', name: `${'plan'.repeat(40)}.pdf`, type: 'application/pdf' },
      width: 360,
    },
    {
      what: 'a long name',
      file: { id: 'plan', name: `${'plan'.repeat(80)}.pdf`, type: 'application/pdf' },
      width: 1200,
    },
  ])('says $what beside its buttons, not below them, $width px', async ({ file, width }) => {
    await page.viewport(width, 740)
    const { dialog } = await open(file.id, { files: [file, image('c')], url: () => 'blob:gone' }, { locale: de })
    await waitFor(() => expect(currentSlide(dialog).querySelector('.coatcheck-lightbox-text')).not.toBeNull())
    const range = document.createRange()
    range.selectNodeContents(currentSlide(dialog).querySelector('.coatcheck-lightbox-text')!)
    const text = range.getBoundingClientRect()
    const boxOf = (side: string): DOMRect | undefined =>
      dialog.querySelector(`.coatcheck-lightbox-turn[data-side=${side}] > *`)?.getBoundingClientRect()
    expect(text.left).toBeGreaterThanOrEqual(boxOf('start')?.right ?? width)
    expect(text.right).toBeLessThanOrEqual(boxOf('end')?.left ?? 0)
    await page.viewport(414, 896)
  })

  it('plays films, and offers to download documents', async () => {
    const film: StoredFile = { id: 'film', name: 'film.webm', type: 'video/webm' }
    const plan: StoredFile = { id: 'plan', name: 'plan.pdf', type: 'application/pdf' }
    const { dialog, user } = await open('plan', { files: [plan, film] })
    expect(within(dialog).getByRole('link', { name: 'Download plan.pdf' })).toHaveAttribute('download', 'plan.pdf')
    expect(dialog.querySelector('video')).toBeNull()
    await user.keyboard('{ArrowRight}')
    expect(dialog.querySelector('video')).toHaveAccessibleName('film.webm')
  })

  it('shows the next file when the one that is shown is deleted, and closes after the last', async () => {
    const Deleting = (): ReactElement => {
      const [left, setLeft] = useState<readonly string[]>(['a', 'b'])
      const [openId, setOpenId] = useState<string | null>('a')
      const { items } = useGallery()
      return (
        <GalleryLightbox
          items={items.filter(({ file }) => left.includes(file.id))}
          openId={openId}
          onOpenChange={setOpenId}
        >
          {({ file }) => (
            <button type="button" onClick={() => setLeft(left.filter((id) => id !== file.id))}>
              Delete
            </button>
          )}
        </GalleryLightbox>
      )
    }
    const uploader = createUploader({ backend: createFakeBackend({ files }), ports: createFakePorts() })
    render(
      <UploadProvider uploader={uploader}>
        <Deleting />
      </UploadProvider>,
    )
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Delete' }))
    expect(caption(screen.getByRole('dialog'))).toBe('b.png')
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  describe('while more files can be fetched', () => {
    const six = { files: Array.from('abcdef', (id) => image(id)) }

    it('asks for them near the end, once', async () => {
      const onNearEnd = vi.fn()
      const { user } = await open('a', six, { onNearEnd })
      expect(onNearEnd).not.toHaveBeenCalled()
      await user.keyboard('{End}{ArrowLeft}')
      expect(onNearEnd).toHaveBeenCalledOnce()
    })

    it('asks again from the last file, and goes on once there is another', async () => {
      const onNearEnd = vi.fn()
      const { dialog, user, fetchPage } = await open('f', six, { onNearEnd })
      onNearEnd.mockClear()
      await user.click(within(dialog).getByRole('button', { name: 'Next' }))
      expect(onNearEnd).toHaveBeenCalledOnce()
      expect(caption(dialog)).toBe('f.png')
      fetchPage(image('g'))
      await waitFor(() => expect(caption(dialog)).toBe('g.png'))
    })

    it('stays with the file that the user went back to meanwhile', async () => {
      const { dialog, user, fetchPage } = await open('f', six, { onNearEnd: vi.fn() })
      await user.keyboard('{ArrowRight}{ArrowLeft}{ArrowRight}')
      expect(caption(dialog)).toBe('f.png')
      fetchPage(image('g'))
      await within(dialog).findByRole('img', { name: 'g.png', hidden: true })
      expect(caption(dialog)).toBe('f.png')
    })

    it('says only which file it is, or how many there are in all if that is known', async () => {
      const { dialog } = await open('b', six, { onNearEnd: vi.fn() })
      expect(within(dialog).getByText('2', { selector: 'p' })).toBeVisible()
      cleanup()
      const other = await open('b', six, { onNearEnd: vi.fn(), total: 10_000 })
      expect(within(other.dialog).getByText('2 of 10,000')).toBeVisible()
    })
  })

  it('speaks the language of the page', async () => {
    const { dialog } = await open('a', {}, { locale: de })
    expect(dialog).toHaveAccessibleName('Ansicht')
    expect(within(dialog).getByText('1 von 3')).toBeVisible()
  })

  it('announces each picture that it leads to, and not the first', async () => {
    const { dialog, user } = await open('a')
    expect(within(dialog).getByRole('status')).toBeEmptyDOMElement()
    await user.keyboard('{ArrowRight}')
    expect(within(dialog).getByRole('status')).toHaveTextContent('b.png, 2 of 3')
  })

  it('has no accessibility violations', async () => {
    const { dialog } = await open('b')
    await within(dialog).findByRole('img', { name: 'b.png' })
    const { violations } = await axe.run(dialog)
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

describe('gestures', () => {
  const at = (clientX: number, pointerId = 1) => ({ clientX, clientY: 300, pointerId, button: 0, pointerType: 'touch' })

  /** Only a real pointer can be captured. */
  function drag(stage: HTMLElement, ...positions: readonly number[]): void {
    vi.spyOn(stage, 'setPointerCapture').mockReturnValue()
    const [first = 0, ...others] = positions
    fireEvent.pointerDown(stage, at(first))
    for (const position of others) fireEvent.pointerMove(stage, at(position))
    fireEvent.pointerUp(stage, at(positions.at(-1) ?? 0))
  }

  it('leads on with a swipe, and back with one the other way', async () => {
    const { dialog } = await open('b')
    drag(stageOf(dialog), 300, 280, 60)
    expect(caption(dialog)).toBe('c.png')
    drag(stageOf(dialog), 60, 80, 300)
    expect(caption(dialog)).toBe('b.png')
  })

  it('leads the other way where text runs from right to left', async () => {
    document.documentElement.dir = 'rtl'
    const { dialog } = await open('b')
    drag(stageOf(dialog), 300, 280, 60)
    expect(caption(dialog)).toBe('a.pngA lake')
    document.documentElement.dir = 'ltr'
  })

  it('follows the finger, and goes back if that was too little', async () => {
    const { dialog } = await open('c')
    const stage = stageOf(dialog)
    vi.spyOn(stage, 'setPointerCapture').mockReturnValue()
    fireEvent.pointerDown(stage, at(100))
    fireEvent.pointerMove(stage, at(120))
    expect(stage.style.getPropertyValue('--coatcheck-lightbox-drag')).toBe('20px')
    expect(stage).toHaveAttribute('data-dragging')
    fireEvent.pointerCancel(stage, at(120))
    expect(stage.style.getPropertyValue('--coatcheck-lightbox-drag')).toBe('0px')
    expect(caption(dialog)).toBe('c.png')
  })

  it('zooms with two fingers, and moves what is zoomed', async () => {
    const { dialog } = await open('b')
    const stage = stageOf(dialog)
    vi.spyOn(stage, 'setPointerCapture').mockReturnValue()
    fireEvent.pointerDown(stage, at(100, 1))
    fireEvent.pointerDown(stage, at(200, 2))
    fireEvent.pointerMove(stage, at(300, 2))
    expect(zoomOf(dialog)).toBe(2)
    fireEvent.pointerUp(stage, at(300, 2))
    fireEvent.pointerMove(stage, at(120, 1))
    fireEvent.pointerUp(stage, at(120, 1))
    expect(caption(dialog)).toBe('b.png')
    expect(stage.style.getPropertyValue('--coatcheck-lightbox-x')).not.toBe('0px')
  })

  it('zooms with the keyboard, the buttons, the wheel and a double click, and the arrows then move the picture', async () => {
    const { dialog, user } = await open('b')
    await user.keyboard('+')
    expect(zoomOf(dialog)).toBe(1.5)
    await user.click(within(dialog).getByRole('button', { name: 'Zoom in' }))
    expect(zoomOf(dialog)).toBe(2.25)
    await user.keyboard('{ArrowRight}')
    expect(caption(dialog)).toBe('b.png')
    await user.keyboard('0')
    expect(zoomOf(dialog)).toBe(1)
    fireEvent.wheel(stageOf(dialog), { deltaY: -100, ctrlKey: true })
    expect(zoomOf(dialog)).toBeCloseTo(Math.E)
    fireEvent.doubleClick(stageOf(dialog))
    expect(zoomOf(dialog)).toBe(1)
    expect(within(dialog).getByRole('button', { name: 'Zoom out' })).toHaveAttribute('aria-disabled', 'true')
  })

  it('shows the next picture whole', async () => {
    const { dialog, user } = await open('b')
    await user.keyboard('+{PageDown}')
    expect(caption(dialog)).toBe('c.png')
    expect(zoomOf(dialog)).toBe(1)
  })
})
