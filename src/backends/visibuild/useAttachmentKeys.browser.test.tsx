import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'
import { createUploader } from '../../core.js'
import { UploadProvider } from '../../react/provider/UploadProvider.js'
import { createGate, makeFile } from '../../../test/kit/renderParts.js'
import { createFakePorts } from '../../testing/fakes/fakePorts.js'
import { createFakeTransport, fakeStorageOrigin } from '../../testing/fakes/fakeTransport.js'
import {
  type AttachmentKeysOptions,
  createVisibuildBackend,
  useAttachmentKeys,
  type VisibuildFile,
} from '../visibuild.js'

afterEach(cleanup)

/** The attachments part of a form that creates a record. */
function RecordForm({ group }: AttachmentKeysOptions): ReactNode {
  const { keys, isReady, pending, failed, markUsed, sendAgain } = useAttachmentKeys({ group })
  const [created, setCreated] = useState<readonly string[]>([])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setCreated(keys)
        markUsed(keys)
      }}
    >
      <output aria-label="state">
        {JSON.stringify({ keys, isReady, pending: pending.length, failed: failed.length })}
      </output>
      <output aria-label="created">{JSON.stringify(created)}</output>
      <button disabled={!isReady}>Create</button>
      <button type="button" onClick={sendAgain}>
        Send again
      </button>
    </form>
  )
}

interface SetUp {
  readonly uploader: Uploader
  readonly sent: () => number
}

/** The real adapter, with its API and storage in memory. `refuse` delays a ticket call or answers it. */
function setUp(
  form: ReactNode,
  refuse: (name: string) => Promise<void> | Response | undefined = () => undefined,
): SetUp {
  let nth = 0
  const answer: typeof fetch = async (_, init) => {
    const { filename } = JSON.parse(init?.body as string) as { readonly filename: string }
    nth += 1
    const key = `key-${nth}-${filename}`
    const refused = await refuse(filename)
    if (refused) return refused
    return Response.json({ data: { upload: { key, filename, url: `${fakeStorageOrigin}/${key}`, headers: {} } } })
  }
  const transport = createFakeTransport()
  const backend: UploadBackend = createVisibuildBackend({ fetch: answer })
  const uploader = createUploader({ backend, ports: createFakePorts({ transport }) })
  render(<UploadProvider uploader={uploader}>{form}</UploadProvider>)
  return { uploader, sent: () => transport.requests.length }
}

const shown = (name: string): unknown => JSON.parse(screen.getByLabelText(name).textContent ?? '')
const shownKeys = (): readonly string[] => (shown('state') as { readonly keys: readonly string[] }).keys
const button = (name: string): HTMLElement => screen.getByRole('button', { name })

