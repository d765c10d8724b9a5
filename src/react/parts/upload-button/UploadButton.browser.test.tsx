import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createGate, makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { UploadError } from '../../../errors/UploadError.js'
import { UploadButton } from './UploadButton.js'
import '../../../styles.css'

afterEach(cleanup)

const button = (): HTMLElement => screen.getByRole('button', { name: 'Upload files' })
const root = (): HTMLElement => document.querySelector<HTMLElement>('.coatcheck-upload-button')!
/** The style sheet lets no pointer reach the input, which only the button opens. */
const choose = (file: File): Promise<void> => userEvent.setup({ pointerEventsCheck: 0 }).upload(fileInput(), file)
const fileInput = (): HTMLInputElement => document.querySelector<HTMLInputElement>('input[type=file]')!

describe('UploadButton', () => {
  it('opens the file dialog, uploads what is chosen, and never changes its size', async () => {
    const gate = createGate()
    const { user } = renderParts(<UploadButton />, { backend: { gate: () => gate.opened } })
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.click(button())
    expect(open).toHaveBeenCalledOnce()
    const { width, height } = root().getBoundingClientRect()
    await choose(makeFile('a.txt'))
    const bar = await screen.findByRole('progressbar', { name: 'Progress of all uploads' })
    expect(root()).toHaveAttribute('data-status', 'busy')
    expect(root().getBoundingClientRect()).toMatchObject({ width, height })
    gate.open()
    await waitFor(() => expect(root()).toHaveAttribute('data-status', 'done'))
    expect(bar).not.toBeInTheDocument()
    expect(root().getBoundingClientRect()).toMatchObject({ width, height })
    expect(button()).toHaveAccessibleDescription('1 of 1 file uploaded')
  })

  it('says what failed, and whether it can be retried', async () => {
    const error = new UploadError('forbidden', 'no', { retry: { when: 'never', from: 'call' } })
    const { add } = renderParts(<UploadButton restrictions={{ maxFiles: 3 }} />, {
      backend: { fail: { ticket: [{ fileName: 'a.txt', error }] } },
    })
    await add('a.txt')
    await waitFor(() => expect(root()).toHaveAttribute('data-status', 'failed'))
    expect(button()).toHaveAccessibleDescription('up to 3 files · 0 of 1 file uploaded · 1 failed, cannot be retried')
  })

  it('shows the state of its group only, with content of the app', async () => {
    const { uploader } = renderParts(
      <UploadButton group="attachments" aria-label="Attach files" className={({ status }) => `is-${status}`}>
        {({ totals }) => `${totals.done} attached`}
      </UploadButton>,
    )
    act(() => void uploader.add([makeFile('other.txt')]))
    await waitFor(() => expect(uploader.getSnapshot().totals.done).toBe(1))
    expect(root()).toHaveClass('is-idle')
    await choose(makeFile('a.txt'))
    await waitFor(() => expect(root()).toHaveClass('is-done'))
    expect(screen.getByRole('button', { name: 'Attach files' })).toHaveTextContent('1 attached')
  })

  it('is a form field', async () => {
    renderParts(
      <form aria-label="Post">
        <UploadButton name="files" required />
      </form>,
    )
    const form = screen.getByRole<HTMLFormElement>('form')
    expect(form.checkValidity()).toBe(false)
    await choose(makeFile('a.txt'))
    await waitFor(() => expect(form.checkValidity()).toBe(true))
    expect(new FormData(form).getAll('files')).toHaveLength(1)
  })

  it.each([
    [{ disabled: true }, 'data-disabled'],
    [{ readOnly: true }, 'data-readonly'],
  ] as const)('opens nothing while it is %o', async (props, attribute) => {
    const { user } = renderParts(<UploadButton {...props} />)
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.click(button())
    expect(open).not.toHaveBeenCalled()
    expect(root()).toHaveAttribute(attribute)
  })

  it('is marked as invalid when the app says so', () => {
    renderParts(<UploadButton invalid />)
    expect(button()).toBeInvalid()
  })
})
