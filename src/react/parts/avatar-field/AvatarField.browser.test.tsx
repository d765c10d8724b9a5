import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { createRef, type FormEvent, type ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { avatarFieldAttributes, avatarFieldVariables } from '../../../../test/attributes/avatarField.attributes.js'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadError } from '../../../errors/UploadError.js'
import type { FakeBackendOptions } from '../../../testing/fakes/fakeBackend.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { AvatarField, type AvatarFieldProps } from './AvatarField.js'
import '../../../styles.css'

afterEach(cleanup)

const field = (): HTMLElement => screen.getByRole('group', { name: 'Profile photo' })
const fileInput = (): HTMLInputElement => document.querySelector<HTMLInputElement>('input[type=file]')!
const form = (): HTMLFormElement => screen.getByRole<HTMLFormElement>('form')
const sent = (): FormDataEntryValue[] => new FormData(form()).getAll('avatar')
const picture = (): HTMLImageElement | null => field().querySelector('img')
const button = (name: string): HTMLElement => screen.getByRole('button', { name })

/** One pixel. */
const url =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const stored = { id: 'me-1', name: 'me.png', type: 'image/png', url }

function inForm(props: AvatarFieldProps = {}): ReactElement {
  return (
    <form aria-label="Profile" onSubmit={(event: FormEvent) => event.preventDefault()}>
      <AvatarField aria-label="Profile photo" name="avatar" {...props} />
      <button type="submit">Save</button>
      <button type="reset">Start over</button>
    </form>
  )
}

/** Chooses a file as the browser's dialog does, whatever the input's style and `accept` list are. */
function choose(file: File, input = fileInput()): void {
  const data = new DataTransfer()
  data.items.add(file)
  input.files = data.files
  fireEvent.change(input)
}

async function makePicture(name = 'new.png'): Promise<File> {
  const canvas = new OffscreenCanvas(4, 4)
  canvas.getContext('2d')?.fillRect(0, 0, 4, 4)
  return makeFile(name, await canvas.convertToBlob())
}

