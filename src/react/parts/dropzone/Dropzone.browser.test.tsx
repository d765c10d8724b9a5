import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef, type FormEvent, type ReactElement, useActionState, useState } from 'react'
import { createPortal } from 'react-dom'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { useUploader } from '../../hooks/useUploader.js'
import { Dropzone, type DropzoneProps } from './Dropzone.js'
import { createFakeRecovery } from '../../../testing/fakes/fakeRecovery.js'
import { createDrop, type FakeEntry } from '../../../../test/kit/fakeFolder.js'

afterEach(cleanup)

const zone = (): HTMLElement => document.querySelector<HTMLElement>('.coatcheck-dropzone')!
const fileInput = (): HTMLInputElement => document.querySelector<HTMLInputElement>('input[type=file]')!
const button = (): HTMLElement => screen.getByRole('button', { name: /drop .* here/i })

function dataTransferOf(...files: readonly File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}

function drag(type: string, data: object): void {
  const event = new DragEvent(type, { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'dataTransfer', { value: data })
  act(() => void zone().dispatchEvent(event))
}

/** Chromium sends the event to the body when a button has the focus. */
function paste(data: DataTransfer, target: Element = document.body): Event {
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  act(() => void target.dispatchEvent(event))
  return event
}

const names = (uploader: { getSnapshot(): { readonly uploads: readonly { readonly name: string }[] } }): string[] =>
  uploader.getSnapshot().uploads.map(({ name }) => name)

describe('choosing', () => {
  it('opens the file dialog by click, Enter and Space', async () => {
    const { user } = renderParts(<Dropzone />)
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.tab()
    expect(button()).toBe(document.activeElement)
    await user.keyboard('{Enter}')
    expect(open).toHaveBeenCalledTimes(1)
    await user.keyboard(' ')
    expect(open).toHaveBeenCalledTimes(2)
    await user.click(button())
    expect(open).toHaveBeenCalledTimes(3)
  })

  it('adds the same file twice as two rows', async () => {
    const { uploader } = renderParts(<Dropzone />)
    const file = makeFile('twice.txt')
    await userEvent.upload(fileInput(), file)
    fireEvent.click(fileInput())
    expect(fileInput().value).toBe('')
    await userEvent.upload(fileInput(), file)
    expect(names(uploader)).toEqual(['twice.txt', 'twice.txt'])
    expect(new Set(uploader.getSnapshot().uploads.map(({ id }) => id)).size).toBe(2)
  })

  it('tells the dialog what is accepted, and the screen reader what the limits are', () => {
    renderParts(<Dropzone capture="environment" />, {
      restrictions: { accept: 'image/*,.pdf', maxSizeBytes: 5_000_000, maxFiles: 3 },
    })
    expect(fileInput()).toMatchObject({ accept: 'image/*,.pdf', multiple: true })
    expect(fileInput().getAttribute('capture')).toBe('environment')
    expect(describedBy(button())).toBe('images and PDF · up to 5 MB each · up to 3 files')
  })

  it('lets the dialog choose one file if more are not allowed', () => {
    renderParts(<Dropzone />, { restrictions: { maxFiles: 1 } })
    expect(fileInput().multiple).toBe(false)
    expect(screen.getByRole('button', { name: 'Drop a file here or choose one' })).toBeVisible()
  })

  it('can choose folders', () => {
    renderParts(<Dropzone directory />)
    expect(fileInput().webkitdirectory).toBe(true)
  })
})

/** Gathers what the live region reads out, because the next announcement takes the place of the last one. */
function noteAnnouncements(): readonly string[] {
  const announced: string[] = []
  const observer = new MutationObserver(() => {
    announced.push((screen.queryByRole('status')?.textContent ?? '').replaceAll('\u00a0', ' '))
  })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  onTestFinished(() => observer.disconnect())
  return announced
}

describe('dropping', () => {
  it('adds dropped files, and lets the uploader reject those that are not accepted', async () => {
    const onAdd = vi.fn()
    const { uploader } = renderParts(<Dropzone onAdd={onAdd} />, { restrictions: { accept: '.txt' } })
    drag('drop', dataTransferOf(makeFile('a.txt'), makeFile('b.png')))
    await waitFor(() => expect(names(uploader)).toEqual(['a.txt']))
    expect(uploader.getSnapshot().rejections).toMatchObject([{ reasons: [{ code: 'type-not-accepted' }] }])
    expect(onAdd).toHaveBeenCalledWith({
      accepted: [expect.any(String)],
      rejected: [expect.objectContaining({ reasons: [{ code: 'type-not-accepted', limit: '.txt' }] })],
    })
  })

  it('adds every file of a folder, at any depth and beyond the first hundred, except system files', async () => {
    const many: FakeEntry[] = Array.from({ length: 250 }, (_, index) => ({ name: `photo-${index}.txt` })).toReversed()
    const metadata = vi.fn((file: File) => ({ path: file.webkitRelativePath }))
    const { uploader } = renderParts(<Dropzone metadata={metadata} />)
    const inner = {
      name: 'inner',
      entries: [{ name: 'deep.txt' }, { name: '.DS_Store' }, { name: 'none', entries: [] }],
    }
    drag('drop', createDrop([{ name: 'trip', entries: [...many, inner] }, { name: 'beside.txt' }]))
    await waitFor(() => expect(names(uploader)).toHaveLength(252))
    expect(names(uploader).slice(0, 4)).toEqual(['deep.txt', 'photo-0.txt', 'photo-1.txt', 'photo-2.txt'])
    expect(names(uploader).slice(-2)).toEqual(['photo-249.txt', 'beside.txt'])
    expect(uploader.getSnapshot().uploads[0]?.metadata).toEqual({ path: 'trip/inner/deep.txt' })
  })

  it('adds all other files if a file or folder cannot be read, and reports it', async () => {
    const { uploader } = renderParts(<Dropzone />)
    const announced = noteAnnouncements()
    const entries = [{ name: 'a.txt' }, { name: 'gone.txt', isUnreadable: true }, { name: 'b.txt' }]
    drag(
      'drop',
      createDrop([
        { name: 'folder', entries },
        { name: 'locked', entries: [], isUnreadable: true },
      ]),
    )
    await waitFor(() => expect(names(uploader)).toEqual(['a.txt', 'b.txt']))
    await waitFor(() => {
      expect(zone().querySelector('.coatcheck-dropzone-notice')).toHaveTextContent('2 items could not be read.')
    })
    await waitFor(() => expect(announced.join('\n')).toContain('2 items could not be read.'))
  })

  it.each([
    ['its handle', async (handle: FileSystemFileHandle) => handle, true],
    [
      'no handle, where the browser refuses to give one',
      () => Promise.reject(new DOMException('No.', 'AbortError')),
      false,
    ],
  ] as const)('lets recovery keep a dropped file by %s', async (_, getHandle, isGiven) => {
    const folder = await navigator.storage.getDirectory()
    const handle = await folder.getFileHandle('dropped.txt', { create: true })
    const recovery = createFakeRecovery()
    const save = vi.spyOn(recovery, 'save')
    renderParts(<Dropzone />, { backend: { scope: 'ann' }, recovery })
    const file = makeFile('dropped.txt')
    const item = { kind: 'file', getAsFile: () => file, getAsFileSystemHandle: () => getHandle(handle) }
    drag('drop', { items: [item], files: [file], types: ['Files'] })
    await waitFor(() => expect(save).toHaveBeenCalled())
    expect(save.mock.calls[0]?.slice(1)).toEqual([file, isGiven ? handle : undefined])
    await folder.removeEntry('dropped.txt')
  })

  it('adds only the first of several files if one is allowed, and says so', async () => {
    const { uploader } = renderParts(<Dropzone multiple={false} />)
    drag('drop', dataTransferOf(makeFile('a.txt'), makeFile('b.txt')))
    await waitFor(() => expect(names(uploader)).toEqual(['a.txt']))
    expect(screen.getAllByText(/The first one was added/)[0]).toBeVisible()
  })

  it('shows that files are dragged over it, and that none of them is accepted', async () => {
    renderParts(<Dropzone />, { restrictions: { accept: 'image/*' } })
    drag('dragenter', dataTransferOf(makeFile('a.txt')))
    await waitFor(() => expect(zone()).toHaveAttribute('data-rejecting'))
    expect(zone()).toHaveAttribute('data-drop-target')
    expect(screen.getByRole('button', { name: 'This file type is not accepted' })).toBeVisible()
    drag('dragleave', dataTransferOf(makeFile('a.txt')))
    await waitFor(() => expect(zone()).not.toHaveAttribute('data-drop-target'))
    expect(zone()).not.toHaveAttribute('data-rejecting')
    drag('dragenter', dataTransferOf(makeFile('a.png')))
    await waitFor(() => expect(zone()).toHaveAttribute('data-drop-target'))
    expect(zone()).not.toHaveAttribute('data-rejecting')
  })

  it('assumes that a file without a type may be accepted', async () => {
    renderParts(<Dropzone />, { restrictions: { accept: 'image/*' } })
    drag(
      'dragenter',
      dataTransferOf(new File(['x'], 'IMG_0001.HEIC'), new File(['x'], 'a.txt', { type: 'text/plain' })),
    )
    await waitFor(() => expect(zone()).toHaveAttribute('data-drop-target'))
    expect(zone()).not.toHaveAttribute('data-rejecting')
  })

  it("runs the caller's handlers first", async () => {
    const order: string[] = []
    renderParts(<Dropzone onDrop={() => order.push('caller')} onAdd={() => order.push('ours')} />)
    drag('drop', dataTransferOf(makeFile('a.txt')))
    await waitFor(() => expect(order).toEqual(['caller', 'ours']))
  })
})

describe('pasting', () => {
  it('adds files while it has the focus', async () => {
    const { uploader, user } = renderParts(<Dropzone />)
    await user.tab()
    expect(paste(dataTransferOf(makeFile('shot.png'))).defaultPrevented).toBe(true)
    await waitFor(() => expect(names(uploader)).toEqual(['shot.png']))
  })

  it('ignores what is pasted elsewhere, unless pasteAnywhere is set', async () => {
    const { uploader, rerender } = renderParts(<Dropzone />)
    expect(paste(dataTransferOf(makeFile('shot.png'))).defaultPrevented).toBe(false)
    rerender(<p>gone</p>)
    cleanup()
    const anywhere = renderParts(
      <>
        <Dropzone pasteAnywhere />
        <textarea aria-label="Message" />
      </>,
    )
    paste(dataTransferOf(makeFile('shot.png')))
    await waitFor(() => expect(names(anywhere.uploader)).toEqual(['shot.png']))
    const fromOffice = dataTransferOf(makeFile('picture-of-the-text.png'))
    fromOffice.setData('text/plain', 'text')
    expect(paste(fromOffice, screen.getByLabelText('Message')).defaultPrevented).toBe(false)
    expect(names(uploader)).toEqual([])
  })

  it('ignores text', async () => {
    const { user } = renderParts(<Dropzone />)
    await user.tab()
    const text = new DataTransfer()
    text.setData('text/plain', 'hello')
    expect(paste(text).defaultPrevented).toBe(false)
  })
})

describe('with restrictions of its own', () => {
  const avatar = <Dropzone group="avatar" restrictions={{ accept: 'image/*', maxFiles: 1, overflow: 'replace' }} />
  const papers = <Dropzone group="papers" restrictions={{ accept: '.pdf', maxSizeBytes: 5_000_000 }} />
  const zones = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.coatcheck-dropzone')]
  const inputs = (): HTMLInputElement[] => [...document.querySelectorAll<HTMLInputElement>('input[type=file]')]

  it('shows them before a file is chosen, and does not apply them to other fields', async () => {
    const { uploader } = renderParts([<div key="a">{avatar}</div>, <div key="p">{papers}</div>], {
      restrictions: { accept: 'video/*', maxFiles: 9 },
    })
    expect(zones().map((zone) => describedBy(zone.querySelector('button')!))).toEqual([
      'images',
      'PDF · up to 5 MB each',
    ])
    expect(inputs()).toMatchObject([
      { accept: 'image/*', multiple: false },
      { accept: '.pdf', multiple: true },
    ])
    await userEvent.upload(inputs()[0]!, makeFile('me.png'))
    await userEvent.upload(inputs()[1]!, [makeFile('one.pdf'), makeFile('two.pdf')])
    await userEvent.upload(inputs()[0]!, makeFile('me again.png'))
    expect(names(uploader)).toEqual(['one.pdf', 'two.pdf', 'me again.png'])
  })

  it('applies them to files that are dragged over it', async () => {
    renderParts(<Dropzone restrictions={{ accept: 'image/*' }} />, { restrictions: { accept: 'text/*' } })
    drag('dragenter', dataTransferOf(makeFile('a.txt')))
    await waitFor(() => expect(zone()).toHaveAttribute('data-rejecting'))
  })
})

describe('while disabled', () => {
  it('can be focused, says that it is disabled, and adds nothing', async () => {
    const { uploader, user } = renderParts(<Dropzone disabled name="files" />)
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.tab()
    const disabled = screen.getByRole('button', { name: 'Files cannot be added right now' })
    expect(disabled).toBe(document.activeElement)
    expect(disabled).toHaveAttribute('aria-disabled', 'true')
    await user.click(disabled)
    drag('drop', dataTransferOf(makeFile('a.txt')))
    paste(dataTransferOf(makeFile('shot.png')))
    await act(() => new Promise((resolve) => setTimeout(resolve, 30)))
    expect(open).not.toHaveBeenCalled()
    expect(names(uploader)).toEqual([])
  })

  it('adds nothing inside a disabled fieldset either', async () => {
    const { uploader } = renderParts(
      <fieldset disabled>
        <Dropzone />
      </fieldset>,
    )
    drag('drop', dataTransferOf(makeFile('a.txt')))
    await act(() => new Promise((resolve) => setTimeout(resolve, 30)))
    expect(names(uploader)).toEqual([])
  })
})

const form = (): HTMLFormElement => screen.getByRole<HTMLFormElement>('form')
const sent = (name: string): FormDataEntryValue[] => new FormData(form()).getAll(name)

describe('in a form', () => {
  it('sends the ids of the stored files of its own group', async () => {
    const { uploader } = renderParts(
      <form aria-label="Post">
        <Dropzone name="photos" group="photos" />
        <Dropzone name="papers" group="papers" />
      </form>,
    )
    act(() => void uploader.add([makeFile('a.txt'), makeFile('b.txt')], { group: 'photos' }))
    act(() => void uploader.addStored([{ id: 'kept' }], { group: 'papers' }))
    await waitFor(() => expect(sent('photos')).toHaveLength(2))
    expect(sent('papers')).toEqual(['kept'])
    expect(uploader.getSnapshot().uploads.map(({ group }) => group)).toEqual(['photos', 'photos', 'papers'])
  })

  it('prevents submitting the form until a file is stored, and says why', async () => {
    const gate = createGate()
    const onSubmit = vi.fn((event: FormEvent) => event.preventDefault())
    const { user, add } = renderParts(
      <form aria-label="Post" onSubmit={onSubmit}>
        <Dropzone name="photo" required />
        <button type="submit">Send</button>
      </form>,
      { backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) } },
    )
    expect(describedBy(button())).toBe('Required')
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(onSubmit).not.toHaveBeenCalled()
    expect(fileInput().validationMessage).toBe('Please add at least one file.')
    expect(document.activeElement).toBe(fileInput())
    await add('a.txt')
    await waitFor(() => expect(fileInput().validationMessage).toBe('Please wait for the upload to finish.'))
    gate.open()
    await waitFor(() => expect(form().checkValidity()).toBe(true))
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(onSubmit).toHaveBeenCalledTimes(1)
  })

  it('prevents leaving out a file that is on its way, also beside stored ones and if it is not required', async () => {
    const gate = createGate()
    const { add, uploader } = renderParts(
      <form aria-label="Post">
        <Dropzone name="photos" />
      </form>,
      { backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) } },
    )
    act(() => void uploader.addStored([{ id: 'kept' }]))
    await waitFor(() => expect(sent('photos')).toEqual(['kept']))
    expect(form().checkValidity()).toBe(true)
    await add('a.txt')
    await waitFor(() => expect(fileInput().validationMessage).toBe('Please wait for the upload to finish.'))
    expect(form().checkValidity()).toBe(false)
    gate.open()
    await waitFor(() => expect(form().checkValidity()).toBe(true))
    expect(sent('photos')).toHaveLength(2)
  })

  it('removes the uploads of its group when a reset button is clicked, except initial ones', async () => {
    const gate = createGate()
    const { uploader, user } = renderParts(
      <form aria-label="Post">
        <Dropzone name="photos" group="photos" />
        <button type="reset">Start over</button>
      </form>,
      {
        restrictions: { accept: '.txt' },
        backend: { gate: (call) => (call.name === 'confirm' ? gate.opened : undefined) },
      },
    )
    act(() => {
      uploader.addStored([{ id: 'kept' }], { group: 'photos' })
      uploader.add([makeFile('a.txt'), makeFile('no.png')], { group: 'photos' })
      uploader.add([makeFile('elsewhere.txt')])
    })
    await waitFor(() => expect(uploader.getSnapshot().uploads[1]?.status).toBe('confirming'))
    await user.click(screen.getByRole('button', { name: 'Start over' }))
    expect(uploader.getSnapshot().rejections).toEqual([])
    gate.open()
    await waitFor(() => expect(names(uploader)).toEqual(['kept', 'elsewhere.txt']))
    expect(sent('photos')).toEqual(['kept'])
  })

  it.each<[string, (button: HTMLElement) => void]>([
    ['its script resets it', () => form().reset()],
    [
      'a handler prevents the click and resets it later',
      (button) => {
        button.addEventListener('click', (event) => event.preventDefault())
        button.click()
        form().reset()
      },
    ],
    [
      'a handler prevents the reset',
      (button) => {
        form().addEventListener('reset', (event) => event.preventDefault())
        button.click()
      },
    ],
    [
      'the button turns out to be disabled, and it is reset later',
      (button) => {
        button.addEventListener('click', () => button.setAttribute('disabled', ''))
        button.click()
        setTimeout(() => form().reset())
      },
    ],
    ["another form's button is clicked", () => screen.getByText('Elsewhere').click()],
  ])('keeps its uploads and its validity when %s', async (_, reset) => {
    const { uploader, add } = renderParts(
      <>
        <form aria-label="Post">
          <Dropzone name="photos" required />
          <input type="reset" value="Start over" />
        </form>
        <form>
          <button type="reset">Elsewhere</button>
        </form>
      </>,
    )
    await add('a.txt')
    await waitFor(() => expect(sent('photos')).toHaveLength(1))
    const before = sent('photos')
    await act(async () => {
      reset(screen.getByText('Start over', { exact: false, selector: 'input' }))
      await new Promise((resolve) => setTimeout(resolve))
    })
    expect(names(uploader)).toEqual(['a.txt'])
    expect(sent('photos')).toEqual(before)
    expect(form().checkValidity()).toBe(true)
  })

  it('keeps its uploads after an action that returned an error, and sends no id again after one that succeeded', async () => {
    const saved: unknown[] = []
    function PostForm(): ReactElement {
      const uploader = useUploader()
      const [error, save] = useActionState(async (_: string, data: FormData) => {
        await Promise.resolve()
        if (data.get('title') === '') return 'A title is missing.'
        saved.push(data.getAll('photos'))
        uploader.clear({ group: 'photos' })
        return ''
      }, '')
      return (
        <form aria-label="Post" action={save}>
          <input name="title" aria-label="Title" />
          <Dropzone name="photos" group="photos" />
          <button type="submit">Send</button>
          <p role="alert">{error}</p>
        </form>
      )
    }
    const { uploader, user } = renderParts(<PostForm />)
    act(() => void uploader.add([makeFile('a.txt')], { group: 'photos' }))
    await waitFor(() => expect(sent('photos')).toHaveLength(1))
    const ids = sent('photos')
    const send = screen.getByRole('button', { name: 'Send' })
    await user.click(send)
    await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('A title is missing.'))
    expect(sent('photos')).toEqual(ids)

    await user.type(screen.getByLabelText('Title'), 'Pier')
    await user.click(send)
    await waitFor(() => expect(saved).toEqual([ids]))
    await waitFor(() => expect(names(uploader)).toEqual([]))
    await user.type(screen.getByLabelText('Title'), 'Again')
    await user.click(send)
    await waitFor(() => expect(saved).toEqual([ids, []]))
  })

  it('finds the reset button by keyboard, by its form attribute and in a shadow tree', async () => {
    const host = document.createElement('div')
    document.body.append(host)
    const shadow = host.attachShadow({ mode: 'open' })
    const { uploader, add, user } = renderParts(
      <>
        <form id="post" aria-label="Post">
          <Dropzone />
        </form>
        <button type="reset" form="post">
          <b>Start over</b>
        </button>
        {createPortal(
          <form>
            <Dropzone group="shadow" />
            <button type="reset">Inside</button>
          </form>,
          shadow,
        )}
      </>,
    )
    await add('a.txt')
    act(() => void uploader.add([makeFile('b.txt')], { group: 'shadow' }))
    act(() => screen.getByRole('button', { name: 'Start over' }).focus())
    await user.keyboard('{Enter}')
    expect(names(uploader)).toEqual(['b.txt'])
    act(() => shadow.querySelector<HTMLElement>('button[type=reset]')?.click())
    expect(names(uploader)).toEqual([])
    host.remove()
  })

  it('sends the id of a stored file once, however many rows it has', async () => {
    const { add } = renderParts(
      <form aria-label="Post">
        <Dropzone name="photos" />
      </form>,
      { backend: { existing: () => ({ id: 'one' }) } },
    )
    await add('a.txt', 'b.txt')
    await waitFor(() => expect(sent('photos')).toEqual(['one']))
  })

  it.each([
    [{ restrictions: { accept: ['image/png'] } }, 'restrictions.accept must be'],
    [{ restrictions: 'image/*' }, 'restrictions must be an object'],
    [{ metadata: 'album' }, 'metadata must be an object'],
    [{ group: 7 }, 'group must be a string'],
  ])('refuses at once what it can never add with: %o', (wrong, message) => {
    const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderParts(<Dropzone {...(wrong as object)} />)).toThrow(message)
    silence.mockRestore()
  })

  it('is found by a label', async () => {
    const { user } = renderParts(
      <>
        <label htmlFor="avatar">Avatar</label>
        <Dropzone id="avatar" />
      </>,
    )
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.click(screen.getByText('Avatar'))
    expect(open).toHaveBeenCalledTimes(1)
    expect(screen.getByRole('button', { name: 'Avatar' })).toBeVisible()
  })
})

