import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { createUploader, RejectionList } from '../src/index.ts'
import { createFakeBackend } from '../src/testing/fakes/fakeBackend.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { sampleRejections } from './support/sampleRejections.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

const meta: Meta<typeof RejectionList> = {
  title: 'Parts/RejectionList',
  component: RejectionList,
  render: (args) => (
    <StoryProvider uploader={createStaticUploader([], sampleRejections)}>
      <RejectionList {...args} />
    </StoryProvider>
  ),
}

export default meta
type Story = StoryObj<typeof RejectionList>

/** Each file says why it was not added. */
export const Several: Story = {}

function createRejecting(): ReturnType<typeof createUploader> {
  const uploader = createUploader({ backend: createFakeBackend() })
  uploader.add([new File(['x'], 'notes.txt', { type: 'text/plain' })], { restrictions: { accept: 'image/*' } })
  return uploader
}

/** A rejection stays until it is dismissed. */
export const Dismissed: Story = {
  render: (args) => (
    <StoryProvider uploader={createRejecting()}>
      <RejectionList {...args} />
    </StoryProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: /notes\.txt/ }))
    await waitFor(() => expect(canvas.queryByText('notes.txt')).toBeNull())
  },
}
