import { MutationCache, onlineManager, QueryClient } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUploader } from '../../core.js'
import { UploadError } from '../../errors/UploadError.js'
import type { Uploader } from '../../contract/uploader.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../testing/fakes/fakeBackend.js'
import { createFakeFile } from '../../testing/fakes/fakeFile.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { confirmKey, ticketKey, useQueryMirror } from './queryMirror.js'
import { patiently } from '../../../test/kit/patiently.js'

const secret = 'SENTINEL-0815'

function Mirror({ uploader, client }: { readonly uploader: Uploader; readonly client: QueryClient }) {
  useQueryMirror(uploader, client)
  return null
}

interface Setup {
  readonly backend: FakeBackend
  readonly uploader: Uploader
  readonly client: QueryClient
  readonly unmount: () => void
}

function setUp(options: FakeBackendOptions = {}, client: QueryClient = new QueryClient()): Setup {
  const backend = createFakeBackend({ scope: 'tenant', secret, ...options })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  const { unmount } = render(
    <StrictMode>
      <Mirror uploader={uploader} client={client} />
      <Mirror uploader={uploader} client={client} />
    </StrictMode>,
  )
  return { backend, uploader, client, unmount }
}

/** Records everything that appears in a client's mutation cache, as devtools would. */
function record(client: QueryClient) {
  const seen: { key: unknown; status: string; isPaused: boolean; state: string }[] = []
  client.getMutationCache().subscribe(({ type, mutation }) => {
    if (type !== 'updated' && type !== 'added') return
    const { status, isPaused } = mutation.state
    const { options, state, meta } = mutation
    seen.push({ key: options.mutationKey, status, isPaused, state: JSON.stringify({ ...state, options, meta }) })
  })
  return seen
}

const rejections: unknown[] = []
const onRejection = (event: PromiseRejectionEvent): void => {
  event.preventDefault()
  rejections.push(event.reason)
}

beforeEach(() => {
  rejections.length = 0
  addEventListener('unhandledrejection', onRejection)
})

afterEach(() => {
  cleanup()
  removeEventListener('unhandledrejection', onRejection)
  onlineManager.setOnline(true)
  vi.restoreAllMocks()
  if (rejections.length > 0) throw new Error(`Unhandled: ${rejections.join()}`)
})

