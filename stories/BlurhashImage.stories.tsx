import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, waitFor, within } from 'storybook/test'
import { BlurhashImage, type BlurhashImageProps } from '../src/index.ts'
import { brokenUrl, drawLandscape } from './support/samplePictures.ts'

const meta: Meta<typeof BlurhashImage> = {
  title: 'Parts/BlurhashImage',
  component: BlurhashImage,
  args: {
    hash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
    width: 640,
    height: 427,
    alt: 'Hills under a low sun',
    style: { maxInlineSize: '24rem' },
  },
}

export default meta
type Story = StoryObj<typeof BlurhashImage>

const becomes = (status: string): NonNullable<Story['play']> => {
  return async ({ canvasElement }) => {
    const image = canvasElement.querySelector('.coatcheck-blurhash')
    await waitFor(() => expect(image).toHaveAttribute('data-status', status))
  }
}

/** The hash fills the space while there is no picture. */
export const Placeholder: Story = { args: { src: null }, play: becomes('empty') }

export const Shown: Story = { args: { src: drawLandscape(640, 427, 3) }, play: becomes('shown') }

/** A broken picture keeps its blurhash and its name. */
export const Broken: Story = { args: { src: brokenUrl }, play: becomes('failed') }

export const WithoutHash: Story = {
  args: { hash: undefined, src: drawLandscape(640, 427, 5) },
  play: becomes('shown'),
}

function Changing(props: BlurhashImageProps): React.ReactElement {
  const [seed, setSeed] = useState(1)
  return (
    <>
      <BlurhashImage {...props} src={drawLandscape(640, 427, seed)} />
      <p>
        <button type="button" onClick={() => setSeed(seed + 1)}>
          Another picture
        </button>
      </p>
    </>
  )
}

/** The old picture stays until the new one is decoded. */
export const AnotherPicture: Story = {
  render: (props) => <Changing {...props} />,
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    const image = canvasElement.querySelector('.coatcheck-blurhash')
    await waitFor(() => expect(image).toHaveAttribute('data-status', 'shown'))
    await userEvent.click(canvas.getByRole('button'))
    await expect(image).toHaveAttribute('data-status', 'shown')
    await waitFor(() =>
      expect(canvas.getByRole('img', { name: /hills/i })).toHaveAttribute('src', drawLandscape(640, 427, 2)),
    )
  },
}
