import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { UploadError } from '../../../errors/UploadError.js'
import type { Upload } from '../../../contract/upload.js'
import { createFakeInspector } from '../../../testing/fakes/fakeInspector.js'
import { createFakeTransport } from '../../../testing/fakes/fakeTransport.js'
import { Dropzone } from '../dropzone/Dropzone.js'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadProgress } from '../upload-row/UploadProgress.js'
import { UploadRow } from '../upload-row/UploadRow.js'
import { UploadList } from './UploadList.js'
import '../../../styles.css'

afterEach(cleanup)

const rows = (): HTMLElement[] => within(screen.getByRole('list', { name: 'Uploads' })).getAllByRole('listitem')
const press = (name: string): HTMLElement => screen.getByRole('button', { name })

describe('a row', () => {
  it('describes its status in words, from reading to registered', async () => {
    const ticket = createGate()
    const confirm = createGate()
    const { add } = renderParts(<UploadList />, {
      backend: {
        gate: ({ name }) => (name === 'ticket' ? ticket.opened : name === 'confirm' ? confirm.opened : undefined),
      },
      ports: {
        inspector: createFakeInspector({ latencyMs: 200 }),
        transport: createFakeTransport({ bytesPerSecond: 50 }),
      },
    })
    await add(makeFile('a.txt', 'x'.repeat(20)))
    expect(await screen.findByText('Reading the file')).toBeVisible()
    expect(await screen.findByText('Connecting')).toBeVisible()
    ticket.open()
    expect(await screen.findByText('Sending')).toBeVisible()
    expect(await screen.findByText('Finishing')).toBeVisible()
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '99')
    confirm.open()
    expect(await screen.findByText('Uploaded')).toBeVisible()
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100')
  })

  it('never lets its progress decrease, and shows 100 % only when the file is registered', async () => {
    const seen: { readonly now: number; readonly status: string }[] = []
    const note = (upload: Upload): ReactNode => (
      <UploadRow upload={upload}>
        <UploadProgress
          ref={(bar) => {
            if (bar) seen.push({ now: Number(bar.getAttribute('aria-valuenow')), status: bar.dataset['status'] ?? '' })
          }}
        />
      </UploadRow>
    )
    const { add } = renderParts(<UploadList>{note}</UploadList>, {
      ports: {
        inspector: createFakeInspector({ latencyMs: 40 }),
        transport: createFakeTransport({
          bytesPerSecond: 400_000,
          outcomes: [{ kind: 'no-answer', reason: 'network', sentBytes: 50_000 }],
        }),
        random: () => 0,
      },
    })
    await add(makeFile('a.txt', 'x'.repeat(100_000)))
    await waitFor(() => expect(seen.at(-1)?.status).toBe('done'))
    const values = seen.map(({ now }) => now)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(seen.every(({ now, status }) => (now === 100) === (status === 'done'))).toBe(true)
  })

  it('says that it will send again after a broken connection, and when', async () => {
    const { add } = renderParts(<UploadList />, {
      ports: {
        transport: createFakeTransport({
          bytesPerSecond: 30,
          outcomes: [{ kind: 'no-answer', reason: 'network', sentBytes: 5 }],
        }),
        random: () => 1,
      },
    })
    await add(makeFile('a.txt', 'x'.repeat(20)))
    expect(await screen.findByText('The connection was lost.')).toBeVisible()
    expect(screen.getByText(/^Trying again in \d seconds?$/)).toBeVisible()
    expect(await screen.findByText('Sending again')).toBeVisible()
  })

  it('says that a file existed already, and its name there', async () => {
    const { add } = renderParts(<UploadList />, {
      backend: { existing: () => ({ id: '1', name: 'as-it-was.txt' }) },
    })
    await add('a.txt')
    expect(await screen.findByText('Already stored as as-it-was.txt')).toBeVisible()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it("says what went wrong, what to do, and the server's message, as plain text", async () => {
    const hostile = '<img src=x onerror="alert(1)">'
    const error = new UploadError('too-large', 'developers only', { serverText: hostile })
    const { add } = renderParts(<UploadList />, { backend: { fail: { ticket: [{ error }] } } })
    await add(makeFile(`${hostile}.txt`))
    expect(await screen.findByText('The file is too large.')).toBeVisible()
    expect(screen.getByText('Choose a smaller one.')).toBeVisible()
    expect(screen.getByText(hostile)).toBeVisible()
    expect(rows()[0]?.querySelector('.coatcheck-upload-name bdi')?.textContent).toBe(`${hostile}.txt`)
    expect(document.querySelector('img')).toBeNull()
    expect(document.body.innerHTML).not.toContain('developers only')
  })

  it('says if bytes are stored but not registered', async () => {
    const error = new UploadError('forbidden', 'no')
    const { add } = renderParts(<UploadList />, { backend: { fail: { confirm: [{ error }] } } })
    await add('a.txt')
    expect(
      await screen.findByText('The file was sent but not registered. You do not have permission to upload here.'),
    ).toBeVisible()
  })

  it('shows no secret from its ticket', async () => {
    const { add, container } = renderParts(<UploadList />, { backend: { secret: 'SENTINEL' } })
    await add('a.txt')
    await screen.findByText('Uploaded')
    expect(container.outerHTML).not.toContain('SENTINEL')
  })
})

function makePicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(4, 4)
  canvas.getContext('2d')?.fillRect(0, 0, 4, 4)
  return canvas.convertToBlob()
}