describe('useAttachmentKeys', () => {
  it('is ready without keys if there are no files', () => {
    setUp(<RecordForm />)
    expect(shown('state')).toEqual({ keys: [], isReady: true, pending: 0, failed: 0 })
  })

  it('returns the keys in the order of the list', async () => {
    const slow = createGate()
    const { uploader } = setUp(<RecordForm />, (name) => (name === 'a.txt' ? slow.opened : undefined))
    act(() => void uploader.add(['a.txt', 'b.txt', 'c.txt'].map((name) => makeFile(name))))
    await waitFor(() =>
      expect(shown('state')).toMatchObject({
        keys: [expect.stringMatching(/b\.txt$/), expect.stringMatching(/c\.txt$/)],
      }),
    )
    expect(shown('state')).toMatchObject({ isReady: false, pending: 1, failed: 0 })
    expect(button('Create')).toHaveProperty('disabled', true)
    slow.open()
    await waitFor(() => expect(shown('state')).toMatchObject({ isReady: true, pending: 0 }))
    expect(shownKeys().map((key) => key.slice(-5))).toEqual(['a.txt', 'b.txt', 'c.txt'])
  })

  it('returns a key for each of several equal files', async () => {
    const { uploader, sent } = setUp(<RecordForm />)
    act(() => void uploader.add([makeFile('a.txt', 'same'), makeFile('a.txt', 'same')]))
    await waitFor(() =>
      expect(shown('state')).toMatchObject({ isReady: true, keys: [expect.anything(), expect.anything()] }),
    )
    const keys = shownKeys()
    expect([new Set(keys).size, sent()]).toEqual([2, 2])
  })

  it('is not ready while an upload has failed, and returns no key for it', async () => {
    const { uploader } = setUp(<RecordForm />, (name) =>
      name === 'bad.txt' ? new Response(null, { status: 403 }) : undefined,
    )
    act(() => void uploader.add([makeFile('bad.txt'), makeFile('good.txt')]))
    await waitFor(() => expect(shown('state')).toMatchObject({ failed: 1, pending: 0 }))
    expect(shown('state')).toMatchObject({ isReady: false, keys: [expect.stringMatching(/good\.txt$/)] })
    act(() => uploader.remove(uploader.getSnapshot().uploads[0]!.id))
    await waitFor(() => expect(shown('state')).toMatchObject({ isReady: true, failed: 0 }))
  })

  it('waits for paused uploads, but not for cancelled ones', async () => {
    const held = createGate()
    const { uploader } = setUp(<RecordForm />, () => held.opened)
    let ids: readonly string[] = []
    act(() => void (ids = uploader.add([makeFile('a.txt'), makeFile('b.txt')]).accepted))
    await waitFor(() => expect(shown('state')).toMatchObject({ pending: 2 }))
    act(() => uploader.pause(ids[0]!))
    act(() => uploader.cancel(ids[1]!))
    await waitFor(() => expect(shown('state')).toEqual({ keys: [], isReady: false, pending: 1, failed: 0 }))
    act(() => uploader.cancel(ids[0]!))
    await waitFor(() => expect(shown('state')).toMatchObject({ isReady: true, pending: 0 }))
  })

  it('considers only its own group', async () => {
    const { uploader } = setUp(<RecordForm group="photos" />)
    act(() => {
      uploader.add([makeFile('photo.jpg')], { group: 'photos' })
      uploader.add([makeFile('plan.pdf')], { group: 'plans' })
    })
    await waitFor(() =>
      expect(shown('state')).toMatchObject({ isReady: true, keys: [expect.stringMatching(/photo\.jpg$/)] }),
    )
  })

  it('removes the rows of used keys, and no others', async () => {
    const { uploader } = setUp(<RecordForm />)
    act(() => void uploader.add([makeFile('a.txt'), makeFile('b.txt')]))
    await waitFor(() =>
      expect(shown('state')).toMatchObject({ isReady: true, keys: [expect.anything(), expect.anything()] }),
    )
    const keys = shownKeys()
    act(() => button('Create').click())
    await waitFor(() => expect(shown('state')).toEqual({ keys: [], isReady: true, pending: 0, failed: 0 }))
    expect(shown('created')).toEqual(keys)
    expect(uploader.getSnapshot().uploads).toEqual([])
  })

  it('sends all files again for new keys when a record was refused because of its keys', async () => {
    const { uploader, sent } = setUp(<RecordForm />)
    act(() => void uploader.add([makeFile('a.txt'), makeFile('b.txt')]))
    await waitFor(() =>
      expect(shown('state')).toMatchObject({ isReady: true, keys: [expect.anything(), expect.anything()] }),
    )
    const before = shownKeys()
    act(() => button('Send again').click())
    await waitFor(() => expect(sent()).toBe(4))
    await waitFor(() => expect(shown('state')).toMatchObject({ isReady: true }))
    const keys = shownKeys()
    expect(keys).toHaveLength(2)
    expect(keys.filter((key) => before.includes(key))).toEqual([])
  })

  it('returns no key of a file that already belongs to a record', async () => {
    const { uploader } = setUp(<RecordForm />)
    const old: VisibuildFile = { id: 'old', key: 'old', name: 'old.jpg' }
    act(() => void uploader.addStored([old]))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toHaveLength(1))
    expect(shown('state')).toEqual({ keys: [], isReady: true, pending: 0, failed: 0 })
  })
})