const thrower = (): never => {
  throw new Error('from the host')
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

describe('useQueryMirror', () => {
  it('shows each call once, under its public key, and removes it afterwards', async () => {
    const { uploader, client, backend } = setUp()
    const seen = record(client)
    uploader.add([createFakeFile('a.txt')])
    await uploader.whenSettled()
    await vi.waitFor(() => expect(seen.filter(({ status }) => status === 'success')).toHaveLength(2), patiently)
    await vi.waitFor(() => expect(client.getMutationCache().getAll()).toEqual([]), patiently)
    expect(seen.filter(({ status }) => status === 'idle').map(({ key }) => key)).toEqual([
      ['coatcheck', 'tenant', 'ticket'],
      ['coatcheck', 'tenant', 'confirm'],
    ])
    expect(seen.filter(({ status }) => status === 'success')).toHaveLength(2)
    expect(backend.calls.map(({ name }) => name)).toEqual(['ticket', 'confirm'])
  })

  it('counts as mutating while a call is in flight', async () => {
    const held: (() => void)[] = []
    const letGo = (): void => held.pop()?.()
    const { uploader, client } = setUp({ gate: () => new Promise<void>((resolve) => held.push(resolve)) })
    uploader.add([createFakeFile('a.txt')])
    await vi.waitFor(() => expect(client.isMutating({ mutationKey: ticketKey('tenant') })).toBe(1), patiently)
    expect(client.isMutating({ mutationKey: ['coatcheck'] })).toBe(1)
    letGo()
    await vi.waitFor(() => expect(client.isMutating({ mutationKey: confirmKey('tenant') })).toBe(1), patiently)
    letGo()
    await uploader.whenSettled()
    await settle()
    expect(client.isMutating()).toBe(0)
  })

  it('shows ids, but no URL, header, field or file', async () => {
    const { uploader, client } = setUp({ ticketKind: 'post' })
    const seen = record(client)
    const { accepted } = uploader.add([createFakeFile('a.txt')])
    await uploader.whenSettled()
    await vi.waitFor(() => expect(seen.filter(({ status }) => status === 'success')).toHaveLength(2), patiently)
    const all = seen.map(({ state }) => state).join()
    expect(all).toContain(accepted[0])
    expect(all).not.toContain(secret)
    expect(all).not.toMatch(/https?:|x-amz|policy|a\.txt/i)
  })

  it('makes one call even if the host retries its own mutations, and reports the failure to its callbacks', async () => {
    const onError = vi.fn()
    const client = new QueryClient({
      mutationCache: new MutationCache({ onError }),
      defaultOptions: { mutations: { retry: 2, retryDelay: 1, gcTime: Infinity } },
    })
    const error = new UploadError('forbidden', `No leave for https://x.invalid/?sig=${secret}`)
    const { uploader, backend } = setUp({ fail: { ticket: [{ error }] } }, client)
    const seen = record(client)
    uploader.add([createFakeFile('a.txt')])
    await uploader.whenSettled()
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce(), patiently)
    await settle()
    expect(backend.callsOf('ticket')).toHaveLength(1)
    expect(onError).toHaveBeenCalledOnce()
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: 'forbidden', step: 'requesting' })
    expect(JSON.stringify(seen) + String(onError.mock.calls[0]?.[0])).not.toContain(secret)
    expect(client.getMutationCache().getAll()).toEqual([])
  })

  it("uses no other option from the host's defaults", async () => {
    const mutationFn = vi.fn()
    const onSuccess = vi.fn()
    const client = new QueryClient()
    client.setMutationDefaults(['coatcheck'], { mutationFn, onSuccess, scope: { id: 'one at a time' }, meta: { a: 1 } })
    const { uploader, backend } = setUp({}, client)
    uploader.add([createFakeFile('a.txt'), createFakeFile('b.txt')])
    await uploader.whenSettled()
    await vi.waitFor(() => expect(onSuccess).toHaveBeenCalledTimes(4), patiently)
    expect(mutationFn).not.toHaveBeenCalled()
    expect(backend.files).toHaveLength(2)
  })

  it('is not paused while the host considers itself offline', async () => {
    onlineManager.setOnline(false)
    const { uploader, client } = setUp()
    const seen = record(client)
    uploader.add([createFakeFile('a.txt')])
    const { done } = await uploader.whenSettled()
    expect(done).toHaveLength(1)
    await vi.waitFor(() => expect(seen.filter(({ status }) => status === 'success')).toHaveLength(2), patiently)
    expect(seen.some(({ isPaused }) => isPaused)).toBe(false)
  })

  it('continues if callbacks of the host throw', async () => {
    const shown = vi.spyOn(console, 'error').mockImplementation(() => {})
    const callbacks = { onMutate: thrower, onSuccess: thrower, onError: thrower, onSettled: thrower }
    const client = new QueryClient({
      mutationCache: new MutationCache(callbacks),
      defaultOptions: { mutations: callbacks },
    })
    const fail = { ticket: [{ fileName: 'bad.txt', error: new UploadError('forbidden', 'No.') }] }
    const { uploader } = setUp({ fail }, client)
    uploader.add([createFakeFile('good.txt'), createFakeFile('bad.txt')])
    const { done, failed } = await uploader.whenSettled()
    await vi.waitFor(() => expect(shown).toHaveBeenCalled(), patiently)
    await settle()
    expect(done.map(({ name }) => name)).toEqual(['good.txt'])
    expect(failed.map(({ error }) => error.code)).toEqual(['forbidden'])
    expect(client.getMutationCache().getAll()).toEqual([])
  })

  it('ends a cancelled call without an error, and without success', async () => {
    const onError = vi.fn()
    const onSuccess = vi.fn()
    const onSettled = vi.fn()
    const client = new QueryClient({ mutationCache: new MutationCache({ onError, onSuccess, onSettled }) })
    const { uploader } = setUp({ gate: () => new Promise(() => {}) }, client)
    const seen = record(client)
    uploader.add([createFakeFile('a.txt')])
    await vi.waitFor(() => expect(client.isMutating()).toBe(1), patiently)
    uploader.cancel('all')
    await vi.waitFor(() => expect(client.isMutating()).toBe(0), patiently)
    await settle()
    expect(onError).not.toHaveBeenCalled()
    expect(onSuccess).not.toHaveBeenCalled()
    expect(onSettled).toHaveBeenCalledOnce()
    expect(seen.some(({ status }) => status === 'error')).toBe(false)
    expect(client.getMutationCache().getAll()).toEqual([])
  })

  it('leaves no pending mutation when the provider unmounts or the uploader is destroyed', async () => {
    const first = setUp({ gate: () => new Promise(() => {}) })
    first.uploader.add([createFakeFile('a.txt')])
    await vi.waitFor(() => expect(first.client.isMutating()).toBe(1), patiently)
    first.unmount()
    await vi.waitFor(() => expect(first.client.getMutationCache().getAll()).toEqual([]), patiently)

    const second = setUp({ gate: () => new Promise(() => {}) })
    second.uploader.add([createFakeFile('a.txt')])
    await vi.waitFor(() => expect(second.client.isMutating()).toBe(1), patiently)
    second.uploader.destroy()
    await vi.waitFor(() => expect(second.client.getMutationCache().getAll()).toEqual([]), patiently)
  })

  it('sets no timer while a call is in flight', async () => {
    const { uploader, client } = setUp({ gate: () => new Promise(() => {}) })
    uploader.add([createFakeFile('a.txt')])
    await vi.waitFor(() => expect(client.isMutating()).toBe(1), patiently)
    await settle()
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    expect(timers.mock.calls.filter(([, delay]) => delay === 0)).toEqual([])
    uploader.destroy()
  })
})