describe('its thumbnail', () => {
  it('shows the thumbnail from the inspection, and revokes every URL', async () => {
    const create = vi.spyOn(URL, 'createObjectURL')
    const revoke = vi.spyOn(URL, 'revokeObjectURL')
    const thumbnail = await makePicture()
    const { add, unmount } = renderParts(<UploadList />, {
      ports: { inspector: createFakeInspector({ facts: () => ({ thumbnail }) }) },
    })
    await add('a.png', 'b.png', 'c.png')
    await waitFor(() => expect(document.querySelectorAll('.coatcheck-upload-thumbnail img')).toHaveLength(3))
    unmount()
    expect(create.mock.calls.length).toBeGreaterThanOrEqual(3)
    expect(revoke.mock.calls.length).toBe(create.mock.calls.length)
    vi.restoreAllMocks()
  })

  it('is an icon if there is no picture, or a broken one', async () => {
    const { add, uploader } = renderParts(<UploadList />, {
      ports: { inspector: createFakeInspector({ facts: () => ({ thumbnail: new Blob(['no picture']) }) }) },
    })
    await add('a.png')
    act(() => void uploader.addStored([{ id: '1', type: 'application/pdf', name: 'b.pdf' }]))
    await waitFor(() => expect(document.querySelector('[data-icon=image] svg')).not.toBeNull())
    expect(document.querySelector('[data-icon=text][data-extension=PDF] svg')).not.toBeNull()
  })
})

describe('buttons', () => {
  it('pause and resume in one place, and keep the focus', async () => {
    const gate = createGate()
    const { add, user } = renderParts(<UploadList />, { backend: { gate: () => gate.opened } })
    await add('a.txt')
    await user.click(press('Pause a.txt'))
    expect(await screen.findByText('Paused')).toBeVisible()
    expect(press('Resume a.txt')).toBe(document.activeElement)
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('button', { name: 'Pause a.txt' })).toBe(document.activeElement)
    gate.open()
    await screen.findByText('Uploaded')
    expect(press('Clear a.txt')).toBe(document.activeElement)
  })

  it('can be focused, but do nothing while a confirm is in flight', async () => {
    const gate = createGate()
    const { add, user } = renderParts(<UploadList />, {
      backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) },
    })
    await add('a.txt')
    await screen.findByText('Finishing')
    for (const name of ['Pause a.txt', 'Cancel a.txt']) {
      await waitFor(() => expect(press(name)).toHaveAttribute('aria-disabled', 'true'))
      await user.click(press(name))
    }
    gate.open()
    expect(await screen.findByText('Uploaded')).toBeVisible()
  })

  it('retry once, however often they are clicked', async () => {
    const error = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
    const gate = createGate()
    const { add, user, backend } = renderParts(<UploadList />, {
      backend: {
        fail: { ticket: [{ nth: 1, error }] },
        gate: ({ name, nth }) => (name === 'ticket' && nth > 1 ? gate.opened : undefined),
      },
    })
    await add('a.txt')
    await screen.findByText('The server did not answer in time.')
    await user.dblClick(press('Retry a.txt'))
    expect(await screen.findByText('Connecting')).toBeVisible()
    fireEvent.keyDown(press('Pause a.txt'), { key: 'Enter', repeat: true })
    expect(screen.getByText('Connecting')).toBeVisible()
    gate.open()
    await screen.findByText('Uploaded')
    expect(backend.callsOf('ticket')).toHaveLength(2)
    expect(backend.callsOf('confirm')).toHaveLength(1)
  })

  it('offer no retry if it would be useless', async () => {
    const error = new UploadError('forbidden', 'no')
    const { add } = renderParts(<UploadList />, { backend: { fail: { ticket: [{ error }] } } })
    await add('a.txt')
    await screen.findByText('You do not have permission to upload here.')
    expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull()
  })
})

