import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import type { Upload } from '../src/contract/upload.ts'
import { Dropzone, UploadSummary, type UploadSummaryProps } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { live } from './support/live.tsx'
import type { NetworkArgs } from './support/network/NetworkArgs.ts'
import { sampleRows } from './support/sampleUploads.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

interface Arguments extends UploadSummaryProps, Partial<NetworkArgs> {
  /** The states of the uploads. */
  readonly states?: readonly string[]
}

const underWay: readonly string[] = ['done', 'sending', 'queued']

function Summary({ states = underWay, ...props }: Arguments): React.ReactElement {
  const uploads = states.map((state) => sampleRows[state] as Upload)
  return (
    <StoryProvider uploader={createStaticUploader(uploads)}>
      <UploadSummary {...props} />
    </StoryProvider>
  )
}

const meta: Meta<Arguments> = {
  title: 'Parts/UploadSummary',
  component: UploadSummary,
  render: (args) => <Summary {...args} />,
  argTypes: { states: { control: false, table: { disable: true } }, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

export const Busy: Story = {
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('progressbar')).toBeVisible()
  },
}

/** What cannot be retried is not counted by the button. */
export const WithFailures: Story = { args: { states: ['done', 'failed', 'failedForGood'] } }

export const Done: Story = { args: { states: ['done', 'alreadyStored'] } }

/** Drop files, change the network, see what happens. */
export const Live: Story = {
  ...live,
  render: () => (
    <>
      <Dropzone />
      <UploadSummary />
    </>
  ),
}
