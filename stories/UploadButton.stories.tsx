import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import type { Upload } from '../src/contract/upload.ts'
import { UploadButton, type UploadButtonProps, UploadList } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { live } from './support/live.tsx'
import { type NetworkArgs, omitNetworkArgs } from './support/network/NetworkArgs.ts'
import { sampleBatch, sampleRows } from './support/sampleUploads.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

interface Arguments extends UploadButtonProps, Partial<NetworkArgs> {
  readonly uploads?: readonly Upload[]
}

const none: readonly never[] = []

const meta: Meta<Arguments> = {
  title: 'Parts/UploadButton',
  component: UploadButton,
  render: ({ uploads = none, ...props }) => (
    <StoryProvider uploader={createStaticUploader(uploads)}>
      <form>
        <UploadButton {...props} />
      </form>
    </StoryProvider>
  ),
  argTypes: { uploads: { control: false, table: { disable: true } }, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

export const Idle: Story = {}

/** Choose files, change the network, see what happens. */
export const Live: Story = {
  ...live,
  render: (args) => (
    <>
      <UploadButton {...omitNetworkArgs(args)} />
      <UploadList />
    </>
  ),
}

/** The progress is a ring, so the button keeps its size. */
export const Busy: Story = {
  args: { uploads: sampleBatch },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('progressbar')).toHaveAttribute('aria-valuenow')
  },
}

export const Failed: Story = { args: { uploads: [sampleRows['failed'] as Upload] } }

export const Done: Story = { args: { uploads: [sampleRows['done'] as Upload] } }

export const Disabled: Story = { args: { disabled: true } }

export const Invalid: Story = { args: { invalid: true } }

/** Any content, and any shape: the ring follows the border. */
export const ForAComposer: Story = {
  args: { uploads: sampleBatch, 'aria-label': 'Attach files', style: { borderRadius: '50%' }, children: '📎' },
}
