import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ReactElement, StrictMode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { UploadRecord } from '../../contract/recovery.js'
import { createRecord } from '../../../test/recovery/createRecord.js'
import { createFakeBackend, type FakeBackend } from '../../testing/fakes/fakeBackend.js'
import { createFakeRecovery, type FakeRecovery } from '../../testing/fakes/fakeRecovery.js'
import { createFakeTransport } from '../../testing/fakes/fakeTransport.js'
import { makeFile, renderParts } from '../../../test/kit/renderParts.js'
import { UploadList } from '../parts/upload-list/UploadList.js'
import { de } from '../../locales/de.js'
import type { Messages } from '../../locales/messages.js'
import { UploadProvider } from './UploadProvider.js'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** The records of an earlier page, without the files. */
function leftBehind(...records: readonly UploadRecord[]): FakeRecovery {
  return createFakeRecovery(new Map(records.map((record) => [record.id, { record, file: null }])))
}

const fileInput = () => document.querySelector<HTMLInputElement>('input[type=file]')!
const rowsNamed = (name: string) => screen.queryAllByText(name)

const page = (backend: FakeBackend, recovery: FakeRecovery): ReactElement => (
  <StrictMode>
    <UploadProvider backend={backend} recovery={recovery}>
      <UploadList />
    </UploadProvider>
  </StrictMode>
)

describe('UploadProvider with a recovery', () => {
  it('shows the uploads of an earlier page once, in StrictMode, too', async () => {
    const recovery = leftBehind(createRecord('a'))
    render(page(createFakeBackend({ scope: 'ann' }), recovery))
    await screen.findByText('a.txt')
    expect(rowsNamed('a.txt')).toHaveLength(1)
    expect(screen.getByText('Choose the file again to continue')).toBeTruthy()
  })

  it('recovers again when the scope of the backend changes', async () => {
    const recovery = leftBehind(createRecord('a'), createRecord('b', { scope: 'bob' }))
    const claim = vi.spyOn(recovery, 'claim')
    const { rerender } = render(page(createFakeBackend({ scope: 'ann' }), recovery))
    await screen.findByText('a.txt')
    expect(rowsNamed('b.txt')).toEqual([])
    rerender(page(createFakeBackend({ scope: 'ann' }), recovery))
    rerender(page(createFakeBackend({ scope: 'bob' }), recovery))
    await screen.findByText('b.txt')
    expect(claim.mock.calls).toEqual([
      ['ann', 'fake'],
      ['bob', 'fake'],
    ])
  })
})

const renderRow = () =>
  renderParts(<UploadList />, { backend: { scope: 'ann' }, recovery: leftBehind(createRecord('a')) })

/** A button is disabled until its code has loaded. */
const findEnabled = (name: string) =>
  waitFor(() => {
    const button = screen.getByRole('button', { name })
    expect(button).not.toHaveAttribute('aria-disabled')
    return button
  })

