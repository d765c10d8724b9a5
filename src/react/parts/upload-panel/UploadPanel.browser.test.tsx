import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import { createRef, type ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadError } from '../../../errors/UploadError.js'
import { UploadGrid } from '../upload-grid/UploadGrid.js'
import { UploadList } from '../upload-list/UploadList.js'
import { UploadPanel } from './UploadPanel.js'
import { UploadPanelFooter } from './UploadPanelFooter.js'
import { UploadPanelStatus } from './UploadPanelStatus.js'
import { UploadPanelZone } from './UploadPanelZone.js'
import '../../../styles.css'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const panel = (): HTMLElement => document.querySelector<HTMLElement>('.coatcheck-upload-panel')!
const addButton = (): HTMLElement => screen.getByRole('button', { name: /drop files here|add more files/i })
const rowOf = async (name: string): Promise<HTMLElement> => {
  const list = await screen.findByRole('list', { name: 'Uploads' })
  return [...list.querySelectorAll('li')].find((row) => row.textContent.includes(name))!
}

function drag(target: Element, type: string): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(makeFile('dropped.txt'))
  act(() => void target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })))
}

const page = (props: Parameters<typeof UploadPanel>[0] = {}): ReactElement => (
  <main>
    <UploadPanel {...props} />
    <p>Below</p>
  </main>
)