describe('with a default value', () => {
  const kept = [
    { id: '1', name: 'one.png' },
    { id: '2', name: 'two.png' },
  ] as const
  const field = (
    <form aria-label="Post">
      <Dropzone name="photos" group="photos" required defaultValue={kept} />
      <button type="reset">Start over</button>
    </form>
  )

  it('starts with the stored files, once also in StrictMode', async () => {
    const { uploader } = renderParts(field)
    await waitFor(() => expect(sent('photos')).toEqual(['1', '2']))
    expect(names(uploader)).toEqual(['one.png', 'two.png'])
    expect(form().checkValidity()).toBe(true)
  })

  it.each([
    ['is still interrupted', false],
    ['has been stored since', true],
  ])('starts with them beside an upload that was there before the field and %s', async (_, autoStart) => {
    function Later(): ReactElement {
      const [isShown, setIsShown] = useState(false)
      return isShown ? (
        field
      ) : (
        <button type="button" onClick={() => setIsShown(true)}>
          Next
        </button>
      )
    }
    const { uploader, user } = renderParts(<Later />, { autoStart })
    act(() => void uploader.add([makeFile('interrupted.png')], { group: 'photos' }))
    if (autoStart) await act(() => uploader.whenSettled())
    await user.click(screen.getByRole('button', { name: 'Next' }))
    await waitFor(() => expect(sent('photos')).toEqual(expect.arrayContaining(['1', '2'])))
    expect(names(uploader)).toEqual(['interrupted.png', 'one.png', 'two.png'])
  })

  it('brings all of them back in their order when a reset button is clicked', async () => {
    const { uploader, user } = renderParts(field)
    const [first] = uploader.getSnapshot().uploads
    act(() => {
      uploader.addStored([{ id: 'own' }], { group: 'photos' })
      uploader.remove(first!.id)
    })
    await userEvent.upload(fileInput(), makeFile('new.png'))
    await waitFor(() => expect(names(uploader)).toEqual(['two.png', 'own', 'new.png']))
    await user.click(screen.getByRole('button', { name: 'Start over' }))
    await waitFor(() => expect(names(uploader)).toEqual(['own', 'one.png', 'two.png']))
    const rows = uploader.getSnapshot().uploads
    await user.click(screen.getByRole('button', { name: 'Start over' }))
    expect(uploader.getSnapshot().uploads).toEqual(rows)
  })

  it('keeps what the user made of it when it mounts again', async () => {
    function Steps(): ReactElement {
      const [isShown, setIsShown] = useState(true)
      return (
        <>
          {isShown && <Dropzone group="photos" defaultValue={kept} />}
          <button type="button" onClick={() => setIsShown(!isShown)}>
            Turn the page
          </button>
        </>
      )
    }
    const { uploader, user } = renderParts(<Steps />)
    act(() => uploader.remove(uploader.getSnapshot().uploads[0]!.id))
    await user.click(screen.getByRole('button', { name: 'Turn the page' }))
    await user.click(screen.getByRole('button', { name: 'Turn the page' }))
    expect(names(uploader)).toEqual(['two.png'])
  })
})

