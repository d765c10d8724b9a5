import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import type { Rejection } from '../src/contract/restrictions.ts'
import type { Upload } from '../src/contract/upload.ts'
import { UploadGrid, UploadPanel, UploadPanelFooter, type UploadPanelProps } from '../src/index.ts'
import { UploadPanelStatus, UploadPanelZone } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { dragOver } from './support/dragOver.ts'
import { live } from './support/live.tsx'
import { type NetworkArgs, omitNetworkArgs } from './support/network/NetworkArgs.ts'
import { sampleRejections } from './support/sampleRejections.ts'
import { sampleBatch, sampleRows } from './support/sampleUploads.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

interface Arguments extends UploadPanelProps, Partial<NetworkArgs> {
  readonly uploads?: readonly Upload[]
  readonly rejected?: readonly Rejection[]
}

const none: readonly never[] = []

function Panel({ uploads = none, rejected = none, ...props }: Arguments): React.ReactElement {
  return (
    <StoryProvider uploader={createStaticUploader(uploads, rejected)}>
      <form>
        <UploadPanel {...props} />
      </form>
    </StoryProvider>
  )
}

const hidden = { control: false, table: { disable: true } } as const

const meta: Meta<Arguments> = {
  title: 'Parts/UploadPanel',
  component: UploadPanel,
  subcomponents: { UploadPanelZone, UploadPanelStatus, UploadPanelFooter },
  render: (args) => <Panel {...args} />,
  argTypes: { uploads: hidden, rejected: hidden, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

/** A dropzone, as long as there is no file. */
export const Empty: Story = {}

/** Drop files, change the network, see what happens. */
export const Live: Story = { ...live, render: (args) => <UploadPanel {...omitNetworkArgs(args)} /> }

export const WithTitleAndLimits: Story = {
  args: { title: <h2>Photos</h2>, restrictions: { accept: 'image/*', maxSizeBytes: 20_000_000, maxFiles: 20 } },
}

/** The first row takes the room of the zone, which becomes one line, so nothing below moves. */
export const OneFile: Story = { args: { uploads: [sampleRows['sending'] as Upload] } }

export const Busy: Story = { args: { uploads: sampleBatch } }

export const Compact: Story = { args: { uploads: sampleBatch, density: 'compact' } }

export const FailedAndRejected: Story = {
  args: {
    uploads: [sampleRows['done'], sampleRows['failed'], sampleRows['failedForGood']] as readonly Upload[],
    rejected: sampleRejections,
  },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', { name: /^Clear finished/ })).toBeVisible()
  },
}

/** Files can be dropped anywhere on the panel, also on its rows. */
export const DraggingOver: Story = {
  args: { uploads: sampleBatch },
  play: ({ canvasElement }) => dragOver(canvasElement, '.coatcheck-upload-panel', 'image/png'),
}

export const Required: Story = { args: { required: true, name: 'photos' } }

/** The app says that something is wrong, for example after its server has refused the form. */
export const Invalid: Story = { args: { invalid: true, name: 'photos' } }

export const Disabled: Story = { args: { uploads: sampleBatch, disabled: true } }

/** The rows are replaced by tiles. The other parts are those that the panel has without `children`. */
export const WithTiles: Story = {
  args: {
    uploads: sampleBatch,
    children: (
      <>
        <UploadPanelZone />
        <UploadPanelStatus />
        <UploadGrid />
        <UploadPanelFooter />
      </>
    ),
  },
}
