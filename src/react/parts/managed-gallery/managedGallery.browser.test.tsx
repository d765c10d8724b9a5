import axe from 'axe-core'
import { QueryClient } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactNode, StrictMode } from 'react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { sheetForTouch } from '../../../../test/looks/sheetForTouch.js'
import { createUploader } from '../../../core.js'
import { UploadError } from '../../../errors/UploadError.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { en } from '../../../locales/en.js'
import { arGallery } from '../../../locales/gallery/ar.js'
import { deGallery } from '../../../locales/gallery/de.js'
import { enGallery } from '../../../locales/gallery/en.js'
import { frGallery } from '../../../locales/gallery/fr.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import { nlGallery } from '../../../locales/gallery/nl.js'
import { plGallery } from '../../../locales/gallery/pl.js'
import { createFakeBackend, type FakeBackendOptions } from '../../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider, type UploadProviderProps } from '../../provider/UploadProvider.js'
import { UploadTray } from '../upload-tray/UploadTray.js'
import { ManagedGallery, type ManagedGalleryProps } from './ManagedGallery.js'
import '../../../styles.css'

let picture = ''
beforeAll(async () => {
  const canvas = new OffscreenCanvas(400, 300)
  canvas.getContext('2d')?.fillRect(0, 0, 400, 300)
  picture = URL.createObjectURL(await canvas.convertToBlob())
})
const touch = document.createElement('style')
afterEach(async () => {
  cleanup()
  touch.remove()
  await page.viewport(414, 896)
  vi.restoreAllMocks()
})

const files: readonly StoredFile[] = ['a', 'b', 'c', 'd'].map((id) => ({
  id,
  name: `${id}.png`,
  type: 'image/png',
  size: 1000,
  width: 400,
  height: 300,
}))

/** As many as have a number of two digits. */
const many: FakeBackendOptions = {
  files: Array.from({ length: 30 }, (_, index) => ({
    ...files[0],
    id: `${index}`,
    name: index ? `${index}.png` : 'a.png',
  })),
}

async function show(
  { locale, ...props }: ManagedGalleryProps & Pick<UploadProviderProps, 'locale'> = {},
  options: FakeBackendOptions = {},
  beside: ReactNode = null,
) {
  const backend = createFakeBackend({
    scope: 'test',
    edits: true,
    files,
    url: (id, issue) => `${picture}#${id}-${issue}`,
    ...options,
  })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  const { container } = render(
    <StrictMode>
      <UploadProvider uploader={uploader} queryClient={new QueryClient()} locale={locale}>
        <ManagedGallery undoMs={60_000} {...props} />
        {beside}
      </UploadProvider>
    </StrictMode>,
  )
  await screen.findByRole('link', { name: 'Open a.png' })
  return { backend, uploader, user: userEvent.setup(), container }
}

const shown = (): string[] =>
  screen.queryAllByRole('link', { name: /^Open/ }).map((link) => link.getAttribute('aria-label')?.slice(5) ?? '')
/** What is announced is there, too. */
const seen = { selector: 'p' }
const link = (name: string): HTMLElement => screen.getByRole('link', { name: `Open ${name}` })
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name })

