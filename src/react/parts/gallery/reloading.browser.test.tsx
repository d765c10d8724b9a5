import { QueryClient } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { hide, pass } from '../../../../test/kit/pageTime.js'
import { createUploader } from '../../../core.js'
import { createFakeBackend, type FakeBackend } from '../../../testing/fakes/fakeBackend.js'
import { createFakePorts } from '../../../testing/fakes/fakePorts.js'
import { UploadProvider } from '../../provider/UploadProvider.js'
import { Gallery } from './Gallery.js'
import '../../../styles.css'

const picture = await paint()

async function paint(): Promise<string> {
  const canvas = new OffscreenCanvas(80, 60)
  canvas.getContext('2d')?.fillRect(0, 0, 80, 60)
  return URL.createObjectURL(await canvas.convertToBlob())
}

interface Broken {
  readonly backend: FakeBackend
  /** Resolves when another try has been planned this many times. */
  readonly untilWaiting: (times: number) => Promise<void>
  readonly unmount: () => void
}

/** Shows a gallery whose only picture is broken. `url` returns the URL that the backend issues for the n-th time. */
async function showBroken(url: (issue: number) => string): Promise<Broken> {
  const file = { id: 'pier', name: 'pier.png', type: 'image/png', width: 80, height: 60 }
  const backend = createFakeBackend({ scope: 'test', files: [file], url: (_, issue) => url(issue) })
  const uploader = createUploader({ backend, ports: createFakePorts() })
  const listened = vi.spyOn(document, 'addEventListener')
  const waits = (): number => listened.mock.calls.filter(([type, , more]) => type === 'visibilitychange' && more).length
  const untilWaiting = (times: number): Promise<void> => waitFor(() => expect(waits()).toBe(times))
  const { unmount } = render(
    <UploadProvider uploader={uploader} queryClient={new QueryClient()}>
      <Gallery />
    </UploadProvider>,
  )
  await screen.findByText(brokenText)
  await untilWaiting(1)
  // The first URL came with the list.
  expect(backend.callsOf('get')).toHaveLength(1)
  return { backend, untilWaiting, unmount }
}

const brokenText = 'This image cannot be displayed'
const brokenUrl = (issue: number): string => `data:image/png,${issue}`
const fromThirdUrlOn = (issue: number): string => (issue < 3 ? brokenUrl(issue) : `${picture}#${issue}`)

async function expectShown(): Promise<void> {
  await waitFor(() => expect(document.querySelector('[data-status="shown"]')).toBeInTheDocument())
  expect(screen.queryByText(brokenText)).not.toBeInTheDocument()
}

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] }))

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a broken picture', () => {
  it('is loaded again after some seconds, from a new URL', async () => {
    const { backend } = await showBroken(fromThirdUrlOn)
    await pass(5)
    await expectShown()
    expect(backend.callsOf('get')).toHaveLength(2)
  })

  it('is loaded again from the same URL if the backend issues no other', async () => {
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockRejectedValueOnce(new DOMException('', 'EncodingError'))
    const { backend } = await showBroken(() => picture)
    await pass(5)
    await expectShown()
    expect(backend.callsOf('get')).toHaveLength(1)
  })

  it('gets another URL if it could be loaded again and still was not shown', async () => {
    const { backend } = await showBroken(fromThirdUrlOn)
    const decode = vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValueOnce(undefined)
    await pass(5)
    await waitFor(() => expect(decode).toHaveBeenCalled())
    await screen.findByText(brokenText)
    expect(backend.callsOf('get')).toHaveLength(1)
    await pass(20)
    await expectShown()
    expect(backend.callsOf('get')).toHaveLength(2)
  })

  it('is loaded again as soon as the page comes online', async () => {
    const { backend } = await showBroken(fromThirdUrlOn)
    window.dispatchEvent(new Event('online'))
    await expectShown()
    expect(backend.callsOf('get')).toHaveLength(2)
  })

  it('is loaded again when the page comes to the front, and not while it is hidden', async () => {
    const { backend } = await showBroken(fromThirdUrlOn)
    const decode = vi.spyOn(HTMLImageElement.prototype, 'decode')
    hide(true)
    await pass(60)
    expect(decode).not.toHaveBeenCalled()
    expect(backend.callsOf('get')).toHaveLength(1)
    hide(false)
    await expectShown()
  })

  it('is given up after four more times, until the page comes to the front', async () => {
    const { backend, untilWaiting } = await showBroken(brokenUrl)
    for (const [index, seconds] of [5, 20, 80, 320].entries()) {
      await pass(seconds)
      // The try itself plans the next one, and so does the new URL when it fails.
      await untilWaiting(3 + 2 * index)
      expect(backend.callsOf('get')).toHaveLength(index + 2)
    }
    await pass(3600)
    expect(backend.callsOf('get')).toHaveLength(5)
    hide(false)
    await waitFor(() => expect(backend.callsOf('get')).toHaveLength(6))
  })

  it('is not loaded again once its tile is gone', async () => {
    const { backend, unmount } = await showBroken(brokenUrl)
    unmount()
    const decode = vi.spyOn(HTMLImageElement.prototype, 'decode')
    await pass(60)
    window.dispatchEvent(new Event('online'))
    expect(decode).not.toHaveBeenCalled()
    expect(backend.callsOf('get')).toHaveLength(1)
  })
})
