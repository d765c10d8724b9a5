import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import type { Upload } from '../src/contract/upload.ts'
import {
  UploadActions,
  UploadList,
  UploadName,
  UploadProgress,
  UploadRow,
  type UploadRowProps,
  UploadSize,
  UploadStatus,
  UploadThumbnail,
} from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { StoryProvider } from './support/StoryProvider.tsx'
import { sampleRows } from './support/sampleUploads.ts'

type Arguments = UploadRowProps & {
  /** The state of the upload. */
  readonly state: string
}

function Row({ state }: Arguments): React.ReactElement {
  const upload = sampleRows[state] as Upload
  return (
    <StoryProvider uploader={createStaticUploader([upload])}>
      <UploadList />
    </StoryProvider>
  )
}

const meta: Meta<Arguments> = {
  title: 'Parts/UploadRow',
  component: UploadRow,
  subcomponents: { UploadThumbnail, UploadName, UploadSize, UploadStatus, UploadProgress, UploadActions },
  render: (args) => <Row {...args} />,
  argTypes: {
    state: { description: 'The state of the upload.', control: 'select', options: Object.keys(sampleRows) },
    upload: { control: false },
    children: { control: false },
  },
}

export default meta
type Story = StoryObj<Arguments>

/** Checks that a row in one state shows this text. */
const says = (state: string, words: RegExp): Story => ({
  args: { state },
  play: async ({ canvasElement }) => {
    const row = await within(canvasElement).findByRole('listitem')
    await expect(row).toHaveTextContent(words)
  },
})

export const Queued: Story = says('queued', /waiting/i)
export const Inspecting: Story = says('inspecting', /reading/i)
export const Requesting: Story = says('requesting', /./)
export const Sending: Story = says('sending', /sending/i)
export const SendingAgain: Story = says('sendingAgain', /sending again/i)
export const WaitingForRetry: Story = says('waitingForRetry', /again|retry/i)
export const WaitingForDuplicate: Story = says('waitingForDuplicate', /./)
export const Confirming: Story = says('confirming', /finishing/i)
export const Paused: Story = says('paused', /paused/i)
export const Offline: Story = says('offline', /offline|connection/i)
export const FileMissing: Story = {
  args: { state: 'fileMissing' },
  play: async ({ canvasElement }) => {
    const row = within(await within(canvasElement).findByRole('listitem'))
    await expect(row.getByRole('button', { name: /^choose harbour at dusk\.jpg again$/i })).toBeVisible()
    // The code behind the button comes with the first such row.
    const input = await waitFor(() => canvasElement.querySelector('input') ?? Promise.reject(new Error('no input yet')))
    await userEvent.upload(input, new File(['other'], 'other.jpg'))
    await expect(await row.findByText(/different file/i)).toBeVisible()
  },
}
export const FileChanged: Story = says('fileChanged', /choose it again/i)
export const Failed: Story = says('failed', /connection|storage/i)
export const FailedForGood: Story = says('failedForGood', /large|3 MB/i)
export const Cancelled: Story = says('cancelled', /cancelled/i)
export const AlreadyStored: Story = says('alreadyStored', /already stored/i)
export const Done: Story = says('done', /uploaded/i)
export const Initial: Story = says('initial', /./)
export const Processing: Story = says('processing', /processing/i)
export const RejectedByTheBackend: Story = says('rejected', /rejected.*licence plate/i)