describe('deleting', () => {
  it('takes the file away and offers to undo', async () => {
    const { user, backend } = await show()
    await user.click(button('Delete b.png'))
    await waitFor(() => expect(shown()).toEqual(['a.png', 'c.png', 'd.png']))
    expect(screen.getByText('b.png deleted.', seen)).toBeVisible()
    await user.click(button('Undo'))
    await waitFor(() => expect(shown()).toEqual(['a.png', 'b.png', 'c.png', 'd.png']))
    expect(screen.queryByText('b.png deleted.', seen)).toBeNull()
    expect(backend.callsOf('delete')).toEqual([])
  })

  it('offers to undo above a folded tray on a phone', async () => {
    await page.viewport(360, 740)
    const { user, uploader } = await show({}, {}, <UploadTray defaultFolded />)
    uploader.add([new File(['x'], 'x.txt')])
    const tray = await waitFor(() => screen.getByRole('region', { name: en.list.label }))
    await user.click(button('Delete b.png'))
    const undo = await waitFor(() => button('Undo'))
    const { left, top, width, height } = undo.getBoundingClientRect()
    expect(tray.getBoundingClientRect().top).toBeLessThan(top + height)
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    expect(undo.contains(hit)).toBe(true)
  })

  it('lets a file go at once, also while others still move into the place of another', async () => {
    const forEver = { finished: new Promise(() => {}), finish() {} } as unknown as Animation
    const animate = vi.spyOn(Element.prototype, 'animate').mockReturnValue(forEver)
    const { user } = await show()
    link('a.png').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(shown()).toEqual(['b.png', 'c.png', 'd.png']))
    expect(animate).toHaveBeenCalled()
    link('b.png').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(shown()).toEqual(['c.png', 'd.png']))
  })

  it('works with the keyboard, and so does undo; the focus stays in the gallery', async () => {
    const { user } = await show()
    // The code that leads the focus comes after the first file.
    await waitFor(() => expect(link('b.png').tabIndex).toBe(-1))
    link('b.png').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(shown()).toEqual(['a.png', 'c.png', 'd.png']))
    await waitFor(() => expect(document.activeElement?.closest('.coatcheck-gallery')).not.toBeNull())
    await user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(shown()).toHaveLength(4))
  })

  it('takes the whole selection with the Delete key on one of its files, and no selected file with any other', async () => {
    const { user } = await show()
    await waitFor(() => expect(link('b.png').tabIndex).toBe(-1))
    link('b.png').focus()
    await user.keyboard(' {Shift>}{ArrowRight}{/Shift}')
    link('d.png').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(shown()).toEqual(['a.png', 'b.png', 'c.png']))
    link('c.png').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(shown()).toEqual(['a.png']))
    expect(screen.getByText('2 files deleted.', seen)).toBeVisible()
    expect(screen.queryByText(/selected/, seen)).toBeNull()
    await user.click(button('Undo'))
    await waitFor(() => expect(shown()).toEqual(['a.png', 'b.png', 'c.png']))
  })

  it('says why the backend refused, and shows the file again', async () => {
    const error = new UploadError('forbidden', 'no')
    const { user } = await show({ undoMs: 1 }, { fail: { delete: [{ error }] } })
    await user.click(button('Delete b.png'))
    expect(await screen.findByText('b.png not deleted: You do not have permission to do this.', seen)).toBeVisible()
    await waitFor(() => expect(shown()).toHaveLength(4))
    await user.click(button('Dismiss'))
    expect(screen.queryByText(/not deleted/, seen)).toBeNull()
  })

  it('is not offered, and neither is editing, where the backend cannot', async () => {
    await show({}, { edits: false })
    expect(screen.queryByRole('button', { name: /^(Delete|Edit)/ })).toBeNull()
    expect(button('Download a.png')).toBeInTheDocument()
  })
})

