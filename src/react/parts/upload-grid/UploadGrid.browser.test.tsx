import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { type ReactElement, useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadError } from '../../../errors/UploadError.js'
import { UploadName } from '../upload-row/UploadName.js'
import { UploadGrid } from './UploadGrid.js'
import { UploadTile } from './UploadTile.js'
import '../../../styles.css'

afterEach(cleanup)

const tiles = (): HTMLElement[] => within(screen.getByRole('list', { name: 'Uploads' })).getAllByRole('listitem')
const tops = (): ReadonlySet<number> => new Set(tiles().map((tile) => tile.getBoundingClientRect().top))

describe('UploadGrid', () => {
  it('shows the uploads side by side, with their names, what they do, and their actions', async () => {
    const gate = createGate()
    const { add, user, uploader } = renderParts(<UploadGrid />, { backend: { gate: () => gate.opened } })
    await add('a.jpg', 'b.jpg', 'c.jpg')
    expect(tiles()).toHaveLength(3)
    expect(tops().size).toBeLessThan(3)
    expect(within(tiles()[0]!).getByText('a.jpg')).toBeVisible()
    await user.click(within(tiles()[0]!).getByRole('button', { name: 'Pause a.jpg' }))
    expect(await within(tiles()[0]!).findByText('Paused')).toBeVisible()
    expect(uploader.getSnapshot().uploads.map(({ status }) => status === 'paused')).toEqual([true, false, false])
    gate.open()
  })

  it('shows what went wrong in place of the picture, and moves nothing', async () => {
    const gate = createGate()
    const error = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
    const { add } = renderParts(<UploadGrid />, {
      backend: { gate: () => gate.opened, fail: { ticket: [{ fileName: 'a.jpg', error }] } },
    })
    await add('a.jpg', 'b.jpg')
    const { height } = tiles()[0]!.getBoundingClientRect()
    gate.open()
    const words = await screen.findByText('The server did not answer in time.')
    expect(words).toBeVisible()
    expect(tiles()[0]!.getBoundingClientRect().height).toBeCloseTo(height, 0)
    const picture = tiles()[0]!.querySelector('.coatcheck-tile-picture')!.getBoundingClientRect()
    expect(words.getBoundingClientRect().bottom).toBeLessThanOrEqual(picture.bottom)
    expect(screen.getByRole('button', { name: 'Retry a.jpg' })).toBeVisible()
  })

  it('shows the files of its group and the rejections above them', async () => {
    const { uploader } = renderParts(<UploadGrid group="photos" />, { restrictions: { accept: '.jpg' } })
    act(() => {
      uploader.add([makeFile('a.jpg'), makeFile('no.txt')], { group: 'photos' })
      uploader.add([makeFile('b.jpg')], { group: 'papers' })
    })
    expect(await screen.findByText('a.jpg')).toBeVisible()
    expect(tiles()).toHaveLength(1)
    expect(screen.getByText('no.txt')).toBeVisible()
  })

  it('moves the focus to the same button of the next tile when a tile is cleared', async () => {
    const { add, user } = renderParts(<UploadGrid />)
    await add('a.jpg', 'b.jpg')
    await user.click(await screen.findByRole('button', { name: 'Clear a.jpg' }))
    expect(screen.getByRole('button', { name: 'Clear b.jpg' })).toHaveFocus()
  })

  it('renders only the visible tiles of a long grid, in as many columns, and says where they stand', async () => {
    const { uploader } = renderParts(<UploadGrid windowAbove={20} />, { autoStart: false })
    act(() => void uploader.add(Array.from({ length: 600 }, (_, index) => makeFile(`${index}.jpg`))))
    await waitFor(() => expect(document.querySelector('[data-windowed]')).not.toBeNull())
    await waitFor(() => expect(tops().size).toBeLessThan(tiles().length))
    expect(tiles().length).toBeLessThan(120)
    expect(tiles()[0]).toHaveAttribute('aria-setsize', '600')
    const box = document.querySelector('.coatcheck-grid-scroll')!
    act(() => {
      box.scrollTop = box.scrollHeight
    })
    expect(await screen.findByText('599.jpg')).toBeVisible()
    expect(tiles().at(-1)).toHaveAttribute('aria-posinset', '600')
  })

  it('fills the columns of another density in a long grid', async () => {
    function Grid(): ReactElement {
      const [isCompact, setIsCompact] = useState(false)
      return (
        <>
          <button type="button" onClick={() => setIsCompact(true)}>
            smaller
          </button>
          <UploadGrid
            windowAbove={20}
            density={isCompact ? 'compact' : 'comfortable'}
            style={{ inlineSize: '40rem' }}
          />
        </>
      )
    }
    const { uploader, user } = renderParts(<Grid />, { autoStart: false })
    act(() => void uploader.add(Array.from({ length: 60 }, (_, index) => makeFile(`${index}.jpg`))))
    const columns = (): number => {
      const [first, ...others] = tiles().map((tile) => tile.getBoundingClientRect().top)
      return 1 + others.filter((top) => top === first).length
    }
    await waitFor(() => expect(document.querySelector('[data-windowed]')).not.toBeNull())
    await waitFor(() => expect(columns()).toBe(4))
    await user.click(screen.getByRole('button', { name: 'smaller' }))
    await waitFor(() => expect(columns()).toBe(5))
  })

  it('takes tiles of the app, in which the parts of a row work', async () => {
    const { add } = renderParts(
      <UploadGrid>
        {(upload) => (
          <UploadTile upload={upload} className={({ status }) => `is-${status}`}>
            <UploadName />
          </UploadTile>
        )}
      </UploadGrid>,
    )
    await add('a.jpg')
    await waitFor(() => expect(tiles()[0]!.firstElementChild).toHaveClass('is-done'))
    expect(tiles()[0]!.textContent).toBe('a.jpg')
  })
})
