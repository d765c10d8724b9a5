import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { Gallery, UploadPanel, UploadProvider } from '../src/index.ts'
import { createFakeBackend } from '../src/testing/fakes/fakeBackend.ts'
import { samplePictures } from './support/samplePictures.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

const backend = createFakeBackend({ name: 'provider', files: samplePictures(4) })

const meta: Meta<typeof UploadProvider> = {
  title: 'Parts/UploadProvider',
  component: UploadProvider,
  args: { backend },
  argTypes: {
    backend: { control: false },
    uploader: { control: false },
    children: { control: false },
    queryClient: { control: false },
    recovery: { control: false },
    locale: { control: false },
  },
  render: (args) => (
    <StoryProvider {...args}>
      <UploadPanel />
      <Gallery />
    </StoryProvider>
  ),
}

export default meta
type Story = StoryObj<typeof UploadProvider>

/** Whatever is inside shares one uploader. */
export const AroundTwoParts: Story = {
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findAllByRole('img')).toHaveLength(4)
  },
}

/** Some texts can be changed, and the others stay as they are. */
export const OwnWords: Story = {
  args: { locale: { dropzone: { title: () => 'Drop your holiday photos here' } } },
  play: async ({ canvasElement }) => {
    await expect(await within(canvasElement).findByText('Drop your holiday photos here')).toBeVisible()
  },
}