describe('focus', () => {
  it('moves to the same button of the next row, then of the previous one, then to the dropzone', async () => {
    const { add, user } = renderParts(
      <>
        <Dropzone />
        <UploadList />
      </>,
    )
    await add('a.txt', 'b.txt', 'c.txt')
    await waitFor(() => expect(screen.getAllByText('Uploaded')).toHaveLength(3))
    press('Clear b.txt').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(press('Clear c.txt')).toBe(document.activeElement))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(press('Clear a.txt')).toBe(document.activeElement))
    await user.keyboard('{Enter}')
    await waitFor(() => expect(press('Drop files here or choose files')).toBe(document.activeElement))
  })

  it('does not move to the list when the user has moved on', async () => {
    const { add, user, uploader } = renderParts(
      <>
        <UploadList />
        <p>elsewhere</p>
      </>,
    )
    await add('a.txt', 'b.txt')
    await waitFor(() => expect(screen.getAllByText('Uploaded')).toHaveLength(2))
    press('Clear a.txt').focus()
    await user.click(screen.getByText('elsewhere'))
    act(() => uploader.remove(uploader.getSnapshot().uploads[0]!.id))
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(document.activeElement).toBe(document.body)
  })

  it('works for custom rows', async () => {
    const remove = vi.fn()
    const { add, user, uploader } = renderParts(
      <UploadList>
        {({ id, name }) => (
          <button
            type="button"
            onClick={() => {
              remove(name)
              uploader.remove(id)
            }}
          >
            away with {name}
          </button>
        )}
      </UploadList>,
    )
    await add('a.txt', 'b.txt')
    await user.click(press('away with a.txt'))
    await waitFor(() => expect(press('away with b.txt')).toBe(document.activeElement))
  })
})

describe('clearFinishedAfterMs', () => {
  it('lets finished rows leave, but not those that failed, that a form sends or that have the focus', async () => {
    const { uploader } = renderParts(
      <>
        <Dropzone name="photos" group="photos" />
        <UploadList clearFinishedAfterMs={100} />
      </>,
      { backend: { fail: { ticket: [{ fileName: 'b.txt', error: new UploadError('forbidden', 'no') }] } } },
    )
    const names = (): readonly string[] => uploader.getSnapshot().uploads.map(({ name }) => name)
    act(() => {
      uploader.add(['a.txt', 'b.txt', 'c.txt'].map((name) => makeFile(name)))
      uploader.add([makeFile('sent.txt')], { group: 'photos' })
    })
    const button = await screen.findByRole('button', { name: / c\.txt$/ })
    act(() => button.focus())
    await waitFor(() => expect(names()).toEqual(['b.txt', 'c.txt', 'sent.txt']))
    act(() => (document.activeElement as HTMLElement).blur())
    await waitFor(() => expect(names()).toEqual(['b.txt', 'sent.txt']))
  })
})

