import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Activity, type ReactElement, StrictMode } from 'react'
import { hydrateRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { createFakeBackend, type FakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { makeFile } from '../../../../test/kit/renderParts.js'
import { UploadList } from '../upload-list/UploadList.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { Dropzone, type DropzoneProps } from './Dropzone.js'

let root: Root | undefined
let logged: MockInstance<typeof console.error>

beforeEach(() => {
  logged = vi.spyOn(console, 'error')
})

afterEach(() => {
  act(() => root?.unmount())
  cleanup()
  document.body.replaceChildren()
  vi.restoreAllMocks()
})

const fileInput = (): HTMLInputElement => document.querySelector<HTMLInputElement>('input[type=file]')!
const sent = (name: string): FormDataEntryValue[] =>
  new FormData(document.querySelector<HTMLFormElement>('form')!).getAll(name)

function choose(...files: readonly File[]): void {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  fileInput().files = data.files
}

const createBackend = (): FakeBackend =>
  createFakeBackend({ digest: null, existing: ({ name }) => ({ id: name, name }) })

/** Puts the server's HTML on the page before React hydrates it. */
function showServerPage(props: DropzoneProps = {}, backend: FakeBackend = createBackend()): () => void {
  const page: ReactElement = (
    <StrictMode>
      <UploadProvider backend={backend}>
        <form aria-label="Post">
          <Dropzone {...props} />
          <UploadList />
        </form>
      </UploadProvider>
    </StrictMode>
  )
  const place = document.createElement('div')
  place.innerHTML = renderToString(page)
  document.body.append(place)
  return () => {
    act(() => {
      root = hydrateRoot(place, page, { onRecoverableError: (error) => console.error(error) })
    })
  }
}

describe('a dropzone that a server rendered', () => {
  it('adds files that were chosen before hydration, each once', async () => {
    const onAdd = vi.fn()
    const backend = createBackend()
    const hydrate = showServerPage({ onAdd, group: 'photos' }, backend)
    choose(makeFile('early.txt'), makeFile('bird.txt'))
    hydrate()

    await waitFor(() => expect(screen.getAllByText('Already stored')).toHaveLength(2))
    expect(onAdd).toHaveBeenCalledTimes(1)
    expect(onAdd).toHaveBeenCalledWith({ accepted: [expect.any(String), expect.any(String)], rejected: [] })
    expect(backend.callsOf('ticket')).toHaveLength(2)
    expect(fileInput().value).toBe('')
    expect(logged).not.toHaveBeenCalled()
  })

  it('sends them with its form, also if the field is required', async () => {
    const hydrate = showServerPage({ name: 'paper', required: true })
    choose(makeFile('early.txt'))
    hydrate()

    await waitFor(() => expect(sent('paper')).toEqual(['early.txt']))
    expect(document.querySelector('form')?.checkValidity()).toBe(true)
    expect(logged).not.toHaveBeenCalled()
  })

  it('has the title and the buttons for touch and for a mouse, and keeps those for the device', async () => {
    const hydrate = showServerPage()
    expect(screen.getByText('Choose files')).toBeInTheDocument()
    expect(screen.getByText('Use the camera')).toBeInTheDocument()
    const before = screen.getByText('Choose a folder')
    hydrate()
    expect(screen.queryByText('Choose files')).toBeNull()
    expect(screen.queryByText('Use the camera')).toBeNull()
    expect(screen.getByText('Choose a folder')).toBe(before)
    expect(screen.getByRole('button', { name: 'Drop files here or choose files' })).toBeVisible()
    expect(logged).not.toHaveBeenCalled()
  })

  it('adds a file that is chosen again later as another row', async () => {
    const hydrate = showServerPage()
    choose(makeFile('early.txt'))
    hydrate()
    await screen.findByText('Already stored')

    await userEvent.upload(fileInput(), makeFile('early.txt'))
    await waitFor(() => expect(screen.getAllByText('Already stored')).toHaveLength(2))
  })

  it('does not add them while it is disabled', async () => {
    const backend = createBackend()
    const hydrate = showServerPage({ disabled: true }, backend)
    choose(makeFile('early.txt'))
    hydrate()
    await act(async () => {})
    expect(fileInput().files).toHaveLength(1)
    expect(backend.calls).toEqual([])
  })
})

it('adds no file again when the zone is hidden and shown once more', async () => {
  const backend = createBackend()
  const page = (mode: 'visible' | 'hidden'): ReactElement => (
    <UploadProvider backend={backend}>
      <Activity mode={mode}>
        <Dropzone />
      </Activity>
      <UploadList />
    </UploadProvider>
  )
  const { rerender } = render(page('visible'))
  await userEvent.upload(fileInput(), makeFile('once.txt'))
  await screen.findByText('Already stored')
  rerender(page('hidden'))
  rerender(page('visible'))
  expect(screen.getAllByText('Already stored')).toHaveLength(1)
  expect(backend.callsOf('ticket')).toHaveLength(1)
})
