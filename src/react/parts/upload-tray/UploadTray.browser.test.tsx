import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGate, renderParts } from '../../../../test/kit/renderParts.js'
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
