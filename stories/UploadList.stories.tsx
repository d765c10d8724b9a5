import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import type { Rejection } from '../src/contract/restrictions.ts'
import type { Upload } from '../src/contract/upload.ts'
import { Dropzone, UploadList, type UploadListProps, UploadSummary } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { live } from './support/live.tsx'
import type { NetworkArgs } from './support/network/NetworkArgs.ts'
import { sampleRejections } from './support/sampleRejections.ts'
import { StoryProvider } from './support/StoryProvider.tsx'
import { sampleRows, sampleUpload } from './support/sampleUploads.ts'

interface Arguments extends UploadListProps, Partial<NetworkArgs> {
  readonly uploads?: readonly Upload[]
  readonly rejected?: readonly Rejection[]
}

const none: readonly never[] = []

function List({ uploads = none, rejected = none, ...props }: Arguments): React.ReactElement {
  return (
    <StoryProvider uploader={createStaticUploader(uploads, rejected)}>
      <UploadSummary />
      <UploadList {...props} />
    </StoryProvider>
  )
}

const hidden = { control: false, table: { disable: true } } as const

const meta: Meta<Arguments> = {
  title: 'Parts/UploadList',
  component: UploadList,
  render: (args) => <List {...args} />,
  argTypes: { uploads: hidden, rejected: hidden, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

export const Empty: Story = {}

/** Drop files, change the network, see what happens. */
export const Live: Story = {
  ...live,
  render: () => (
    <>
      <Dropzone />
      <UploadSummary />
      <UploadList />
    </>
  ),
}

/** Every state of a row. */
export const AllStates: Story = { args: { uploads: Object.values(sampleRows) } }

export const Rejected: Story = {
  args: {
    uploads: [sampleRows['sending'] as Upload],
    rejected: sampleRejections,
  },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('holiday.mov')).toBeVisible()
  },
}

/** Only the visible rows are rendered, and screen readers are told the total. */
export const Thousand: Story = {
  args: {
    uploads: Array.from({ length: 1_000 }, (_, index) =>
      sampleUpload({ status: 'queued', next: 'inspecting' }, { name: `photo ${index + 1}.jpg` }),
    ),
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await waitFor(async () => {
      const rows = canvas.getAllByRole('listitem')
      await expect(rows.length).toBeLessThan(200)
      await expect(rows[0]).toHaveAttribute('aria-setsize', '1000')
    })
  },
}
