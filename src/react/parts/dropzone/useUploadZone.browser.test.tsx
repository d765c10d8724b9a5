import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeFile, renderParts } from '../../../../test/kit/renderParts.js'
import { useUploadZone, type UseUploadZoneOptions } from './useUploadZone.js'

afterEach(cleanup)

const fileInput = (): HTMLInputElement => document.querySelector<HTMLInputElement>('input[type=file]')!
const sent = (): FormDataEntryValue[] => new FormData(screen.getByRole<HTMLFormElement>('form')).getAll('papers')

function OwnZone(options: UseUploadZoneOptions): ReactElement {
  const zone = useUploadZone(options)
  return (
    <form aria-label="Post">
      <section {...zone.getRootProps()} aria-label="Zone" data-over={zone.state.isDropTarget || undefined}>
        <button {...zone.getButtonProps()}>Attach</button>
        <input {...zone.getInputProps()} />
        {zone.values.map((id) => (
          <input key={id} type="hidden" name="papers" value={id} />
        ))}
      </section>
    </form>
  )
}

function OwnButton(options: UseUploadZoneOptions): ReactElement {
  const zone = useUploadZone(options)
  return (
    <form aria-label="Post">
      <button {...zone.getButtonProps()}>Attach</button>
      <input {...zone.getInputProps()} />
    </form>
  )
}

function dataTransferOf(...files: readonly File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}

describe('useUploadZone', () => {
  it('takes files that are dropped on markup of the app, and sends their ids', async () => {
    renderParts(<OwnZone />)
    const zone = screen.getByRole('region', { name: 'Zone' })
    const dragOf = (type: string): DragEvent =>
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: dataTransferOf(makeFile('a.txt')) })
    act(() => void zone.dispatchEvent(dragOf('dragenter')))
    await waitFor(() => expect(zone).toHaveAttribute('data-over'))
    act(() => void zone.dispatchEvent(dragOf('drop')))
    await waitFor(() => expect(sent()).toHaveLength(1))
  })

  it('works as a mere button: it opens the dialog, preloads, and takes pasted files while it has the focus', async () => {
    const { uploader, user } = renderParts(<OwnButton group="papers" />)
    const preload = vi.spyOn(uploader, 'preload')
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    await user.click(screen.getByRole('button', { name: 'Attach' }))
    expect(open).toHaveBeenCalledOnce()
    expect(preload).toHaveBeenCalledOnce()
    const clipboardData = dataTransferOf(makeFile('shot.png'))
    act(() => void document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true })))
    await waitFor(() => expect(uploader.getSnapshot().uploads).toMatchObject([{ name: 'shot.png', group: 'papers' }]))
  })

  it.each([{ disabled: true }, { readOnly: true }])('takes nothing while it is %o', async (options) => {
    const { uploader, user } = renderParts(<OwnButton {...options} required />)
    const open = vi.spyOn(fileInput(), 'click').mockImplementation(() => {})
    const button = screen.getByRole('button', { name: 'Attach' })
    await user.click(button)
    expect(button).toHaveAttribute('aria-disabled', 'true')
    expect(open).not.toHaveBeenCalled()
    expect(screen.getByRole<HTMLFormElement>('form').checkValidity()).toBe(true)
    const clipboardData = dataTransferOf(makeFile('shot.png'))
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    act(() => void document.body.dispatchEvent(event))
    expect(event.defaultPrevented).toBe(false)
    // As from a dialog that was open before.
    fileInput().files = dataTransferOf(makeFile('late.png')).files
    fireEvent.change(fileInput())
    expect(uploader.getSnapshot().uploads).toEqual([])
  })

  it('sends nothing while it is disabled, and everything while it is read-only', async () => {
    const disabled = renderParts(<OwnZone disabled />)
    act(() => void disabled.uploader.addStored([{ id: 'kept' }]))
    expect(sent()).toEqual([])
    cleanup()
    const readOnly = renderParts(<OwnZone readOnly />)
    act(() => void readOnly.uploader.addStored([{ id: 'kept' }]))
    await waitFor(() => expect(sent()).toEqual(['kept']))
  })

  it('neither sends nor counts what the backend has rejected', async () => {
    const { uploader } = renderParts(<OwnZone required />)
    const form = screen.getByRole<HTMLFormElement>('form')
    act(() => void uploader.addStored([{ id: 'bad', state: 'rejected' }]))
    expect(sent()).toEqual([])
    expect(form.checkValidity()).toBe(false)
    act(() => void uploader.addStored([{ id: 'new', state: 'processing' }]))
    await waitFor(() => expect(sent()).toEqual(['new']))
    expect(form.checkValidity()).toBe(true)
  })

  it('marks its button as invalid when the app says so', () => {
    renderParts(<OwnZone invalid />)
    expect(screen.getByRole('button', { name: 'Attach' })).toBeInvalid()
  })
})
