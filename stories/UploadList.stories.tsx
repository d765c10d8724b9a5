import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import type { Rejection } from '../src/contract/restrictions.ts'
import type { Upload } from '../src/contract/upload.ts'
import { UploadList, UploadProvider, UploadSummary } from '../src/index.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { sampleRows, sampleUpload } from './support/sampleUploads.ts'

interface Arguments {
  readonly uploads: readonly Upload[]
  readonly rejections?: readonly Rejection[]
}

function List({ uploads, rejections }: Arguments): React.ReactElement {
  return (
    <UploadProvider uploader={createStaticUploader(uploads, rejections)}>
      <UploadSummary />
      <UploadList />
    </UploadProvider>
  )
}

const meta: Meta<typeof List> = {
  title: 'Parts/UploadList',
  component: List,
  argTypes: { uploads: { control: false }, rejections: { control: false } },
}

export default meta
type Story = StoryObj<typeof List>

export const Empty: Story = { args: { uploads: [] } }

/** Every state of a row. */
export const AllStates: Story = { args: { uploads: Object.values(sampleRows) } }

const rejected = (id: string, name: string, reasons: Rejection['reasons']): Rejection => ({
  id,
  file: new File(['x'], name),
  reasons,
})

export const Rejected: Story = {
  args: {
    uploads: [sampleRows['sending'] as Upload],
    rejections: [
      rejected('r1', 'holiday.mov', [{ code: 'file-too-large', limit: 10_000_000 }]),
      rejected('r2', 'notes.txt', [{ code: 'type-not-accepted', limit: 'image/*' }]),
      rejected('r3', 'one too many.jpg', [{ code: 'too-many-files', limit: 3 }]),
    ],
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
