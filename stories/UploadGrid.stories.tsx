import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import type { Rejection } from '../src/contract/restrictions.ts'
import type { Upload } from '../src/contract/upload.ts'
import { Dropzone, UploadGrid, type UploadGridProps, UploadTile } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { live } from './support/live.tsx'
import { type NetworkArgs, omitNetworkArgs } from './support/network/NetworkArgs.ts'
import { sampleRejections } from './support/sampleRejections.ts'
import { samplePictures } from './support/samplePictures.ts'
import { sampleBatch, sampleRows, sampleUpload } from './support/sampleUploads.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

interface Arguments extends UploadGridProps, Partial<NetworkArgs> {
  readonly uploads?: readonly Upload[]
  readonly rejected?: readonly Rejection[]
}

const none: readonly never[] = []

const meta: Meta<Arguments> = {
  title: 'Parts/UploadGrid',
  component: UploadGrid,
  subcomponents: { UploadTile },
  render: ({ uploads = none, rejected = none, ...props }) => (
    <StoryProvider uploader={createStaticUploader(uploads, rejected)}>
      <UploadGrid {...props} />
    </StoryProvider>
  ),
  argTypes: {
    uploads: { control: false, table: { disable: true } },
    rejected: { control: false, table: { disable: true } },
    children: { control: false },
  },
}

export default meta
type Story = StoryObj<Arguments>

const stored = samplePictures(8).map((picture) =>
  sampleUpload({ status: 'done', outcome: 'uploaded', stored: picture }, { id: picture.id, name: picture.name ?? '' }),
)

export const Stored: Story = { args: { uploads: stored } }

/** Drop pictures, change the network, see what happens. */
export const Live: Story = {
  ...live,
  render: (args) => (
    <>
      <Dropzone />
      <UploadGrid {...omitNetworkArgs(args)} />
    </>
  ),
}

/** Every state of a tile. What went wrong is shown in place of the picture. */
export const AllStates: Story = { args: { uploads: Object.values(sampleRows) } }

/** A reason that is longer than its tile makes the tile grow. */
export const CompactInEveryState: Story = { args: { uploads: Object.values(sampleRows), density: 'compact' } }

export const Compact: Story = { args: { uploads: [...stored, ...sampleBatch], density: 'compact' } }

export const Rejected: Story = { args: { uploads: stored.slice(0, 3), rejected: sampleRejections } }

/** Only the visible tiles are rendered, and screen readers are told the total. */
export const Thousand: Story = {
  args: {
    uploads: Array.from({ length: 1_000 }, (_, index) =>
      sampleUpload({ status: 'queued', next: 'inspecting' }, { id: `queued-${index}`, name: `photo ${index + 1}.jpg` }),
    ),
  },
  play: async ({ canvasElement }) => {
    const grid = canvasElement.querySelector('.coatcheck-upload-grid')
    await waitFor(() => expect(grid).toHaveAttribute('data-windowed'))
    const [first] = await within(canvasElement).findAllByRole('listitem')
    await expect(first).toHaveAttribute('aria-setsize', '1000')
  },
}
