import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Activity, type ReactElement, type ReactNode, StrictMode, useEffect } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, inject, it, vi } from 'vitest'
import { createUploader } from '../../core.js'
import type { Uploader } from '../../contract/uploader.js'
import { UploadError } from '../../errors/UploadError.js'
import { de } from '../../locales/de.js'
import { createFakeBackend, type FakeBackend } from '../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { createFakeTransport } from '../../testing/fakes/fakeTransport.js'
import { Dropzone } from '../parts/dropzone/Dropzone.js'
import { createGate, makeFile, renderParts } from '../../../test/kit/renderParts.js'
import { untilWarned } from '../../../test/kit/untilWarned.js'
import { UploadList } from '../parts/upload-list/UploadList.js'
import { UploadName } from '../parts/upload-row/UploadName.js'
import { UploadProvider } from './UploadProvider.js'
import { useUploader } from '../hooks/useUploader.js'
import { useUploads } from '../hooks/useUploads.js'

afterEach(cleanup)

const nextTask = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 20)))
const fileInput = () => document.querySelector<HTMLInputElement>('input[type=file]')!

/** Records each uploader that the provider provides. */
function Probe({ seen }: { readonly seen: Uploader[] }): ReactNode {
  const uploader = useUploader()
  useEffect(() => {
    if (seen.at(-1) !== uploader) seen.push(uploader)
  }, [seen, uploader])
  return null
}

/** A backend whose tickets point to a real server for these tests. */
function createSinkBackend(id: string): FakeBackend {
  const backend = createFakeBackend({ digest: null })
  const url = `http://127.0.0.1:${inject('sinkPorts')[0]}/ok/${id}`
  return {
    ...backend,
    requestTicket: async (request, context) => {
      await backend.requestTicket(request, context)
      return { kind: 'put', url, reference: { key: `key-${request.id}` } }
    },
  }
}

const limitedPage = (backend: FakeBackend, maxSizeBytes: number): ReactElement => (
  <StrictMode>
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes }}>
      <Dropzone />
      <UploadList />
    </UploadProvider>
  </StrictMode>
)

describe('UploadProvider with a backend', () => {
  it('makes one ticket call, one PUT and one confirm in StrictMode', async () => {
    const id = crypto.randomUUID()
    const backend = createSinkBackend(id)
    render(
      <StrictMode>
        <UploadProvider backend={backend}>
          <Dropzone />
          <UploadList />
        </UploadProvider>
      </StrictMode>,
    )
    await nextTask()
    await userEvent.upload(fileInput(), makeFile('once.txt'))
    await screen.findByText('Uploaded')
    const received: unknown = await (await fetch(`http://127.0.0.1:${inject('sinkPorts')[0]}/received/${id}`)).json()
    expect(received).toMatchObject([{ method: 'PUT', size: 8 }])
    expect(backend.callsOf('ticket')).toHaveLength(1)
    expect(backend.callsOf('confirm')).toHaveLength(1)
  })

  it('keeps its uploader through StrictMode and a quickly hidden Activity', async () => {
    const seen: Uploader[] = []
    const backend = createFakeBackend({ digest: null, existing: ({ name }) => ({ id: 'stored', name }) })
    const page = (mode: 'visible' | 'hidden'): ReactElement => (
      <StrictMode>
        <Activity mode={mode}>
          <UploadProvider backend={backend}>
            <Probe seen={seen} />
            <UploadList />
          </UploadProvider>
        </Activity>
      </StrictMode>
    )
    const { rerender } = render(page('visible'))
    rerender(page('hidden'))
    rerender(page('visible'))
    await nextTask()
    expect(seen).toHaveLength(1)
    act(() => void seen[0]?.add([makeFile('still-alive.txt')]))
    await screen.findByText('Already stored')
    expect(backend.callsOf('ticket')).toHaveLength(1)
  })

  it('destroys its uploader one task after it is hidden, and creates a new one when it is shown later', async () => {
    const seen: Uploader[] = []
    const backend = createFakeBackend({ digest: null, existing: ({ name }) => ({ id: 'stored', name }) })
    const page = (mode: 'visible' | 'hidden'): ReactElement => (
      <Activity mode={mode}>
        <UploadProvider backend={backend}>
          <Probe seen={seen} />
          <UploadList />
        </UploadProvider>
      </Activity>
    )
    const { rerender } = render(page('visible'))
    rerender(page('hidden'))
    await nextTask()
    expect(() => seen[0]?.add([makeFile('late.txt')])).toThrow(TypeError)
    rerender(page('visible'))
    await nextTask()
    expect(seen).toHaveLength(2)
    act(() => void seen[1]?.add([makeFile('anew.txt')]))
    await screen.findByText('anew.txt')
    await screen.findByText('Already stored')
  })

  it('P5 aborts uploads one task after it is unmounted', async () => {
    const gate = createGate()
    const backend = createFakeBackend({ digest: null, gate: () => gate.opened })
    const { unmount } = render(
      <StrictMode>
        <UploadProvider backend={backend}>
          <Dropzone />
        </UploadProvider>
      </StrictMode>,
    )
    await userEvent.upload(fileInput(), makeFile('cut-short.txt'))
    await waitFor(() => expect(backend.callsOf('ticket')).toHaveLength(1))
    unmount()
    await waitFor(() => expect(backend.callsOf('ticket')[0]?.outcome).toBe('cancelled'))
    expect(backend.callsOf('confirm')).toHaveLength(0)
  })

  it('P6 applies changed props to files that are added from then on, and not to running uploads', async () => {
    const gate = createGate()
    const first = createFakeBackend({ digest: null, existing: () => ({ id: '1' }), gate: () => gate.opened })
    const second = createFakeBackend({ digest: null, existing: () => ({ id: '2' }) })
    const { rerender } = render(limitedPage(first, 100))
    await userEvent.upload(fileInput(), makeFile('early.txt'))
    await waitFor(() => expect(first.callsOf('ticket')).toHaveLength(1))
    rerender(limitedPage(second, 10))
    await userEvent.upload(fileInput(), [makeFile('late.txt'), makeFile('far-too-long.txt')])
    expect(await screen.findByText('Larger than the limit of 10 bytes.')).toBeVisible()
    await waitFor(() => expect(second.callsOf('ticket')).toHaveLength(1))
    gate.open()
    await waitFor(() => expect(screen.getAllByText('Already stored')).toHaveLength(2))
    expect(first.callsOf('ticket')).toHaveLength(1)
  })
})

