import { QueryClient } from '@tanstack/react-query'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, waitFor, within } from 'storybook/test'
import type { StoredFile } from '../src/core/types.ts'
import { Gallery, UploadProvider, type GalleryProps } from '../src/index.ts'
import { createFakeBackend, type FakeBackendOptions } from '../src/testing/fakeBackend.ts'
import { brokenUrl, samplePictures } from './support/samplePictures.ts'

interface Arguments extends Pick<GalleryProps, 'pageSize' | 'paging'> {
  readonly files?: readonly StoredFile[]
  readonly fail?: FakeBackendOptions['fail']
  readonly isLoading?: boolean
}

const noFiles: readonly StoredFile[] = []

function Shown({ files = noFiles, fail, isLoading = false, ...props }: Arguments): React.ReactElement {
  const [backend] = useState(() =>
    createFakeBackend({
      name: 'story',
      files,
      ...(fail && { fail }),
      ...(isLoading && { gate: () => new Promise(() => {}) }),
    }),
  )
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }))
  return (
    <UploadProvider backend={backend} queryClient={queryClient}>
      <Gallery {...props} />
    </UploadProvider>
  )
}

const meta: Meta<typeof Shown> = {
  title: 'Parts/Gallery',
  component: Shown,
  argTypes: { files: { control: false }, fail: { control: false } },
}

export default meta
type Story = StoryObj<typeof Shown>

export const Loading: Story = { args: { isLoading: true } }

export const Empty: Story = {}

export const Full: Story = {
  args: { files: samplePictures(12) },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('listitem')).toHaveLength(12)
  },
}

const withoutPicture: StoredFile = { id: 'pdf', name: 'plan of the house.pdf', type: 'application/pdf', size: 91_000 }

/** A picture that is gone stays its blurhash, under the same name; what is none has an icon. */
export const WithBrokenImage: Story = {
  args: {
    files: [
      withoutPicture,
      ...samplePictures(5).map((file, index) => (index === 1 ? { ...file, url: brokenUrl } : file)),
    ],
  },
}

export const Failed: Story = {
  args: { fail: { list: [{ error: new Error('The list is out of order.') }] } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByRole('button', { name: /again/i })).toBeVisible()
  },
}

export const Paging: Story = {
  args: { files: samplePictures(30), pageSize: 8, paging: 'button' },
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: /more/i }))
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(16))
  },
}
