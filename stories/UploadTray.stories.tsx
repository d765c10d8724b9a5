import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import type { Upload } from '../src/contract/upload.ts'
import { Dropzone, UploadTray, type UploadTrayProps } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { live } from './support/live.tsx'
import { type NetworkArgs, omitNetworkArgs } from './support/network/NetworkArgs.ts'
import { sampleBatch, sampleRows } from './support/sampleUploads.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

interface Arguments extends UploadTrayProps, Partial<NetworkArgs> {
  readonly uploads?: readonly Upload[]
}

const none: readonly never[] = []

function Tray({ uploads = none, ...props }: Arguments): React.ReactElement {
  return (
    // The tray is fixed to this frame and not to the window, so that several fit on one page.
    <div style={{ position: 'relative', transform: 'translate(0)', blockSize: '36rem' }}>
      <p>The page that the user works on.</p>
      <StoryProvider uploader={createStaticUploader(uploads)}>
        <UploadTray {...props} />
      </StoryProvider>
    </div>
  )
}

const meta: Meta<Arguments> = {
  title: 'Parts/UploadTray',
  component: UploadTray,
  render: (args) => <Tray {...args} />,
  argTypes: { uploads: { control: false, table: { disable: true } }, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

export const Busy: Story = { args: { uploads: sampleBatch } }

/** Drop a file: the tray appears. The title of the page has the progress. */
export const Live: Story = {
  ...live,
  render: (args) => (
    <div style={{ position: 'relative', transform: 'translate(0)', blockSize: '36rem' }}>
      <Dropzone />
      <UploadTray {...omitNetworkArgs(args)} titleProgress />
    </div>
  ),
}

export const Folded: Story = { args: { uploads: sampleBatch, defaultFolded: true } }

/** At rest, it can be closed. */
export const Settled: Story = {
  args: { uploads: [sampleRows['done'], sampleRows['failed'], sampleRows['alreadyStored']] as readonly Upload[] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { expanded: true }))
    await expect(canvas.queryByRole('list')).toBeNull()
    await userEvent.click(canvas.getByRole('button', { expanded: false }))
    await expect(canvas.getByRole('list', { name: /./ })).toBeVisible()
  },
}
