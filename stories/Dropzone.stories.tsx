import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import { Dropzone, type DropzoneProps, UploadList } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { dragOver } from './support/dragOver.ts'
import { live } from './support/live.tsx'
import { type NetworkArgs, omitNetworkArgs } from './support/network/NetworkArgs.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

type Arguments = DropzoneProps & Partial<NetworkArgs>

const meta: Meta<Arguments> = {
  title: 'Parts/Dropzone',
  component: Dropzone,
  render: (args) => (
    <StoryProvider uploader={createStaticUploader([])}>
      <form>
        <Dropzone {...args} />
      </form>
    </StoryProvider>
  ),
}

export default meta
type Story = StoryObj<Arguments>

export const Empty: Story = {}

/** Drop files, change the network, see what happens. */
export const Live: Story = {
  ...live,
  render: (args) => (
    <>
      <Dropzone {...omitNetworkArgs(args)} />
      <UploadList />
    </>
  ),
}

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

/** The title says where pasting works anywhere on the page. */
export const WithPaste: Story = { args: { pasteAnywhere: true } }

/** One file, so there is no button for folders. */
export const OneFile: Story = { args: { restrictions: { maxFiles: 1 } } }

/** After the server refused the form. The app says why beside the zone. */
export const Invalid: Story = {
  args: { invalid: true },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('[aria-invalid="true"]')).not.toBeNull())
  },
}

export const Required: Story = { args: { required: true, name: 'photo' } }

export const DraggingOver: Story = {
  play: async ({ canvasElement }) => dragOver(canvasElement, '.coatcheck-dropzone', 'image/png'),
}

/** All dragged files will be rejected. */
export const DraggingOverWhatIsRefused: Story = {
  args: { restrictions: { accept: 'image/*' } },
  play: async ({ canvasElement }) => dragOver(canvasElement, '.coatcheck-dropzone', 'application/pdf'),
}