describe('on a device with touch', () => {
  beforeEach(() => {
    const touch = Object.assign(new EventTarget(), { matches: true }) as MediaQueryList
    vi.spyOn(window, 'matchMedia').mockReturnValue(touch)
  })

  afterEach(() => {
    vi.restoreAllMocks()
  })

  it.each<[DropzoneProps, string, string | null]>([
    [{}, 'Choose files', 'Use the camera'],
    [{ restrictions: { accept: 'image/*,.heic' } }, 'Choose photos', 'Take a photo'],
    [{ restrictions: { accept: 'video/*', maxFiles: 1 } }, 'Choose a video', 'Record a video'],
    [{ restrictions: { accept: 'image/png' } }, 'Choose photos', null],
    [{ restrictions: { accept: '.pdf' } }, 'Choose files', null],
    [{ restrictions: { accept: 'image/*' }, camera: false }, 'Choose photos', null],
    [{ restrictions: { accept: 'image/*' }, capture: 'user' }, 'Choose photos', null],
  ])('names what can be chosen, and has a camera where it makes what is accepted: %o', (props, title, camera) => {
    renderParts(<Dropzone {...props} />)
    const labels = screen.getAllByRole('button').map(({ textContent }) => textContent?.trim())
    expect(labels).toEqual(camera === null ? [title] : [title, camera])
  })

  it('opens the camera with a list for which Android has no other app, and the files without it', async () => {
    const { user, uploader } = renderParts(<Dropzone restrictions={{ accept: 'image/*,.pdf' }} />)
    const opened: Record<string, string | null>[] = []
    vi.spyOn(fileInput(), 'click').mockImplementation(function click(this: void) {
      const read = (name: string): string | null => fileInput().getAttribute(name)
      opened.push({ accept: read('accept'), capture: read('capture'), folder: read('webkitdirectory') })
    })
    await user.click(screen.getByRole('button', { name: 'Use the camera' }))
    await user.click(screen.getByRole('button', { name: 'Choose files' }))
    expect(opened).toEqual([
      { accept: 'image/*', capture: 'environment', folder: null },
      { accept: 'image/*,.pdf', capture: null, folder: null },
    ])
    await userEvent.upload(fileInput(), makeFile('photo.jpg'))
    expect(names(uploader)).toEqual(['photo.jpg'])
  })
})