describe('a row whose file could be read again', () => {
  /** A port for a file on disk whose browser asks the user, who gives these answers. */
  function fakeHandle(
    answers: readonly PermissionState[],
    getFile: () => Promise<File>,
    permission: PermissionState = 'prompt',
  ) {
    const left = [...answers]
    const requestPermission = vi.fn<() => Promise<PermissionState>>(async () => left.shift() ?? 'denied')
    const handle: Partial<FileSystemFileHandle> = { kind: 'file', getFile }
    return Object.assign(handle as FileSystemFileHandle, {
      queryPermission: async (): Promise<PermissionState> => permission,
      requestPermission,
    })
  }

  const renderOffer = (
    answers: readonly PermissionState[],
    getFile: () => Promise<File> = async () => makeFile('a.txt', 'hello'),
    locale?: Messages,
    permission?: PermissionState,
  ) => {
    const handle = fakeHandle(answers, getFile, permission)
    const recovery = createFakeRecovery(new Map([['a', { record: createRecord('a'), file: null, handle }]]))
    const parts = renderParts(<UploadList />, { backend: { scope: 'ann' }, recovery, ...(locale && { locale }) })
    return { ...parts, handle }
  }

  it('continues after one click, even if the question was closed before', async () => {
    const { user, handle } = renderOffer(['prompt', 'granted'])
    await user.click(await findEnabled('Allow access to a.txt'))
    expect(handle.requestPermission).toHaveBeenCalledWith({ mode: 'read' })
    await screen.findByText('Allow access to the file to continue')
    await user.click(await findEnabled('Allow access to a.txt'))
    await screen.findByText('Uploaded')
    expect(handle.requestPermission).toHaveBeenCalledTimes(2)
  })

  it('says that the file is compared where it need not be asked for', async () => {
    const file = Promise.withResolvers<File>()
    renderOffer([], () => file.promise, undefined, 'granted')
    expect(await screen.findByText('Comparing the files')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Choose a.txt again' })).toHaveAttribute('aria-disabled', 'true')
    file.resolve(makeFile('a.txt', 'hello'))
    await screen.findByText('Uploaded')
  })

  it.each([
    ['the user denies it', ['denied'], undefined, 'Choose the file again to continue'],
    [
      'it is gone',
      ['granted'],
      () => Promise.reject(new DOMException('Gone.', 'NotFoundError')),
      'Choose the file again to continue',
    ],
    ['it has other content', ['granted'], async () => makeFile('a.txt', 'other content'), 'That is a different file.'],
  ] as const)('asks for the file as without a handle if %s', async (_, answers, getFile, words) => {
    const { user } = renderOffer(answers, getFile)
    await user.click(await findEnabled('Allow access to a.txt'))
    await findEnabled('Choose a.txt again')
    expect(screen.getByRole('listitem').textContent).toContain(words)
    expect(screen.getByRole('listitem').contains(document.activeElement)).toBe(true)
    await userEvent.upload(fileInput(), makeFile('a.txt', 'hello'))
    await screen.findByText('Uploaded')
  })

  it('says so in the language of the page', async () => {
    renderOffer([], undefined, de)
    await findEnabled('Zugriff auf a.txt erlauben')
    expect(await screen.findByText('Zugriff auf die Datei zum Fortsetzen erlauben')).toBeVisible()
  })
})

describe('a row that lacks its file', () => {
  it('says that a chosen file is a different one, and continues with the right one', async () => {
    const { uploader, user } = renderRow()
    const button = await findEnabled('Choose a.txt again')
    const opened = vi.spyOn(HTMLInputElement.prototype, 'click').mockReturnValue()
    button.focus()
    await user.keyboard('{Enter}')
    expect(opened).toHaveBeenCalledOnce()

    // Said later, it would take the place of what is said about the other file.
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('a.txt added.'))
    await userEvent.upload(fileInput(), makeFile('b.txt', 'other'))
    await waitFor(() => expect(screen.getByRole('listitem').textContent).toContain('That is a different file.'))
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('That is a different file.'))

    await userEvent.upload(fileInput(), makeFile('a.txt', 'hello'))
    await screen.findByText('Uploaded')
    expect(uploader.getSnapshot().uploads[0]).toMatchObject({ status: 'done' })
    expect(screen.queryByRole('button', { name: /^Choose/ })).toBeNull()
    expect(screen.getByRole('listitem').contains(document.activeElement)).toBe(true)
  })

  it('can be cancelled, but neither paused nor retried', async () => {
    renderRow()
    await screen.findByText('a.txt')
    const names = screen.getAllByRole<HTMLButtonElement>('button').map(({ title }) => title)
    expect(names).toEqual(['Choose a.txt again', 'Cancel a.txt'])
  })

  it('does not ask for confirmation when the user leaves', async () => {
    renderRow()
    await screen.findByText('a.txt')
    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(false)
  })
})

function watchScreen(): { readonly held: Set<object>; readonly asked: ReturnType<typeof vi.fn> } {
  const held = new Set<object>()
  const asked = vi.spyOn(navigator.wakeLock, 'request').mockImplementation(async () => {
    const sentinel = { release: async () => void held.delete(sentinel) }
    held.add(sentinel)
    return sentinel as unknown as WakeLockSentinel
  })
  return { held, asked }
}

describe('the screen', () => {
  it('stays on only while uploads are under way, and again when the page becomes visible', async () => {
    const { held, asked } = watchScreen()
    const transport = createFakeTransport({ bytesPerSecond: 1 })
    const { add, uploader } = renderParts(<UploadList />, { ports: { transport } })
    expect(asked).not.toHaveBeenCalled()
    await add('long.txt')
    await waitFor(() => expect(held.size).toBe(1))
    await act(async () => document.dispatchEvent(new Event('visibilitychange')))
    expect(asked).toHaveBeenCalledTimes(2)
    await act(async () => uploader.pause('all'))
    await waitFor(() => expect(held.size).toBe(0))
    await act(async () => document.dispatchEvent(new Event('visibilitychange')))
    expect(held.size).toBe(0)
  })

  it('may turn off if the browser refuses the lock', async () => {
    vi.spyOn(navigator.wakeLock, 'request').mockRejectedValue(new DOMException('battery', 'NotAllowedError'))
    const { add } = renderParts(<UploadList />)
    await add('short.txt')
    expect(await screen.findByText('Uploaded')).toBeTruthy()
  })
})
