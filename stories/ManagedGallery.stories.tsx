import { QueryClient } from '@tanstack/react-query'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, waitFor, within } from 'storybook/test'
import { ManagedGallery, type ManagedGalleryProps } from '../src/gallery.ts'
import { UploadError } from '../src/index.ts'
import { createFakeBackend, type FakeBackendOptions } from '../src/testing/fakes/fakeBackend.ts'
import { StoryProvider } from './support/StoryProvider.tsx'
import { samplePictures } from './support/samplePictures.ts'

interface Arguments extends ManagedGalleryProps {
  readonly fail?: FakeBackendOptions['fail']
  readonly edits?: boolean
}

function Shown({ fail, edits = true, ...props }: Arguments): React.ReactElement {
  const [backend] = useState(() =>
    createFakeBackend({ name: 'story', edits, files: samplePictures(9), ...(fail && { fail }) }),
  )
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }))
  return (
    <StoryProvider backend={backend} queryClient={queryClient}>
      <ManagedGallery {...props} />
    </StoryProvider>
  )
}

/** What the stories say about the backend is no prop of the part. */
const hidden = { control: false, table: { disable: true } } as const

const meta: Meta<Arguments> = {
  title: 'Parts/ManagedGallery',
  component: ManagedGallery,
  render: (args) => <Shown {...args} />,
  argTypes: { fail: hidden, edits: hidden, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

export const WithActions: Story = { args: { onReorder: () => undefined } }

export const Selecting: Story = {
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Select' }))
    const [first, second] = await canvas.findAllByRole('checkbox')
    if (first) await userEvent.click(first)
    if (second) await userEvent.click(second)
    await expect(await canvas.findByText('2 selected', { selector: 'p' })).toBeVisible()
  },
}

/** The file has gone, and the bar brings it back for a minute. */
export const Deleted: Story = {
  args: { undoMs: 60_000 },
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete picture 2.jpg' }))
    await expect(await canvas.findByRole('button', { name: 'Undo' })).toBeVisible()
  },
}

/** The file is back, and the bar says why. */
export const Refused: Story = {
  args: { undoMs: 1, fail: { delete: [{ error: new UploadError('forbidden', 'no') }] } },
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Delete picture 2.jpg' }))
    await expect(await canvas.findByRole('button', { name: 'Dismiss' })).toBeVisible()
  },
}

export const Editing: Story = {
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Edit picture 1.jpg' }))
    await expect(await canvas.findByRole('dialog')).toBeVisible()
  },
}

/** The backend can neither change nor delete files. */
export const ReadOnly: Story = { args: { edits: false } }

export const InLightbox: Story = {
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Open picture 2.jpg' }))
    await waitFor(() => expect(canvas.getByText('2 of 9')).toBeVisible())
  },
}
