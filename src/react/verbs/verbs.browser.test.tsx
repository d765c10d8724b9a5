import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { type ReactElement, useEffect } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { renderParts } from '../../../test/kit/renderParts.js'
import type { FileChange } from '../../contract/storedFile.js'
import { UploadError } from '../../errors/UploadError.js'
import type { FakeBackendOptions } from '../../testing/fakes/fakeBackend.js'
import { Dropzone } from '../parts/dropzone/Dropzone.js'
import { Gallery } from '../parts/gallery/Gallery.js'
import { type DeleteFiles, useDeleteFiles } from './useDeleteFiles.js'
import { useDeleteFile } from './useDeleteFile.js'
import { type UpdateFile, useUpdateFile } from './useUpdateFile.js'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const files = ['a', 'b', 'c'].map((id) => ({ id, name: `${id}.txt`, type: 'text/plain' }))
const [a] = files as [(typeof files)[0]]
const undoMs = 60_000

async function show(options: FakeBackendOptions = {}, props: { readonly undoMs?: number } = {}) {
  const renders: (DeleteFiles & UpdateFile)[] = []
  function Verbs(): null {
    const deleting = useDeleteFiles({ undoMs, ...props })
    const updating = useUpdateFile()
    useEffect(() => void renders.push({ ...deleting, ...updating }))
    return null
  }
  const parts = renderParts(
    <>
      <Dropzone name="attachments" />
      <Gallery />
      <Verbs />
    </>,
    { backend: { scope: 'test', edits: true, files, ...options } },
  )
  await screen.findAllByRole('listitem')
  const verbs = (): DeleteFiles & UpdateFile => {
    const last = renders.at(-1)
    if (!last) throw new Error('The hooks have not run.')
    return last
  }
  return { ...parts, verbs }
}

const shown = (): (string | null)[] => screen.queryAllByRole('listitem').map(({ textContent }) => textContent)
const hidden = (): string[] =>
  Array.from(document.querySelectorAll<HTMLInputElement>('input[type=hidden]'), ({ value }) => value)

describe('useDeleteFiles', () => {
  it('takes files out of the gallery and out of the form, and brings both back', async () => {
    const { verbs, uploader } = await show()
    act(() => void uploader.addStored([a]))
    await waitFor(() => expect(hidden()).toEqual(['a']))
    act(() => void verbs().deleteFiles?.([a]))
    await waitFor(() => expect(shown()).toEqual(['b.txt', 'c.txt']))
    expect(hidden()).toEqual([])
    act(() => verbs().undo())
    await waitFor(() => expect(shown()).toEqual(['a.txt', 'b.txt', 'c.txt']))
    await waitFor(() => expect(hidden()).toEqual(['a']))
  })

  it('deletes for good, also when the part that asked has gone', async () => {
    const { verbs, backend, unmount } = await show({}, { undoMs: 1 })
    act(() => void verbs().deleteFiles?.([a]))
    unmount()
    await waitFor(() => expect(backend.files.map(({ id }) => id)).toEqual(['b', 'c']))
  })

  it('deletes with keepalive when the page is left', async () => {
    const { verbs, backend } = await show()
    act(() => void verbs().deleteFiles?.([a]))
    await act(async () => window.dispatchEvent(new PageTransitionEvent('pagehide')))
    expect(backend.callsOf('delete')).toMatchObject([{ ids: ['a'], keepalive: true }])
  })

  it('puts a file back when the backend refuses', async () => {
    const error = new UploadError('forbidden', 'no')
    const { verbs } = await show({ fail: { delete: [{ error }] } }, { undoMs: 1 })
    act(() => void verbs().deleteFiles?.([a]))
    await waitFor(() => expect(verbs().failed).toEqual([{ file: a, error }]))
    await waitFor(() => expect(shown()).toEqual(['a.txt', 'b.txt', 'c.txt']))
  })

  it('offers nothing that the backend cannot do', async () => {
    const { verbs } = await show({ edits: false })
    expect(verbs().deleteFiles).toBeNull()
    expect(verbs().updateFile).toBeNull()
  })
})

function OneFile(): ReactElement {
  const { deleteFile, isPending, undo } = useDeleteFile(a, { undoMs })
  return <button onClick={isPending ? undo : (deleteFile ?? undefined)}>{isPending ? 'Undo' : 'Delete'}</button>
}

it('deletes a single file with useDeleteFile', async () => {
  const { user } = renderParts(<OneFile />, { backend: { scope: 'one', edits: true, files } })
  await user.click(screen.getByRole('button', { name: 'Delete' }))
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(screen.getByRole('button', { name: 'Delete' })).toBeVisible()
})

describe('useUpdateFile', () => {
  it('shows a change before the backend has answered', async () => {
    const gate = Promise.withResolvers<void>()
    const { verbs, backend } = await show({ gate: ({ name }) => (name === 'update' ? gate.promise : undefined) })
    let answer: Promise<unknown> | undefined
    act(() => void (answer = verbs().updateFile?.('a', { name: 'better.txt' })))
    await waitFor(() => expect(shown()[0]).toBe('better.txt'))
    expect(verbs().isUpdating).toBe(true)
    gate.resolve()
    await act(async () => expect(await answer).toMatchObject({ id: 'a', name: 'better.txt' }))
    expect(backend.files[0]?.name).toBe('better.txt')
    expect(verbs().isUpdating).toBe(false)
  })

  it('shows the old name again and rejects when the backend refuses', async () => {
    const error = new UploadError('forbidden', 'no')
    const { verbs } = await show({ fail: { update: [{ error }] } })
    await act(async () => expect(verbs().updateFile?.('a', { name: 'worse.txt' })).rejects.toBe(error))
    await waitFor(() => expect(shown()[0]).toBe('a.txt'))
    expect(verbs().error).toBe(error)
  })

  it('sends the changes to one file one after another, and those to others at once', async () => {
    const gate = Promise.withResolvers<void>()
    const { verbs, backend } = await show({ gate: ({ name }) => (name === 'update' ? gate.promise : undefined) })
    const changes: readonly [string, FileChange][] = [
      ['a', { name: '1' }],
      ['a', { name: '2' }],
      ['b', { name: '3' }],
    ]
    const answers: Promise<unknown>[] = []
    act(() => {
      for (const [id, change] of changes) answers.push(verbs().updateFile?.(id, change) ?? Promise.reject())
    })
    await waitFor(() => expect(backend.callsOf('update').map(({ ids }) => ids[0])).toEqual(['a', 'b']))
    await act(async () => {
      gate.resolve()
      await Promise.all(answers)
    })
    expect(backend.files.map(({ name }) => name)).toEqual(['2', '3', 'c.txt'])
  })
})