describe('with a mouse', () => {
  it('has a button for folders, which leaves out what the system keeps in them', async () => {
    const { user, uploader } = renderParts(<Dropzone />)
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.click(screen.getByRole('button', { name: 'Choose a folder' }))
    expect(open).toHaveBeenCalledOnce()
    expect(fileInput().webkitdirectory).toBe(true)
    const inFolder = (name: string): File =>
      Object.defineProperty(makeFile(name), 'webkitRelativePath', { value: `trip/${name}` })
    Object.defineProperty(fileInput(), 'files', { value: ['a.txt', '.DS_Store', 'b.txt'].map(inFolder) })
    fireEvent.change(fileInput())
    expect(names(uploader)).toEqual(['a.txt', 'b.txt'])
    await user.click(button())
    expect(fileInput().webkitdirectory).toBe(false)
  })

  it.each<DropzoneProps>([
    { multiple: false },
    { restrictions: { maxFiles: 1 } },
    { folder: false },
    { readOnly: true },
    { directory: true },
  ])('has no such button where it would be of no use: %o', (props) => {
    renderParts(<Dropzone {...props} />)
    expect(screen.getAllByRole('button')).toHaveLength(1)
  })

  it('says that files can be pasted where that works on the whole page', () => {
    renderParts(<Dropzone pasteAnywhere />)
    expect(screen.getByRole('button', { name: 'Drop or paste files here, or choose files' })).toBeVisible()
  })
})