describe('rejected files', () => {
  const readRejections = (): readonly string[] =>
    within(screen.getByRole('list', { name: 'Files that were not accepted' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent.replaceAll('\u00a0', ' '))

  it('are gathered by reason, with the names beyond the third folded away, and dismissed together', async () => {
    const { add, user, uploader } = renderParts(<UploadList />, { restrictions: { accept: '.txt', maxSizeBytes: 10 } })
    await add('1.png', '2.png', 'much too large.txt', '3.png', '4.png', '5.png')
    expect(readRejections()).toEqual([
      '1.png 2.png 3.png and 2 more files4.png 5.png This file type is not accepted. Choose TXT.',
      'much too large.txt Larger than the limit of 10 bytes.',
      'Dismiss all',
    ])
    expect(screen.getByText('4.png')).not.toBeVisible()
    await user.click(screen.getByText('and 2 more files'))
    expect(screen.getByText('4.png')).toBeVisible()
    await user.click(press('Dismiss 5 files'))
    expect(readRejections()).toEqual(['much too large.txt Larger than the limit of 10 bytes.'])
    await add('6.png')
    await user.click(press('Dismiss all'))
    expect(uploader.getSnapshot().rejections).toEqual([])
  })

  it('are shown in the list with their reasons until they are dismissed', async () => {
    const { add, user } = renderParts(
      <>
        <Dropzone />
        <UploadList />
      </>,
      { restrictions: { accept: '.txt', maxSizeBytes: 10, check: () => [] } },
    )
    await add('a-long-name.txt', 'b.png', 'c.txt')
    expect(readRejections()).toEqual([
      'a-long-name.txt Larger than the limit of 10 bytes.',
      'b.png This file type is not accepted. Choose TXT.',
      'Dismiss all',
    ])
    await user.click(press('Dismiss a-long-name.txt'))
    await waitFor(() => expect(press('Dismiss b.png')).toBe(document.activeElement))
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('list', { name: 'Files that were not accepted' })).toBeNull()
    expect(press('Drop files here or choose files')).toBe(document.activeElement)
    expect(rows()).toHaveLength(1)
  })

  it("are shown with the app's own codes, and only for their own group", async () => {
    const { uploader } = renderParts(<UploadList group="mine" />, {
      restrictions: { check: (file) => (file.name.startsWith('bad') ? [{ code: 'no-scans', limit: 3 }] : []) },
    })
    act(() => {
      uploader.add([makeFile('bad.txt'), makeFile('good.txt')], { group: 'mine' })
      uploader.add([makeFile('bad-elsewhere.txt'), makeFile('elsewhere.txt')])
    })
    expect(await screen.findByText('Not accepted (no-scans: 3).')).toBeVisible()
    expect(screen.queryByText(/elsewhere/)).toBeNull()
    expect(rows()).toHaveLength(1)
  })
})

describe('a long list', () => {
  const thousands = Array.from({ length: 5000 }, (_, index) => makeFile(`file-${index}.txt`, 'x'))

  it('renders only the visible rows, and exposes its length', async () => {
    const { uploader } = renderParts(<UploadList />, { autoStart: false })
    act(() => void uploader.add(thousands))
    await waitFor(() => expect(document.querySelector('[data-windowed]')).not.toBeNull())
    expect(rows().length).toBeLessThan(60)
    expect(rows()[0]).toHaveAttribute('aria-setsize', '5000')
    expect(rows()[0]).toHaveAttribute('aria-posinset', '1')
    const box = document.querySelector('.coatcheck-upload-scroll')!
    box.scrollTop = box.scrollHeight
    await waitFor(() => expect(screen.getByText('file-4999.txt')).toBeVisible())
    expect(screen.queryByText('file-0.txt')).toBeNull()
  })

  it('keeps the row with the focus, wherever it is scrolled to', async () => {
    const { uploader } = renderParts(<UploadList />, { autoStart: false })
    act(() => void uploader.add(thousands))
    await waitFor(() => expect(document.querySelector('[data-windowed]')).not.toBeNull())
    act(() => press('Cancel file-1.txt').focus())
    const box = document.querySelector('.coatcheck-upload-scroll')!
    box.scrollTop = box.scrollHeight
    await screen.findByText('file-4999.txt')
    expect(press('Cancel file-1.txt')).toBe(document.activeElement)
  })

  it('shows its first rows at once, with a few hundred elements for thousands of files', async () => {
    const { uploader, container } = renderParts(<UploadList />, { autoStart: false })
    await act(async () => void uploader.add(thousands))
    expect(screen.getByText('file-0.txt')).toBeVisible()
    expect(container.querySelectorAll('*').length).toBeLessThan(1000)
  })

  it('renders the rows of one drop in several tasks, and eventually all of them', async () => {
    const { uploader } = renderParts(<UploadList />, { autoStart: false })
    const counts = new Set<number>()
    const observer = new MutationObserver(() => counts.add(rows().length))
    observer.observe(document.body, { childList: true, subtree: true })
    uploader.add(thousands.slice(0, 80))
    await waitFor(() => expect(rows()).toHaveLength(80))
    observer.disconnect()
    expect(counts.size).toBeGreaterThan(2)
    expect(Math.min(...counts)).toBeLessThan(30)
  })

  it('renders one row, not the list, when one file makes progress', async () => {
    const onRender = vi.fn()
    const gate = createGate()
    const { add, uploader } = renderParts(
      <UploadList>
        {(upload) => (
          <Profiler id={upload.name} onRender={onRender}>
            {upload.status}
          </Profiler>
        )}
      </UploadList>,
      { backend: { gate: () => gate.opened } },
    )
    await add('a.txt', 'b.txt', 'c.txt')
    // All of them wait at the gate.
    await waitFor(() => expect(screen.getAllByText('requesting')).toHaveLength(3))
    onRender.mockClear()
    act(() => uploader.pause(uploader.getSnapshot().uploads[1]!.id))
    await waitFor(() => expect(onRender).toHaveBeenCalled())
    expect(new Set(onRender.mock.calls.map(([id]: unknown[]) => id))).toEqual(new Set(['b.txt']))
  })
})
