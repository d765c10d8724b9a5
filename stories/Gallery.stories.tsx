import { QueryClient } from '@tanstack/react-query'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, waitFor, within } from 'storybook/test'
import type { StoredFile } from '../src/contract/storedFile.ts'
import { BlurhashImage, createUploader, Gallery, type GalleryProps, GalleryTile, useUploader } from '../src/index.ts'
import { createFakeBackend, type FakeBackendOptions } from '../src/testing/fakes/fakeBackend.ts'
import { createFakeFile } from '../src/testing/fakes/fakeFile.ts'
import { createFakeInspector } from '../src/testing/fakes/fakeInspector.ts'
import { createFakePorts } from '../src/testing/fakes/fakePorts.ts'
import { StoryProvider } from './support/StoryProvider.tsx'
import { brokenUrl, drawLandscape, samplePictures } from './support/samplePictures.ts'

interface Arguments extends GalleryProps {
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
    <StoryProvider backend={backend} queryClient={queryClient}>
      <Gallery {...props} />
    </StoryProvider>
  )
}

/** What the stories say about the backend is no prop of the part. */
const hidden = { control: false, table: { disable: true } } as const

const meta: Meta<Arguments> = {
  title: 'Parts/Gallery',
  component: Gallery,
  subcomponents: { GalleryTile },
  render: (args) => <Shown {...args} />,
  argTypes: { files: hidden, fail: hidden, isLoading: hidden, children: { control: false } },
}

export default meta
type Story = StoryObj<Arguments>

export const Loading: Story = { args: { isLoading: true } }

export const Empty: Story = {}

export const Full: Story = {
  args: { files: samplePictures(12) },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('listitem')).toHaveLength(12)
  },
}

/** Rows of equal width, in which each tile has the proportions of its picture. */
export const Justified: Story = {
  args: { files: samplePictures(14), layout: 'justified' },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('listitem')).toHaveLength(14)
  },
}

/** The same fourteen pictures again and again, each with a preview; only the tiles near the viewport are in the page. */
function manyPictures(count: number): readonly StoredFile[] {
  const pictures = samplePictures(14)
  return Array.from({ length: count }, (_, index) => {
    const picture = pictures[index % pictures.length]
    const previews = picture?.url === undefined ? [] : [{ url: picture.url, width: 320 }]
    return { ...picture, id: `many-${index}`, name: `picture ${index + 1}.jpg`, previews }
  })
}

export const TenThousand: Story = {
  args: { files: manyPictures(10_000), pageSize: 10_000, layout: 'justified' },
  play: async ({ canvasElement }) => {
    const tiles = await within(canvasElement).findAllByRole('listitem')
    await expect(tiles.length).toBeLessThan(300)
  },
}

const withoutPicture: StoredFile = { id: 'pdf', name: 'plan of the house.pdf', type: 'application/pdf', size: 91_000 }

/** A missing picture keeps its blurhash and its name; other files have an icon. */
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

/** Custom tiles, each with the proportions of its picture. */
export const OwnTiles: Story = {
  args: {
    files: samplePictures(6),
    children: ({ file }) => (
      <figure style={{ margin: 0 }}>
        <BlurhashImage
          hash={file.blurhash}
          src={file.url}
          width={file.width ?? 1}
          height={file.height ?? 1}
          alt=""
          style={{ borderRadius: '0.5rem' }}
        />
        <figcaption style={{ fontSize: '0.8125rem' }}>{file.name}</figcaption>
      </figure>
    ),
  },
  decorators: [
    (Story) => (
      <div style={{ '--coatcheck-gallery-ratio': 'auto' } as React.CSSProperties}>
        <Story />
      </div>
    ),
  ],
}

let finished = 0

function FinishButton(): React.ReactElement {
  const uploader = useUploader()
  const finish = (): void => {
    finished += 1
    uploader.add([createFakeFile(`finished ${finished}.jpg`, `bytes of ${finished}`, 'image/jpeg')])
  }
  return (
    <button type="button" onClick={finish} style={{ marginBlockEnd: '1rem' }}>
      Finish an upload
    </button>
  )
}

function Growing(): React.ReactElement {
  const [uploader] = useState(() => {
    const image = { width: 1600, height: 1067, blurhash: 'LGF5]+Yk^6#M@-5c,1J5@[or[Q6.' }
    return createUploader({
      backend: createFakeBackend({
        files: samplePictures(9),
        latencyMs: 40,
        url: (id) => (id.startsWith('file-') ? drawLandscape(1600, 1067, Number(id.slice(5))) : undefined),
      }),
      ports: createFakePorts({ inspector: createFakeInspector({ facts: () => ({ image }) }) }),
    })
  })
  return (
    <StoryProvider uploader={uploader}>
      <FinishButton />
      <Gallery />
    </StoryProvider>
  )
}

/** A new file enters at the front, and the other tiles glide to their new places without a layout shift. */
export const FilesEnter: Story = {
  render: () => <Growing />,
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(9))
    const button = canvas.getByRole('button', { name: 'Finish an upload' })
    await userEvent.click(button)
    await userEvent.click(button)
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(11), { timeout: 5_000 })
  },
}