describe('AvatarField', () => {
  it('shows the chosen picture at once, sends its id, and takes another one in its place', async () => {
    const { uploader } = renderParts(inForm())
    expect(field()).toHaveAttribute('data-empty')
    expect(picture()).toBeNull()
    choose(await makePicture())
    await waitFor(() => expect(picture()?.src).toMatch(/^blob:/))
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(field()).toHaveAttribute('data-status', 'done')
    const first = sent()
    expect(button('Change photo')).toBeVisible()
    choose(await makePicture('other.png'))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ name: 'other.png', status: 'done' }]))
    await waitFor(() => expect(sent()).toHaveLength(1))
    expect(sent()).not.toEqual(first)
  })

  it('starts with its default, which can be removed without deleting it, and comes back with a reset', async () => {
    const { uploader, backend, user } = renderParts(inForm({ defaultValue: stored }))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    expect(picture()?.src).toBe(stored.url)
    await user.click(button('Remove photo'))
    expect(sent()).toEqual([])
    expect(uploader.getSnapshot().uploads).toEqual([])
    expect(backend.calls).toEqual([])
    expect(button('Choose a photo')).toHaveFocus()
    await user.click(button('Start over'))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
  })

  it('asks the backend once where its stored picture is now if that cannot be loaded, and shows it from there', async () => {
    const fresh = URL.createObjectURL(await makePicture())
    const { backend } = renderParts(inForm({ defaultValue: { ...stored, url: 'blob:expired' } }), {
      backend: { files: [stored], url: () => fresh },
    })
    await waitFor(() => expect(picture()?.src).toBe(fresh))
    expect(backend.callsOf('get')).toHaveLength(1)
    expect(sent()).toEqual(['me-1'])
  })

  it('shows a silhouette for a stored picture that cannot be loaded, and does not ask again and again', async () => {
    const { backend } = renderParts(inForm({ defaultValue: { ...stored, url: 'blob:expired' } }), {
      backend: { files: [stored], url: (_, issue) => `blob:gone-${issue}` },
    })
    const watched: string[] = []
    const onError = ({ target }: Event): void => void watched.push((target as HTMLImageElement).src)
    document.addEventListener('error', onError, { capture: true })
    await waitFor(() => expect(watched).toContain('blob:gone-1'))
    document.removeEventListener('error', onError, { capture: true })
    await waitFor(() => expect(picture()).toBeNull())
    expect(field().querySelector('.coatcheck-icon')).toBeVisible()
    expect(backend.callsOf('get')).toHaveLength(1)
    expect(sent()).toEqual(['me-1'])
  })

  it('loads its stored picture again when the storage may be back', async () => {
    const backAgain = URL.createObjectURL(await makePicture())
    let isDown = true
    const { backend } = renderParts(inForm({ defaultValue: { ...stored, url: 'blob:down' } }), {
      backend: { files: [stored], url: () => (isDown ? 'blob:down' : backAgain) },
    })
    await waitFor(() => expect(backend.callsOf('get')).toHaveLength(1))
    await waitFor(() => expect(picture()).toBeNull())
    isDown = false
    await waitFor(() => {
      window.dispatchEvent(new Event('online'))
      expect(picture()?.src).toBe(backAgain)
    })
    expect(sent()).toEqual(['me-1'])
  })

  it('shows the preview of a stored picture that the browser itself cannot read', async () => {
    const preview = URL.createObjectURL(await makePicture())
    renderParts(inForm(), { backend: { url: () => preview } })
    // It begins like a PNG, and nothing follows.
    choose(makeFile('photo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    await waitFor(() => expect(picture()?.src).toBe(preview))
  })

  it('loads the smallest preview of its stored picture', async () => {
    const small = URL.createObjectURL(await makePicture())
    const previews = [
      { url: small, width: 320 },
      { url: 'blob:large', width: 1280 },
    ]
    renderParts(inForm({ defaultValue: { ...stored, previews } }))
    await waitFor(() => expect(picture()?.src).toBe(small))
  })

  it('keeps the form from being sent while a required picture is missing or on its way', async () => {
    const gate = createGate()
    renderParts(inForm({ required: true }), {
      backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) },
    })
    await userEvent.click(button('Save'))
    expect(fileInput().validationMessage).toBe('Please choose a photo.')
    expect(fileInput()).toHaveFocus()
    const frame = field().querySelector('.coatcheck-avatar-field-frame')!
    expect(getComputedStyle(frame).outlineStyle).toBe('solid')
    // The browser points its message at the middle of the input.
    expect(fileInput().getBoundingClientRect()).toEqual(frame.getBoundingClientRect())
    choose(await makePicture())
    await waitFor(() => expect(fileInput().validationMessage).toBe('Please wait for the upload to finish.'))
    expect(await screen.findByRole('progressbar', { name: 'Progress of new.png' })).toBeVisible()
    gate.open()
    await waitFor(() => expect(form().checkValidity()).toBe(true))
  })

  it('keeps the form from being sent without either picture while one replaces the other', async () => {
    const gate = createGate()
    renderParts(inForm({ defaultValue: stored }), {
      backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) },
    })
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    choose(await makePicture())
    await waitFor(() => expect(fileInput().validationMessage).toBe('Please wait for the upload to finish.'))
    expect(form().checkValidity()).toBe(false)
    gate.open()
    await waitFor(() => expect(form().checkValidity()).toBe(true))
    expect(sent()).not.toEqual(['me-1'])
    expect(sent()).toHaveLength(1)
  })

  it('says why an upload failed, and tries again', async () => {
    const error = new UploadError('server-timeout', 'no', { retry: { when: 'by-hand', from: 'call' } })
    const { user } = renderParts(inForm(), { backend: { fail: { ticket: [{ error, nth: 1 }] } } })
    choose(await makePicture())
    expect(await screen.findByText(/The server/)).toBeVisible()
    expect(button('Change photo')).toHaveAccessibleDescription(/The server/)
    await user.click(button('Retry new.png'))
    expect(button('Change photo')).toHaveFocus()
    await waitFor(() => expect(sent()).toHaveLength(1))
  })

  it('sends its stored picture as before if a new one fails, and shows it again without that', async () => {
    const error = new UploadError('forbidden', 'no')
    const url = URL.createObjectURL(await makePicture())
    const { user, uploader } = renderParts(inForm({ defaultValue: { ...stored, url } }), {
      backend: { fail: { ticket: [{ error }] } },
    })
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    for (const name of ['one.png', 'two.png']) {
      choose(await makePicture(name))
      await waitFor(() =>
        expect(uploader.getSnapshot().uploads).toMatchObject([{ outcome: 'initial' }, { name, status: 'failed' }]),
      )
      await waitFor(() => expect(field()).toHaveAttribute('data-status', 'failed'))
      expect(sent()).toEqual(['me-1'])
      expect(form().checkValidity()).toBe(true)
    }
    await user.click(button('Remove photo'))
    await waitFor(() => expect(picture()?.src).toBe(url))
    expect(sent()).toEqual(['me-1'])
    await user.click(button('Remove photo'))
    expect(field()).toHaveAttribute('data-empty')
    expect(sent()).toEqual([])
  })

  it('has its stored picture again if a new one is removed on its way', async () => {
    const gate = createGate()
    const { user } = renderParts(inForm({ defaultValue: stored }), {
      backend: { gate: ({ name }) => (name === 'ticket' ? gate.opened : undefined) },
    })
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    choose(await makePicture())
    await waitFor(() => expect(field()).toHaveAttribute('data-status', 'requesting'))
    await user.click(button('Remove photo'))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    expect(field()).toHaveAttribute('data-status', 'done')
    gate.open()
  })

  it('sends its stored picture again if the backend rejects a new one after it was stored', async () => {
    const { uploader, backend, user } = renderParts(inForm({ defaultValue: stored }), { backend: { processes: true } })
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    choose(await makePicture())
    await waitFor(() => expect(sent()).toHaveLength(1))
    await waitFor(() => expect(sent()).not.toEqual(['me-1']))
    act(() => backend.setState(backend.files[0]!.id, 'rejected'))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    expect(field()).toHaveAttribute('data-state', 'rejected')
    await user.click(button('Remove photo'))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ outcome: 'initial' }]))
    expect(sent()).toEqual(['me-1'])
  })

  it('forgets why another file was rejected when its picture is removed', async () => {
    const { uploader, user } = renderParts(inForm({ defaultValue: stored, restrictions: { minSizeBytes: 1 } }))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    choose(makeFile('empty.png', new Uint8Array()))
    await waitFor(() => expect(field().textContent).toContain('The file is empty.'))
    await user.click(button('Remove photo'))
    await waitFor(() => expect(field().textContent).not.toContain('empty'))
    expect(uploader.getSnapshot()).toMatchObject({ uploads: [], rejections: [] })
  })

  it('keeps nothing of the pictures that failed, whether another one follows or the last is removed', async () => {
    const error = new UploadError('forbidden', 'no')
    const fail = { ticket: ['a.png', 'b.png', 'd.png'].map((fileName) => ({ error, fileName })) }
    const { user, uploader } = renderParts(inForm(), { backend: { fail } })
    const names = (): string[] => uploader.getSnapshot().uploads.map(({ name, status }) => `${name} ${status}`)
    for (const name of ['a.png', 'b.png']) {
      choose(await makePicture(name))
      await waitFor(() => expect(names()).toEqual([`${name} failed`]))
    }
    choose(await makePicture('c.png'))
    await waitFor(() => expect(names()).toEqual(['c.png done']))
    choose(await makePicture('d.png'))
    await waitFor(() => expect(names()).toEqual(['c.png done', 'd.png failed']))
    await user.click(button('Remove photo'))
    await user.click(button('Remove photo'))
    expect(field()).toHaveAttribute('data-empty')
  })

  describe('with an upload that has come back', () => {
    async function comeBack(options: FakeBackendOptions = {}) {
      const gate = createGate()
      const rendered = renderParts(inForm({ group: 'avatar', defaultValue: stored }), {
        backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined), ...options },
      })
      await waitFor(() => expect(sent()).toEqual(['me-1']))
      // As recovery does: without the field.
      act(() => void rendered.uploader.add([makeFile('back.png')], { group: 'avatar' }))
      await waitFor(() => expect(field()).toHaveAttribute('data-status', 'confirming'))
      expect(form().checkValidity()).toBe(false)
      gate.open()
      return rendered
    }

    it('sends that in place of its default once it is stored', async () => {
      const { uploader } = await comeBack()
      await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ name: 'back.png', status: 'done' }]))
      await waitFor(() => expect(sent()).toHaveLength(1))
      expect(sent()).not.toEqual(['me-1'])
    })

    it('sends its default again if that fails', async () => {
      const { user } = await comeBack({ fail: { confirm: [{ error: new UploadError('forbidden', 'no') }] } })
      await waitFor(() => expect(field()).toHaveAttribute('data-status', 'failed'))
      expect(sent()).toEqual(['me-1'])
      await user.click(button('Remove photo'))
      await waitFor(() => expect(field()).toHaveAttribute('data-status', 'done'))
      expect(sent()).toEqual(['me-1'])
    })
  })

  it('has its picture and its upload when it comes back to the page', async () => {
    const gate = createGate()
    const { uploader, rerender, user } = renderParts(inForm(), {
      backend: { gate: ({ name }) => (name === 'ticket' ? gate.opened : undefined) },
    })
    const show = (isThere: boolean): void =>
      rerender(
        <UploadProvider uploader={uploader}>
          {isThere && inForm({ group: 'avatar', defaultValue: stored })}
        </UploadProvider>,
      )
    show(true)
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    choose(await makePicture())
    await waitFor(() => expect(field()).toHaveAttribute('data-status', 'requesting'))
    show(false)
    show(true)
    expect(field()).toHaveAttribute('data-status', 'requesting')
    await user.click(button('Remove photo'))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    gate.open()
  })

  it('does not say that it took the first of several files if that was not accepted', async () => {
    const { uploader } = renderParts(inForm({ defaultValue: stored }))
    const dataTransfer = new DataTransfer()
    for (const name of ['notes.pdf', 'one.png']) dataTransfer.items.add(makeFile(name))
    fireEvent(field(), new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    expect(await screen.findByText(/^This file type is not accepted/)).toBeVisible()
    act(() => uploader.dismiss('all'))
    // Neither here nor in what is read out.
    expect(document.body.textContent).not.toMatch(/Only one file can be added/)
  })

  it('says why the first of several files has failed, and not that it was added', async () => {
    const error = new UploadError('forbidden', 'no')
    renderParts(inForm(), { backend: { fail: { ticket: [{ error }] } } })
    const dataTransfer = new DataTransfer()
    for (const name of ['one.png', 'two.png']) dataTransfer.items.add(makeFile(name))
    fireEvent(field(), new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    await waitFor(() => expect(field()).toHaveAttribute('data-status', 'failed'))
    await waitFor(() => expect(screen.queryByText(/^Only one file can be added/)).toBeNull())
  })

  it('takes one of several pictures, and says so', async () => {
    const { uploader, user } = renderParts(inForm(), { restrictions: { maxFiles: 9, maxTotalBytes: 1000 } })
    const dataTransfer = new DataTransfer()
    for (const name of ['one.png', 'two.png']) dataTransfer.items.add(makeFile(name))
    fireEvent(field(), new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ name: 'one.png', status: 'done' }]))
    expect(screen.getByText(/^Only one file can be added/)).toBeVisible()
    await user.click(button('Remove photo'))
    expect(screen.queryByText(/^Only one file can be added/)).toBeNull()
    choose(makeFile('large.png', 'x'.repeat(2000)))
    expect(await screen.findByText(/^Larger than the limit/)).toBeVisible()
    choose(makeFile('small.png', 'x'.repeat(900)))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ name: 'small.png', status: 'done' }]))
  })

  it('keeps its picture and says why if another file is not accepted, until the next choice', async () => {
    renderParts(inForm({ defaultValue: stored, restrictions: { maxSizeBytes: 1000 } }))
    choose(makeFile('a.pdf'))
    expect(await screen.findByText('This file type is not accepted. Choose images.')).toBeVisible()
    choose(makeFile('large.png', 'x'.repeat(2000)))
    expect(await screen.findByText(/^Larger than the limit/)).toBeVisible()
    expect(screen.queryByText(/file type/)).toBeNull()
    expect(sent()).toEqual(['me-1'])
    choose(await makePicture())
    await waitFor(() => expect(screen.queryByText(/Larger/)).toBeNull())
    await waitFor(() => expect(sent()).not.toEqual(['me-1']))
  })

  it('adds what the app has made of the chosen picture', async () => {
    const edit = vi.fn(async (file: File) => makeFile(`cropped ${file.name}`))
    const { uploader } = renderParts(inForm({ edit }))
    choose(await makePicture())
    await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ name: 'cropped new.png' }]))
  })

  it('has a group of its own, and the limits of the provider for pictures of any type', async () => {
    const two = (
      <>
        {inForm()}
        <AvatarField aria-label="Cover" />
      </>
    )
    const { uploader } = renderParts(two, { restrictions: { accept: '.pdf', maxFiles: 9, maxSizeBytes: 5_000_000 } })
    const inputs = document.querySelectorAll<HTMLInputElement>('input[type=file]')
    expect(inputs[0]).toMatchObject({ accept: 'image/*', multiple: false })
    expect(field().textContent).toMatch(/up to 5.MB/)
    choose(await makePicture('one.png'), inputs[0]!)
    choose(await makePicture('two.png'), inputs[1]!)
    await waitFor(() => expect(uploader.getSnapshot().uploads).toHaveLength(2))
    await waitFor(() => expect(sent()).toHaveLength(1))
  })

  it('shows and sends its picture while it is read-only, and has no button', async () => {
    renderParts(inForm({ defaultValue: stored, readOnly: true, required: true }))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Save', 'Start over'])
  })

  it('sends nothing and changes nothing while it is disabled', async () => {
    const { user, uploader } = renderParts(inForm({ defaultValue: stored, disabled: true }))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toHaveLength(1))
    expect(sent()).toEqual([])
    await user.click(button('Remove photo'))
    expect(uploader.getSnapshot().uploads).toHaveLength(1)
  })

  it('shows a silhouette in place of a picture that cannot be shown', async () => {
    renderParts(inForm({ defaultValue: { ...stored, url: 'data:image/png;base64,AAAA' } }))
    await waitFor(() => expect(sent()).toEqual(['me-1']))
    await waitFor(() => expect(picture()).toBeNull())
  })

  it('forwards its ref, spreads props, and passes its state to className and children', async () => {
    const ref = createRef<HTMLDivElement>()
    renderParts(
      inForm({
        ref,
        id: 'avatar',
        title: 'field',
        invalid: true,
        className: ({ upload }) => (upload ? 'full' : 'empty'),
        children: ({ upload }) => <b>{upload?.name ?? 'nobody'}</b>,
      } as AvatarFieldProps),
    )
    expect(ref.current).toBe(field())
    expect(field()).toHaveAttribute('title', 'field')
    expect(field().className).toBe('coatcheck-avatar-field empty')
    expect(field().textContent).toMatch(/^nobody/)
    expect(button('Choose a photo')).toHaveAttribute('id', 'avatar')
    expect(button('Choose a photo')).toBeInvalid()
    choose(await makePicture())
    await waitFor(() => expect(field().className).toBe('coatcheck-avatar-field full'))
  })

  it('has only the attributes and variables that it lists, and no violation of accessibility', async () => {
    const gate = createGate()
    const { add } = renderParts(<main>{inForm({ group: 'own', invalid: true, required: true })}</main>, {
      backend: { gate: ({ name }) => (name === 'confirm' ? gate.opened : undefined) },
    })
    await act(async () => {})
    expect((await axe.run(field())).violations).toEqual([])
    await add('elsewhere.png')
    choose(await makePicture())
    await screen.findByRole('progressbar')
    const elements = [field(), ...field().querySelectorAll<HTMLElement>('*')]
    const parts = elements.filter(({ className }) => !String(className).includes('coatcheck-upload-'))
    const attributes = parts.flatMap(({ attributes: all }) => Array.from(all, ({ name }) => name))
    const own = new Set<string>(avatarFieldAttributes)
    expect(attributes.filter((name) => name.startsWith('data-') && !own.has(name))).toEqual([])
    const variables = elements.flatMap(({ style }) => Array.from(style ?? []).filter((name) => name.startsWith('--')))
    expect(variables).toEqual([avatarFieldVariables[0]])
    expect((await axe.run(field())).violations).toEqual([])
    gate.open()
  })
})