describe('UploadProvider with an uploader', () => {
  it('makes one ticket call, one request and one confirm in StrictMode, and the uploader outlives it', async () => {
    const transport = createFakeTransport()
    const { uploader, backend, add, unmount } = renderParts(<UploadList />, { ports: { transport } })
    await add('mine.txt')
    await screen.findByText('Uploaded')
    expect([backend.callsOf('ticket').length, transport.requests.length, backend.callsOf('confirm').length]).toEqual([
      1, 1, 1,
    ])
    unmount()
    await nextTask()
    uploader.add([makeFile('after.txt')])
    const { done } = await uploader.whenSettled()
    expect(done).toHaveLength(2)
  })

  it('keeps the restrictions that the uploader was created with', async () => {
    const uploader = createUploader({
      backend: createFakeBackend(),
      ports: createFakePorts(),
      restrictions: { maxFiles: 0 },
    })
    render(
      <UploadProvider uploader={uploader}>
        <UploadList />
      </UploadProvider>,
    )
    act(() => void uploader.add([makeFile('one.txt')]))
    expect(await screen.findByText(/Too many/)).toBeVisible()
  })

  it('uses the language of its locale', async () => {
    const { add } = renderParts(
      <>
        <Dropzone />
        <UploadList />
      </>,
      { locale: de },
    )
    expect(screen.getByRole('button', { name: 'Dateien hier ablegen oder auswählen' })).toBeVisible()
    await add('brief.txt')
    expect(await screen.findByText('Hochgeladen')).toBeVisible()
    expect(screen.getByRole('button', { name: 'brief.txt aus der Liste nehmen' })).toBeVisible()
  })
})

describe('a locale in part', () => {
  it('replaces the texts that it has, and all others are English', async () => {
    const { add } = renderParts(
      <>
        <Dropzone />
        <UploadList />
      </>,
      { locale: { status: { uploaded: 'In the album' } } },
    )
    expect(screen.getByRole('button', { name: 'Drop files here or choose files' })).toBeVisible()
    await add('a.txt')
    expect(await screen.findByText('In the album')).toBeVisible()
  })
})

describe('onDone and onFailed', () => {
  const backend = createFakeBackend({
    existing: ({ name }) => (name === 'bad.txt' ? undefined : { id: name, name }),
    fail: { ticket: [{ fileName: 'bad.txt', error: new UploadError('forbidden', 'no') }] },
  })

  it('are called once for each upload, and always those of the latest render', async () => {
    const uploader = createUploader({ backend, ports: createFakePorts() })
    const calls: string[] = []
    const page = (render: string): ReactElement => (
      <StrictMode>
        <UploadProvider
          uploader={uploader}
          onDone={({ stored }) => calls.push(`${render}: ${stored.id} is done`)}
          onFailed={({ name, error }) => calls.push(`${render}: ${name} is ${error.code}`)}
        />
      </StrictMode>
    )
    const { rerender, unmount } = render(page('first'))
    uploader.addStored([{ id: 'initial' }])
    rerender(page('second'))
    uploader.add([makeFile('good.txt'), makeFile('bad.txt')])
    await uploader.whenSettled()
    expect(calls.toSorted()).toEqual(['second: bad.txt is forbidden', 'second: good.txt is done'])
    unmount()
    uploader.add([makeFile('later.txt')])
    await uploader.whenSettled()
    expect(calls).toHaveLength(2)
  })
})