describe('with an edit', () => {
  it('adds what it returns, and leaves out files for which it returns nothing', async () => {
    const onAdd = vi.fn()
    const edit = vi.fn(async ({ name }: File) => (name === 'no.png' ? null : makeFile(`cropped ${name}`)))
    const { uploader } = renderParts(<Dropzone edit={edit} onAdd={onAdd} />, { restrictions: { accept: 'image/*' } })
    drag('drop', dataTransferOf(makeFile('a.png'), makeFile('no.png'), makeFile('a.txt'), makeFile('b.png')))
    await waitFor(() => expect(names(uploader)).toEqual(['cropped a.png', 'cropped b.png']))
    expect(edit.mock.calls.map(([file]) => file.name)).toEqual(['a.png', 'no.png', 'b.png'])
    expect(uploader.getSnapshot().rejections).toMatchObject([{ file: { name: 'a.txt' } }])
    expect(onAdd).toHaveBeenCalledOnce()
  })

  it('adds nothing if the user leaves every file out, and reports an error that it throws', async () => {
    const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {})
    const edit = vi.fn<() => null>().mockReturnValueOnce(null)
    const onAdd = vi.fn()
    const { uploader } = renderParts(<Dropzone edit={edit} onAdd={onAdd} />)
    await userEvent.upload(fileInput(), makeFile('a.png'))
    await waitFor(() => expect(edit).toHaveBeenCalledOnce())
    edit.mockImplementation(() => {
      throw new Error('mine')
    })
    await userEvent.upload(fileInput(), makeFile('b.png'))
    await waitFor(() => expect(report).toHaveBeenCalledExactlyOnceWith(new Error('mine')))
    expect(names(uploader)).toEqual([])
    expect(onAdd).not.toHaveBeenCalled()
    report.mockRestore()
  })

  it('asks about one file at a time, also about files that come meanwhile, and loses no other to an error', async () => {
    const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => {})
    const gate = createGate()
    const edit = vi.fn(async (file: File) => {
      await gate.opened
      if (file.name === 'b.png') throw new Error('mine')
      return file
    })
    const { uploader } = renderParts(<Dropzone edit={edit} />)
    drag('drop', dataTransferOf(makeFile('a.png'), makeFile('b.png')))
    await waitFor(() => expect(edit).toHaveBeenCalledOnce())
    await userEvent.upload(fileInput(), makeFile('c.png'))
    expect(edit).toHaveBeenCalledOnce()
    gate.open()
    await waitFor(() => expect(names(uploader)).toEqual(['a.png', 'c.png']))
    expect(edit.mock.calls.map(([file]) => file.name)).toEqual(['a.png', 'b.png', 'c.png'])
    expect(report).toHaveBeenCalledExactlyOnceWith(new Error('mine'))
    report.mockRestore()
  })
})

