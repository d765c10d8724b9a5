import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import { Dropzone, UploadProvider, type DropzoneProps } from '../src/index.ts'
import type { Restrictions } from '../src/contract/restrictions.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'

interface Arguments extends Pick<
  DropzoneProps,
  'disabled' | 'readOnly' | 'invalid' | 'required' | 'name' | 'multiple' | 'defaultValue' | 'pasteAnywhere'
> {
  readonly restrictions?: Restrictions
}

function Zone({ restrictions, ...props }: Arguments): React.ReactElement {
  return (
    <UploadProvider uploader={createStaticUploader([])} restrictions={restrictions}>
      <form>
        <Dropzone {...props} />
      </form>
    </UploadProvider>
  )
}

const meta: Meta<typeof Zone> = { title: 'Parts/Dropzone', component: Zone }

export default meta
type Story = StoryObj<typeof Zone>

export const Empty: Story = {}

/** The accepted files are described in text. */
export const WithLimits: Story = {
  args: { restrictions: { accept: 'image/*', maxSizeBytes: 10_000_000, maxFiles: 5 } },
}

export const Disabled: Story = {
  args: { disabled: true },
  play: async ({ canvasElement }) => {
    for (const button of within(canvasElement).getAllByRole('button')) {
      await expect(button).toHaveAttribute('aria-disabled', 'true')
    }
  },
}

/** Its form sends the files that are there. */
export const ReadOnly: Story = { args: { readOnly: true, defaultValue: [{ id: '1', name: 'plan.pdf' }] } }

/** After the server refused the form. The app says why beside the zone. */
export const Invalid: Story = { args: { invalid: true } }

/** The title says where pasting works anywhere on the page. */
export const WithPaste: Story = { args: { pasteAnywhere: true } }

/** One file, so there is no button for folders. */
export const OneFile: Story = { args: { restrictions: { maxFiles: 1 } } }

export const Required: Story = { args: { required: true, name: 'photo' } }

/** Simulates a drag of files of this type over the dropzone. */
const dragOver = (type: string): NonNullable<Story['play']> => {
  return async ({ canvasElement }) => {
    const zone = canvasElement.querySelector('.coatcheck-dropzone')
    if (!zone) throw new Error('There is no dropzone.')
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'dragged', { type }))
    const event = new DragEvent('dragenter', { bubbles: true, cancelable: true })
    // Not every browser accepts a synthetic DataTransfer in the constructor.
    Object.defineProperty(event, 'dataTransfer', { value: data })
    zone.dispatchEvent(event)
    await waitFor(() => expect(zone).toHaveAttribute('data-drop-target'))
  }
}

export const DraggingOver: Story = { play: dragOver('image/png') }

/** All dragged files will be rejected. */
export const DraggingOverWhatIsRefused: Story = {
  args: { restrictions: { accept: 'image/*' } },
  play: dragOver('application/pdf'),
}