/** Whether the user can leave the page without being asked. */
function leave(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return !event.defaultPrevented
}

describe('leaving the page', () => {
  it('P1 asks for confirmation only while uploads are under way', async () => {
    const gate = createGate()
    const { add, uploader, unmount } = renderParts(<UploadList />, { backend: { gate: () => gate.opened } })
    expect(leave()).toBe(true)
    const [id] = await add('a.txt')
    await waitFor(() => expect(leave()).toBe(false))
    act(() => uploader.pause(id!))
    await waitFor(() => expect(leave()).toBe(true))
    act(() => uploader.resume(id!))
    await waitFor(() => expect(leave()).toBe(false))
    unmount()
    expect(leave()).toBe(true)
    gate.open()
  })
})

describe('parts and hooks outside a provider', () => {
  it.each([
    ['useUploader', () => useUploader(), 'useUploader must be used inside <UploadProvider>.'],
    ['useUploads', () => useUploads(), 'useUploads must be used inside <UploadProvider>.'],
    ['Dropzone', () => <Dropzone />, 'Dropzone must be used inside <UploadProvider>.'],
    ['UploadName', () => <UploadName />, '<UploadName> must be used inside <UploadRow>.'],
  ])('%s throws and names what it needs', (_name, useIt, message) => {
    const Outside = (): ReactNode => {
      const result: unknown = useIt()
      return result as ReactNode
    }
    const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => render(<Outside />)).toThrow(message)
    silence.mockRestore()
  })

  it('throw for a provider with neither backend nor uploader', () => {
    const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
    // @ts-expect-error: one of the two is needed
    expect(() => render(<UploadProvider />)).toThrow('needs either a `backend`')
    silence.mockRestore()
  })
})

describe('invalid props', () => {
  const backend = createFakeBackend()
  const recovery = { claim: async () => [], save: async () => {}, forget: async () => {} }
  it.each([
    [{ backend, uploader: 'ours' }, 'needs either a `backend` or an `uploader`'],
    [{ uploader: 'ours', recovery }, "pass 'recovery' to createUploader"],
    [{ uploader: 'ours', autoStart: false }, "pass 'autoStart' to createUploader"],
    [{ uploader: {} }, '`uploader` of <UploadProvider> must be the result of createUploader; it is an object'],
    [{ backend, restrictions: { accept: 'jpg' } }, 'restrictions.accept must be'],
    [{ backend, concurrency: { sending: 0 } }, 'concurrency.sending must be'],
  ])('%o are refused at once, by their name', (given, message) => {
    const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
    const own = 'uploader' in given && given.uploader === 'ours' ? { uploader: createUploader({ backend }) } : {}
    const props = { ...given, ...own } as unknown as { backend: FakeBackend }
    expect(() => render(<UploadProvider {...props} />)).toThrow(message)
    silence.mockRestore()
  })

  it('cause one warning if they are unknown, also in StrictMode and at later renders', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const page = (maxSize: number): ReactElement => {
      const props = { restriction: {}, restrictions: { maxSize } } as object
      return (
        <StrictMode>
          <UploadProvider backend={backend} recovery={recovery} {...props} />
        </StrictMode>
      )
    }
    const { rerender } = render(page(1))
    rerender(page(2))
    await untilWarned()
    expect(warn).toHaveBeenCalledTimes(3)
    expect(warn.mock.calls.flat()).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          "<UploadProvider> has no option 'restriction', so it is ignored. Did you mean 'restrictions'?",
        ),
        expect.stringContaining("restrictions has no option 'maxSize', so it is ignored. Did you mean 'maxSizeBytes'?"),
        expect.stringContaining("recovery is ignored, because the backend 'fake' has no 'scope'"),
      ]),
    )
    warn.mockRestore()
  })
})

describe('on a server', () => {
  it('P7 hydrates without a mismatch, even if the uploader already has files', async () => {
    const uploader = createUploader({ backend: createFakeBackend(), ports: createFakePorts() })
    const page = (
      <StrictMode>
        <UploadProvider uploader={uploader}>
          <Dropzone required name="files" />
          <UploadList />
        </UploadProvider>
      </StrictMode>
    )
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(page)
    expect(container.querySelector('[style]')).toBeNull()
    uploader.add([makeFile('early.txt')])
    await uploader.whenSettled()
    const errors: unknown[] = []
    const complain = vi.spyOn(console, 'error').mockImplementation((...args) => void errors.push(args))
    const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: (e) => errors.push(e) }))
    expect(await screen.findByText('early.txt')).toBeVisible()
    expect(errors).toEqual([])
    complain.mockRestore()
    act(() => root.unmount())
    container.remove()
  })
})
