import { QueryClient } from '@tanstack/react-query'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, within } from 'storybook/test'
import { createRestBackend } from '../src/backends/rest.ts'
import { Dropzone, Gallery, UploadList, UploadProvider, UploadSummary } from '../src/index.ts'
import {
  createRestHandlers,
  type RestFailure,
  type RestHandlersOptions,
} from '../src/testing/msw/handlers/createRestHandlers.ts'
import { mockNetwork } from '../src/testing/msw/mockNetwork.ts'
import { samplePictures } from './support/samplePictures.ts'

interface Arguments {
  readonly latencyMs: number
  readonly megabytesPerSecond: number
  readonly ticketExpiresInSeconds: number
  readonly failure: RestFailure | 'none'
}

const url = '/mock/uploads'
let behaviour: RestHandlersOptions = { url, files: samplePictures(3) }

/** The real core and REST backend, with MSW as server and storage. Drop something. */
function Widget(): React.ReactElement {
  const [backend] = useState(() => createRestBackend({ url }))
  const [queryClient] = useState(() => new QueryClient())
  return (
    <UploadProvider backend={backend} queryClient={queryClient}>
      <div style={{ display: 'grid', gap: '1.25rem' }}>
        <Dropzone />
        <UploadSummary />
        <UploadList />
        <Gallery />
      </div>
    </UploadProvider>
  )
}

const meta: Meta<Arguments> = {
  title: 'Whole/Widget',
  render: () => <Widget />,
  args: { latencyMs: 150, megabytesPerSecond: 4, ticketExpiresInSeconds: 300, failure: 'none' },
  argTypes: {
    latencyMs: { control: { type: 'range', min: 0, max: 3_000, step: 50 } },
    megabytesPerSecond: { control: { type: 'range', min: 0.1, max: 50, step: 0.1 } },
    ticketExpiresInSeconds: { control: { type: 'range', min: 1, max: 600 } },
    failure: {
      control: 'select',
      options: [
        'none',
        'unauthorized',
        'too-large',
        'server-error',
        'ticket-expired',
        'storage-refused',
        'confirm-refused',
      ],
    },
  },
  decorators: [
    (Story, { args }) => {
      const { failure, megabytesPerSecond, latencyMs, ticketExpiresInSeconds } = args
      behaviour = {
        ...behaviour,
        latencyMs,
        ticketExpiresInSeconds,
        bytesPerSecond: megabytesPerSecond * 1e6,
        failure: failure === 'none' ? undefined : failure,
      }
      return <Story />
    },
  ],
  beforeEach: async () => {
    behaviour = { url, files: samplePictures(3) }
    return mockNetwork(createRestHandlers(() => behaviour))
  },
}

export default meta
type Story = StoryObj<Arguments>

const text = (name: string, content: string): File => new File([content], name, { type: 'text/plain' })

/** Drop files, change the controls, see what happens. */
export const Live: Story = {}

export const UploadsAndDedupes: Story = {
  args: { latencyMs: 0, megabytesPerSecond: 50 },
  play: async ({ canvasElement, userEvent }) => {
    const canvas = within(canvasElement)
    const input = canvasElement.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) throw new Error('There is no file input.')
    await userEvent.upload(input, text('first.txt', 'the same'))
    await expect(await canvas.findByText(/^uploaded$/i, {}, { timeout: 10_000 })).toBeVisible()
    await userEvent.upload(input, text('first.txt', 'the same'))
    await expect(await canvas.findByText(/already stored/i, {}, { timeout: 10_000 })).toBeVisible()
  },
}

export const RefusedByTheServer: Story = {
  args: { latencyMs: 0, failure: 'too-large' },
  play: async ({ canvasElement, userEvent }) => {
    const input = canvasElement.querySelector<HTMLInputElement>('input[type="file"]')
    if (!input) throw new Error('There is no file input.')
    await userEvent.upload(input, text('heavy.txt', 'x'.repeat(1000)))
    const words = await within(canvasElement).findByText(/10 MB on this plan/i, {}, { timeout: 10_000 })
    await expect(words).toBeVisible()
  },
}