describe('UploadPanel', () => {
  it('takes files that are dropped anywhere on it', async () => {
    const { add, uploader } = renderParts(page())
    await add('first.txt')
    const row = await rowOf('first.txt')
    drag(row, 'dragenter')
    await waitFor(() => expect(panel()).toHaveAttribute('data-drop-target'))
    expect(screen.getByRole('button', { name: 'Drop the files' })).toBeVisible()
    drag(row, 'drop')
    await waitFor(() => expect(uploader.getSnapshot().uploads).toHaveLength(2))
  })

  it('moves nothing below it when the first file is added, and keeps the focus on its button', async () => {
    const { add, user } = renderParts(page())
    await act(() => import('./PanelRows.js'))
    await user.tab()
    const button = addButton()
    expect(button).toHaveFocus()
    const belowBefore = screen.getByText('Below').getBoundingClientRect().top
    const corner = (): readonly number[] => [button.getBoundingClientRect().left, button.getBoundingClientRect().top]
    const cornerBefore = corner()
    await add('first.txt')
    await rowOf('first.txt')
    expect(await screen.findByText('1 of 1 file uploaded')).toBeVisible()
    expect(screen.getByText('Below').getBoundingClientRect().top).toBe(belowBefore)
    expect(addButton()).toBe(button)
    expect(button).toHaveFocus()
    expect(corner()).toEqual(cornerBefore)
  })

  it('shows the files of its group only, and its buttons act on them only', async () => {
    const gate = createGate()
    const { uploader, user } = renderParts(page({ group: 'photos' }), { backend: { gate: () => gate.opened } })
    act(() => {
      uploader.add([makeFile('a.txt'), makeFile('b.txt')], { group: 'photos' })
      uploader.add([makeFile('c.txt'), makeFile('d.txt')], { group: 'papers' })
    })
    expect(await screen.findByText('0 of 2 files uploaded')).toBeVisible()
    const list = await screen.findByRole('list', { name: 'Uploads' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(2)
    await user.click(await screen.findByRole('button', { name: 'Pause all' }))
    const statuses = (): readonly string[] => uploader.getSnapshot().uploads.map(({ status }) => status)
    expect(statuses().map((status) => status === 'paused')).toEqual([true, true, false, false])
    gate.open()
    await waitFor(() => expect(statuses().slice(2)).toEqual(['done', 'done']))
    await user.click(screen.getByRole('button', { name: 'Resume all' }))
    // The button comes with the first of them.
    await waitFor(() => expect(statuses()).toEqual(['done', 'done', 'done', 'done']))
    await user.click(await screen.findByRole('button', { name: 'Clear finished' }))
    await waitFor(() => expect(uploader.getSnapshot().uploads.map(({ name }) => name)).toEqual(['c.txt', 'd.txt']))
    // The end of the batch may be announced in the same moment.
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('2 files cleared from the list.'))
    // The button has left together with what it cleared.
    expect(addButton()).toHaveFocus()
    expect(panel()).toHaveAttribute('data-empty')
    await waitFor(() => expect(addButton()).toHaveFocus())
  })

  it('retries all failed files that can be retried', async () => {
    const error = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
    const { add, uploader, user } = renderParts(page(), {
      backend: { fail: { ticket: ['a.txt', 'b.txt'].map((fileName) => ({ fileName, error })) } },
    })
    const ids = await add('a.txt', 'b.txt')
    expect(await screen.findByText('2 failed')).toBeVisible()
    const retry = vi.spyOn(uploader, 'retry')
    await user.click(await screen.findByRole('button', { name: 'Retry 2 files' }))
    expect(retry).toHaveBeenCalledExactlyOnceWith(ids)
  })

  it('is a form field, whose label and description go to the button', async () => {
    const { add } = renderParts(
      <form aria-label="Post">
        <label htmlFor="photos">Photos</label>
        <UploadPanel id="photos" name="photos" required aria-describedby="hint" />
        <p id="hint">Of the harbour</p>
      </form>,
    )
    const form = screen.getByRole<HTMLFormElement>('form')
    const button = screen.getByLabelText('Photos')
    expect(button.tagName).toBe('BUTTON')
    expect(button).toHaveAccessibleDescription(/Of the harbour Required/)
    expect(form.checkValidity()).toBe(false)
    await add('a.txt')
    await waitFor(() => expect(form.checkValidity()).toBe(true))
    expect(new FormData(form).getAll('photos')).toHaveLength(1)
  })

  it.each([{ disabled: true }, { readOnly: true }])('takes nothing while it is %o', async (props) => {
    const { add, uploader } = renderParts(page(props))
    await add('stored.txt')
    drag(await rowOf('stored.txt'), 'drop')
    await act(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    expect(uploader.getSnapshot().uploads).toHaveLength(1)
  })

  it('names itself after its title', () => {
    renderParts(page({ title: <h2>Photos</h2> }))
    expect(screen.getByRole('group', { name: 'Photos' })).toContainElement(screen.getByRole('heading'))
  })

  it('gives its list no frame of its own', async () => {
    const { add } = renderParts(page())
    await add('a.txt', 'b.txt')
    const list = await screen.findByRole('list', { name: 'Uploads' })
    const { borderTopWidth, borderLeftWidth, boxShadow, borderTopLeftRadius } = getComputedStyle(list)
    expect([borderTopWidth, borderLeftWidth, boxShadow, borderTopLeftRadius]).toEqual(['0px', '0px', 'none', '0px'])
  })

  it('takes parts of the app in place of its own', async () => {
    const footer = createRef<HTMLDivElement>()
    const { add } = renderParts(
      <UploadPanel className={({ isEmpty }) => (isEmpty ? 'empty' : 'full')}>
        {({ totals }) => (
          <>
            <UploadPanelZone>{() => 'Photos, please'}</UploadPanelZone>
            <UploadPanelStatus>{({ count }) => `${count} so far`}</UploadPanelStatus>
            <UploadGrid />
            <UploadPanelFooter ref={footer} className={({ count }) => `of-${count}`}>
              <button type="button">Publish {totals.done}</button>
            </UploadPanelFooter>
          </>
        )}
      </UploadPanel>,
    )
    expect(panel()).toHaveClass('empty')
    expect(screen.getByRole('button', { name: 'Photos, please' })).toBeVisible()
    await add('a.txt', 'b.txt')
    expect(await screen.findByText('2 so far')).toBeVisible()
    expect(panel()).toHaveClass('full')
    expect(await screen.findByRole('button', { name: 'Publish 2' })).toBeVisible()
    expect(footer.current).toHaveClass('coatcheck-panel-footer', 'of-2')
  })

  it('measures its progress by its own group', async () => {
    const gate = createGate()
    const { uploader } = renderParts(page({ group: 'photos' }), {
      backend: { gate: ({ ids }) => (uploader.getUpload(ids[0]!)?.name === 'slow.txt' ? gate.opened : undefined) },
    })
    act(() => {
      uploader.add([makeFile('slow.txt'), makeFile('quick.txt')], { group: 'photos' })
      uploader.add([makeFile('other.txt', 'x'.repeat(1_000_000))], { group: 'papers' })
    })
    const bar = await screen.findByRole('progressbar', { name: 'Progress of all uploads' })
    await waitFor(() => expect(Number(bar.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(49))
    gate.open()
    await waitFor(() => expect(bar).not.toHaveAttribute('role'))
  })

  it.each([
    ['UploadPanelZone', UploadPanelZone],
    ['UploadPanelStatus', UploadPanelStatus],
    ['UploadPanelFooter', UploadPanelFooter],
  ])('%s throws outside of a panel', (name, Part) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderParts(<Part />)).toThrow(`<${name}> must be used inside <UploadPanel>.`)
  })

  it('leaves an UploadList outside of it as it is', async () => {
    const { add } = renderParts(<UploadList />)
    await add('a.txt')
    expect(getComputedStyle(await screen.findByRole('list', { name: 'Uploads' })).borderTopWidth).toBe('1px')
  })
})