describe('editing', () => {
  it('changes the name and the alternative text', async () => {
    const { user, backend } = await show()
    await user.click(button('Edit a.png'))
    const dialog = screen.getByRole('dialog', { name: 'Edit details' })
    const name = within(dialog).getByRole('textbox', { name: 'Name' })
    await user.clear(name)
    await user.type(name, 'lake.png')
    await user.type(within(dialog).getByRole('textbox', { name: 'Alternative text' }), 'A lake')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(await screen.findByRole('link', { name: 'Open A lake, lake.png' })).toBeInTheDocument()
    await waitFor(() => expect(backend.files[0]).toMatchObject({ name: 'lake.png', alt: 'A lake' }))
  })

  it('sends nothing when nothing was changed, and gives the focus back', async () => {
    const { user, backend } = await show()
    await user.click(button('Edit a.png'))
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(button('Edit a.png')).toHaveFocus()
    expect(backend.callsOf('update')).toEqual([])
  })

  it.each([
    ['nothing', ''],
    ['blanks', '   '],
  ])('takes no name away from a file whose name was changed to %s', async (_, typed) => {
    const { user, backend } = await show()
    await user.click(button('Edit a.png'))
    const name = screen.getByRole('textbox', { name: 'Name' })
    await user.clear(name)
    if (typed) await user.type(name, typed)
    await user.click(button('Save'))
    expect(name).toBeInvalid()
    expect(screen.getByRole('dialog', { name: 'Edit details' })).toBeVisible()
    expect(backend.callsOf('update')).toEqual([])
  })

  it('says why the backend refused', async () => {
    const error = new UploadError('not-found', 'no')
    const { user } = await show({}, { fail: { update: [{ error }] } })
    await user.click(button('Edit a.png'))
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'x{Enter}')
    expect(await screen.findByText('a.png not changed: The file no longer exists.', seen)).toBeVisible()
    await waitFor(() => expect(shown()[0]).toBe('a.png'))
  })

  it('offers once more what was typed and could not be saved', async () => {
    const error = new UploadError('forbidden', 'no')
    const { user, backend } = await show({}, { fail: { update: [{ error, nth: 1 }] } })
    await user.click(button('Edit a.png'))
    await user.type(screen.getByRole('textbox', { name: 'Alternative text' }), 'A lake')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText(/^a\.png not changed/, seen)
    await user.click(button('Edit a.png'))
    expect(screen.getByRole('textbox', { name: 'Alternative text' })).toHaveValue('A lake')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(backend.files[0]).toMatchObject({ alt: 'A lake' }))
  })

  it('forgets what could not be saved once the user cancels', async () => {
    const { user } = await show({}, { fail: { update: [{ error: new UploadError('forbidden', 'no') }] } })
    await user.click(button('Edit a.png'))
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'x{Enter}')
    await screen.findByText(/^a\.png not changed/, seen)
    await user.click(button('Edit a.png'))
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('a.pngx')
    await user.click(button('Cancel'))
    await user.click(button('Edit a.png'))
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('a.png')
  })

  it('has no accessibility violations in its dialog', async () => {
    const { user } = await show()
    await user.click(button('Edit a.png'))
    const { violations } = await axe.run(screen.getByRole('dialog'))
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

describe('downloading and copying', () => {
  it('saves the file under its name', async () => {
    const { user } = await show()
    const saved: [string, string][] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push([this.download, this.protocol])
    })
    await user.click(button('Download a.png'))
    await waitFor(() => expect(saved).toEqual([['a.png', 'blob:']]))
  })

  it('says what could not be downloaded, and why', async () => {
    const error = new UploadError('not-found', 'no')
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    const { user, backend } = await show({}, { urlExpiresInSeconds: 1, fail: { get: [{ error }] } })
    await waitFor(() => expect(backend.callsOf('get').length).toBeGreaterThanOrEqual(files.length))
    await user.click(button('Download a.png'))
    expect(await screen.findByText('a.png not downloaded: The file no longer exists.', seen)).toBeVisible()
    await user.click(button('Select'))
    await user.click(button('Select all'))
    await user.click(button('Download'))
    expect(await screen.findByText('4 files not downloaded: The file no longer exists.', seen)).toBeVisible()
    expect(click).not.toHaveBeenCalled()
  })

  it('copies the link that the app gives', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    await show({ getLink: ({ file }) => `https://app.example/files/${file.id}` })
    fireEvent.click(button('Copy link to a.png'))
    expect(await screen.findByText('Link copied.', seen)).toBeVisible()
    expect(write.mock.calls).toEqual([['https://app.example/files/a']])
  })

  it('says when the link could not be copied', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
    await show()
    fireEvent.click(button('Copy link to a.png'))
    expect(await screen.findByText('The link could not be copied.', seen)).toBeVisible()
  })
})