describe('as a part', () => {
  it('forwards its ref, spreads props, and passes its state to className and children', () => {
    const ref = createRef<HTMLDivElement>()
    renderParts(
      <Dropzone
        ref={ref}
        data-testid="zone"
        className={({ isMultiple }) => (isMultiple ? 'many' : 'one')}
        aria-label="Photos"
      >
        {({ limits }) => <b>{limits.join()}</b>}
      </Dropzone>,
      { restrictions: { accept: 'image/png' } },
    )
    expect(ref.current).toBe(screen.getByTestId('zone'))
    expect(ref.current?.className).toBe('coatcheck-dropzone many')
    expect(screen.getByRole('button', { name: 'Photos' })).toHaveTextContent('PNG')
  })
})

function describedBy(element: HTMLElement): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  const texts = ids.map((id) => document.getElementById(id)?.textContent)
  return texts.join(' ').replaceAll('\u00a0', ' ')
}

describe('preloading', () => {
  const approaches: Readonly<Record<string, () => unknown>> = {
    'the pointer enters the zone': () => userEvent.hover(button()),
    'the keyboard reaches it': () => userEvent.tab(),
    'files are dragged over the page': () =>
      act(() => void document.body.dispatchEvent(new DragEvent('dragenter', { bubbles: true }))),
  }

  it.each(Object.keys(approaches))('starts when %s, once', async (approach) => {
    const { uploader } = renderParts(<Dropzone />)
    const preload = vi.spyOn(uploader, 'preload')
    await approaches[approach]?.()
    expect(preload).toHaveBeenCalledOnce()
    for (const again of Object.values(approaches)) await again()
    expect(preload).toHaveBeenCalledOnce()
  })

  it('has the browser load what it needs to write sizes', async () => {
    const formatBytes = vi.fn(() => '')
    renderParts(<Dropzone />, { locale: { formatBytes } })
    await userEvent.hover(button())
    await waitFor(() => expect(formatBytes).toHaveBeenCalledWith(0))
  })

  it('does not start before the user approaches the zone, or after it has unmounted', async () => {
    // The pointer of a browser without a window rests in the corner of the page.
    const { uploader, unmount } = renderParts(
      <div style={{ padding: 20 }}>
        <Dropzone />
      </div>,
    )
    const preload = vi.spyOn(uploader, 'preload')
    await userEvent.hover(document.body)
    unmount()
    await approaches['files are dragged over the page']?.()
    expect(preload).not.toHaveBeenCalled()
  })
})
