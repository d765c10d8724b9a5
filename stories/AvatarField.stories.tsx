import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, within } from 'storybook/test'
import type { Rejection } from '../src/contract/restrictions.ts'
import type { Upload } from '../src/contract/upload.ts'
import { AvatarField, type AvatarFieldProps, createUploader } from '../src/index.ts'
import { createFakeBackend } from '../src/testing/fakes/fakeBackend.ts'
import { createStaticUploader } from './support/createStaticUploader.ts'
import { live } from './support/live.tsx'
import { type NetworkArgs, omitNetworkArgs } from './support/network/NetworkArgs.ts'
import { samplePictures } from './support/samplePictures.ts'
import { sampleRows } from './support/sampleUploads.ts'
import { StoryProvider } from './support/StoryProvider.tsx'

interface Arguments extends AvatarFieldProps, Partial<NetworkArgs> {
  /** The state of the picture's upload; none: the field is empty. */
  readonly state?: string
  readonly rejections?: readonly Rejection[]
}

const [stored] = samplePictures(1)

/** A picture in one state. */
function samplePicture(state: string): Upload {
  const sample = sampleRows[state] as Upload
  const upload = { ...sample, group: 'avatar' }
  return upload.status === 'done' && stored ? { ...upload, stored } : upload
}

function Field({ state, rejections, ...props }: Arguments): React.ReactElement {
  const uploads = state === undefined ? [] : [samplePicture(state)]
  return (
    <StoryProvider uploader={createStaticUploader(uploads, rejections)} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <form>
        <AvatarField name="avatar" group="avatar" aria-label="Profile photo" {...props} />
      </form>
    </StoryProvider>
  )
}

const meta: Meta<Arguments> = {
  title: 'Parts/AvatarField',
  component: AvatarField,
  render: (args) => <Field {...args} />,
  argTypes: {
    state: { control: 'select', options: Object.keys(sampleRows), table: { disable: true } },
    rejections: { control: false, table: { disable: true } },
    children: { control: false },
  },
}

export default meta
type Story = StoryObj<Arguments>

export const Empty: Story = {}

/** Choose a picture, change the network, see what happens. */
export const Live: Story = {
  ...live,
  render: (args) => <AvatarField aria-label="Profile photo" {...omitNetworkArgs(args)} />,
}

export const WithPicture: Story = { args: { state: 'initial' } }

export const Sending: Story = { args: { state: 'sending' } }

export const Paused: Story = { args: { state: 'paused' } }

export const Uploaded: Story = { args: { state: 'done' } }

/** It says what to do, and offers a retry where that can help. */
export const Failed: Story = {
  args: { state: 'failed' },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByRole('button', { name: /^Retry/ })).toBeVisible()
  },
}

/** The picture stays, and the field says why the other file was not accepted. */
export const Rejected: Story = {
  args: {
    state: 'initial',
    rejections: [
      {
        id: 'rejected',
        group: 'avatar',
        file: new File(['x'], 'poster.png', { type: 'image/png' }),
        reasons: [{ code: 'file-too-large', limit: 5_000_000 }],
      },
    ],
  },
}

export const Required: Story = { args: { required: true } }

export const Invalid: Story = { args: { invalid: true } }

export const ReadOnly: Story = { args: { state: 'initial', readOnly: true } }

export const Disabled: Story = { args: { state: 'initial', disabled: true } }

/** `--coatcheck-avatar-radius` and `--coatcheck-avatar-size` change its shape; the ring follows. */
export const Square: Story = {
  args: {
    state: 'sending',
    style: { '--coatcheck-avatar-radius': '0.75rem', '--coatcheck-avatar-size': '6rem' } as React.CSSProperties,
  },
}

const uploader = createUploader({ backend: createFakeBackend() })

/** A real field: removing the picture only empties the field, and a reset brings it back. */
export const InAForm: Story = {
  render: () => (
    <StoryProvider uploader={uploader}>
      <form>
        <AvatarField name="avatar" aria-label="Profile photo" {...(stored && { defaultValue: stored })} />
        <button type="reset">Start over</button>
      </form>
    </StoryProvider>
  ),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Remove photo' }))
    await expect(canvas.getByRole('button', { name: 'Choose a photo' })).toHaveFocus()
    await userEvent.click(canvas.getByRole('button', { name: 'Start over' }))
    await expect(await canvas.findByRole('button', { name: 'Remove photo' })).toBeVisible()
  },
}