describe('the selection', () => {
  it('acts on many files at once', async () => {
    const { user } = await show()
    await user.click(button('Select'))
    await user.click(link('a.png'))
    await user.keyboard('{Shift>}')
    await user.click(link('c.png'))
    await user.keyboard('{/Shift}')
    expect(screen.getByText('3 selected', seen)).toBeVisible()
    expect(screen.getByRole('checkbox', { name: 'Select b.png' })).toBeChecked()
    await user.click(button('Delete'))
    await waitFor(() => expect(shown()).toEqual(['d.png']))
    expect(screen.getByText('3 files deleted.', seen)).toBeVisible()
    await waitFor(() => expect(button('Select')).toHaveFocus())
    await user.click(button('Undo'))
    await waitFor(() => expect(shown()).toEqual(['a.png', 'b.png', 'c.png', 'd.png']))
  })

  it('selects a tile without a URL, too, whose picture is a button', async () => {
    const backend = { url: () => undefined }
    render(
      <UploadProvider backend={createFakeBackend({ scope: 'local', files, ...backend })}>
        <ManagedGallery />
      </UploadProvider>,
    )
    const user = userEvent.setup()
    await user.keyboard('{Control>}')
    await user.click(await screen.findByRole('button', { name: 'Open a.png' }))
    await user.keyboard('{/Control}')
    expect(screen.getByText('1 selected', seen)).toBeVisible()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('copies the links of all', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    const { user } = await show({ getLink: ({ file }) => file.id })
    link('a.png').focus()
    await user.keyboard('{Control>}a{/Control}')
    fireEvent.click(button('Copy links'))
    expect(await screen.findByText('4 links copied.', seen)).toBeVisible()
    expect(write.mock.calls).toEqual([['a\nb\nc\nd']])
  })

  it.each([
    { width: 288, pointer: 'a finger', sheet: sheetForTouch, leastPx: 44 },
    { width: 326, pointer: 'a finger', sheet: sheetForTouch, leastPx: 44 },
    { width: 326, pointer: 'a mouse', sheet: '', leastPx: 24 },
    { width: 700, pointer: 'a finger', sheet: sheetForTouch, leastPx: 44 },
    { width: 800, pointer: 'a mouse', sheet: '', leastPx: 24 },
  ])('has everything in sight of $pointer, and moves no file, $width px', async ({ width, sheet, leastPx }) => {
    await page.viewport(1000, 700)
    touch.textContent = sheet
    document.head.append(touch)
    for (const texts of [enGallery, arGallery, deGallery, frGallery, nlGallery, plGallery]) {
      const locale = { ...en, gallery: { ...en.gallery, loadTexts: async () => texts } }
      const { container } = await show({ locale, getLink: ({ file }) => file.id }, many)
      Object.assign(container.style, { inlineSize: `${width}px`, fontFamily: 'Arial, sans-serif' })
      const bar = await screen.findByRole('region', { name: texts.selection.label })
      const { top } = link('a.png').getBoundingClientRect()
      fireEvent.click(within(bar).getByRole('button', { name: texts.selection.start }))
      fireEvent.click(within(bar).getByRole('button', { name: texts.selection.all }))
      expect(bar.firstChild?.textContent).toBe(texts.selection.count(30))
      expect(bar.scrollWidth).toBeLessThanOrEqual(bar.clientWidth)
      expect(link('a.png').getBoundingClientRect().top).toBeCloseTo(top)
      const { all, download, copyLinks, delete: remove, end } = texts.selection
      for (const name of [all, download, copyLinks, remove, end]) {
        const one = within(bar).getByRole('button', { name })
        expect(one.title).toBe(name)
        const box = one.getBoundingClientRect()
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(leastPx)
        expect(one.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2))).toBe(
          true,
        )
      }
      cleanup()
    }
  })

  it('does not widen the gallery in a grid of the page', async () => {
    const { user, container } = await show()
    Object.assign(container.style, { display: 'grid', inlineSize: '288px' })
    await user.click(button('Select'))
    expect(screen.getByRole('region', { name: 'Selection' }).getBoundingClientRect().width).toBeLessThanOrEqual(288)
    expect(container.scrollWidth).toBe(288)
  })

  it('does not cover the file that gets the focus', async () => {
    await page.viewport(414, 600)
    const { user, container } = await show({}, many)
    container.style.setProperty('--coatcheck-gallery-bar-inset', '50px')
    await user.click(button('Select'))
    const files = screen.getAllByRole('link', { name: /^Open/ })
    const below = files.findIndex(
      (file) => file.getBoundingClientRect().top > link('a.png').getBoundingClientRect().top,
    )
    link(`${2 * below}.png`).focus()
    // The line above is out of sight, and this one is just below the bar.
    window.scrollBy(0, link(`${2 * below}.png`).getBoundingClientRect().top - 120)
    await user.keyboard('{ArrowUp}')
    expect(link(`${below}.png`)).toHaveFocus()
    const bar = screen.getByRole('region', { name: 'Selection' }).getBoundingClientRect()
    expect(bar.top).toBeCloseTo(50)
    expect(link(`${below}.png`).getBoundingClientRect().top).toBeGreaterThanOrEqual(bar.bottom)
  })

  it('is left out where the app does not want it', async () => {
    await show({ selectable: false })
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Select' })).toBeNull()
  })

  it('has no accessibility violations', async () => {
    const { user, container } = await show()
    await user.click(screen.getByRole('checkbox', { name: 'Select a.png' }))
    const { violations } = await axe.run(container)
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

describe('the lightbox', () => {
  it('opens with a click, and the tile of the last file gets the focus', async () => {
    const { user } = await show()
    await user.click(link('a.png'))
    const dialog = await screen.findByRole('dialog', { name: 'Viewer' })
    await user.keyboard('{ArrowRight}')
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(link('b.png')).toHaveFocus())
  })

  it('has the same actions, and shows the next file after a deletion', async () => {
    const { user } = await show()
    await user.click(link('a.png'))
    const dialog = await screen.findByRole('dialog', { name: 'Viewer' })
    await user.click(within(dialog).getByRole('button', { name: 'Delete a.png' }))
    expect(await within(dialog).findByRole('button', { name: 'Delete b.png' })).toBeVisible()
    expect(within(dialog).getByText('a.png deleted.', seen)).toBeVisible()
    await user.click(within(dialog).getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(within(dialog).getByText('2 of 4', seen)).toBeVisible())
  })

  it('fetches the next files when it shows the last ones, and says how many there are once it knows', async () => {
    const { user } = await show({ pageSize: 2, paging: 'button' })
    expect(shown()).toEqual(['a.png', 'b.png'])
    await user.click(link('a.png'))
    const dialog = await screen.findByRole('dialog', { name: 'Viewer' })
    expect(await within(dialog).findByText('1 of 4', seen)).toBeVisible()
  })

  it('is left out where the app wants none', async () => {
    await show({ lightbox: false })
    expect(link('a.png')).toHaveAttribute('target', '_blank')
  })
})

describe('in a language whose texts have not loaded', () => {
  it('shows the files without buttons, and they stay as they are when the texts have come', async () => {
    const texts = Promise.withResolvers<GalleryTexts>()
    const locale = { ...en, gallery: { ...en.gallery, loadTexts: () => texts.promise } }
    await show({ locale, onReorder: () => undefined })
    const tile = link('a.png')
    const { top } = tile.getBoundingClientRect()
    expect(screen.queryAllByRole('button')).toEqual([])
    expect(screen.queryAllByRole('checkbox')).toEqual([])
    texts.resolve(enGallery)
    expect(await screen.findByRole('button', { name: 'Delete a.png' })).toBeInTheDocument()
    expect(link('a.png')).toBe(tile)
    expect(tile.getBoundingClientRect().top).toBe(top)
    expect(button('Move a.png')).toBeInTheDocument()
  })
})

it('moves a file by keyboard where the app keeps the order', async () => {
  const onReorder = vi.fn()
  const { user } = await show({ onReorder })
  button('Move a.png').focus()
  await user.keyboard(' {ArrowRight} ')
  expect(onReorder).toHaveBeenCalledExactlyOnceWith({ ids: ['b', 'a', 'c', 'd'], id: 'a', from: 0, to: 1 })
  await waitFor(() => expect(shown()).toEqual(['b.png', 'a.png', 'c.png', 'd.png']))
})
