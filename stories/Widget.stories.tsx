import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, within } from 'storybook/test'
import { Gallery, UploadPanel } from '../src/index.ts'
import { chooseFiles, textFile } from './support/chooseFiles.ts'
import { live } from './support/live.tsx'
import type { NetworkArgs } from './support/network/NetworkArgs.ts'

const meta: Meta<NetworkArgs> = {
  title: 'Whole/Widget',
  ...live,
  // One of them on the page, because stories on a page share the mocked server.
  tags: ['!autodocs'],
  render: () => (
    <div style={{ display: 'grid', gap: '1.25rem' }}>
      <UploadPanel />
      <Gallery />
    </div>
  ),
}

export default meta
type Story = StoryObj<NetworkArgs>

const quick: NetworkArgs = { ...live.args, latencyMs: 0, megabytesPerSecond: 50 }
const patience = { timeout: 10_000 }

/** Drop files, change the controls, see what happens. */
export const Live: Story = { tags: ['autodocs'] }

/** What the server already has is not sent again. */
export const UploadsAndDedupes: Story = {
  args: quick,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await chooseFiles(canvasElement, textFile('first.txt', 'the same'))
    await expect(await canvas.findByText(/^uploaded$/i, {}, patience)).toBeVisible()
    await chooseFiles(canvasElement, textFile('first.txt', 'the same'))
    await expect(await canvas.findByText(/already stored/i, {}, patience)).toBeVisible()
  },
}

/** Retrying is no use, and the row says why. */
export const RefusedByTheServer: Story = {
  args: { ...quick, refusal: 'too-large' },
  play: async ({ canvasElement }) => {
    await chooseFiles(canvasElement, textFile('heavy.txt', 'x'.repeat(1000)))
    await expect(await within(canvasElement).findByText(/10 MB on this plan/i, {}, patience)).toBeVisible()
  },
}

/** Every request is lost, so the upload is tried again and again. */
export const LosesRequests: Story = {
  args: { ...quick, lossPercent: 100 },
  play: async ({ canvasElement }) => {
    await chooseFiles(canvasElement, textFile('lost.txt', 'lost'))
    await expect(await within(canvasElement).findByText(/trying again/i, {}, patience)).toBeVisible()
  },
}

/** Uploads wait for the connection, and continue by themselves. */
export const WaitsOffline: Story = {
  args: { ...quick, offline: true },
  play: async ({ canvasElement }) => {
    await chooseFiles(canvasElement, textFile('later.txt', 'later'))
    await expect(await within(canvasElement).findByText(/offline/i, {}, patience)).toBeVisible()
  },
}

/** Each ticket expires before it is used, and another one is requested. */
export const TicketsExpire: Story = {
  args: { ...quick, refusal: 'ticket-expired' },
  play: async ({ canvasElement }) => {
    await chooseFiles(canvasElement, textFile('late.txt', 'late'))
    await expect(await within(canvasElement).findByText(/expired/i, {}, patience)).toBeVisible()
    await expect(await within(canvasElement).findByRole('button', { name: /^retry late/i }, patience)).toBeVisible()
  },
}
