import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import '../../../styles.css'
import { BlurhashImage, type BlurhashImageProps } from './BlurhashImage.js'
import { averageColor, parseBlurhash } from './parseBlurhash.js'

const hash = 'LEHV6nWB2yk8pyo0adR*.7kCMdnj'
const broken = 'data:image/png,broken'
let red = ''
let blue = ''
let blob: Blob

beforeAll(async () => {
  red = URL.createObjectURL(await draw('red'))
  blob = await draw('blue')
  blue = URL.createObjectURL(blob)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function draw(color: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(80, 60)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no 2d context.')
  context.fillStyle = color
  context.fillRect(0, 0, 80, 60)
  return canvas.convertToBlob()
}

const picture = (props: Partial<BlurhashImageProps> = {}): React.ReactElement => (
  <BlurhashImage data-testid="image" hash={hash} src={red} width={80} height={60} alt="The pier" {...props} />
)
const root = (): HTMLElement => screen.getByTestId('image')
const status = (): string | null => root().getAttribute('data-status')
const sources = (): (string | null)[] => [...root().querySelectorAll('img')].map((image) => image.getAttribute('src'))

describe('BlurhashImage', () => {
  it('reserves space for the picture', () => {
    render(<div style={{ inlineSize: 200 }}>{picture({ src: null })}</div>)
    expect(root().getBoundingClientRect()).toMatchObject({ width: 200, height: 150 })
    expect(status()).toBe('empty')
  })

  it('draws the hash until the picture has decoded, lets it fade in over that without a layout shift, and then removes it', async () => {
    const decoded = Promise.withResolvers<void>()
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockReturnValue(decoded.promise)
    const onFading = vi.fn(() => root().querySelector('canvas') !== null)
    const src = URL.createObjectURL(await draw('yellow'))
    render(<div style={{ inlineSize: 200 }}>{picture({ src, onTransitionRun: onFading })}</div>)
    expect(status()).toBe('loading')
    await waitFor(() => expect(root().querySelector('canvas')).toBeInTheDocument())
    decoded.resolve()
    await waitFor(() => expect(status()).toBe('shown'))
    await waitFor(() => expect(onFading).toHaveBeenCalledOnce())
    expect(root().getBoundingClientRect()).toMatchObject({ width: 200, height: 150 })
    expect(screen.getByRole('img', { name: 'The pier' })).toBeVisible()
    expect(onFading).toHaveReturnedWith(true)
    await waitFor(() => expect(root().querySelector('canvas')).not.toBeInTheDocument(), { timeout: 5000 })
  })

  it('shows a picture that comes before the browser is idle without a fade, and draws no hash any more', async () => {
    const decoded = Promise.withResolvers<void>()
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockReturnValue(decoded.promise)
    const idle = vi.spyOn(globalThis, 'requestIdleCallback').mockReturnValue(7)
    const cancelled = vi.spyOn(globalThis, 'cancelIdleCallback')
    render(picture({ src: URL.createObjectURL(await draw('green')) }))
    await waitFor(() => expect(idle).toHaveBeenCalledOnce())
    decoded.resolve()
    await waitFor(() => expect(status()).toBe('shown'))
    expect(root().getAnimations({ subtree: true })).toEqual([])
    await waitFor(() => expect(cancelled).toHaveBeenCalledWith(7))
    expect(root().querySelector('canvas')).not.toBeInTheDocument()
  })

  it('draws another hash in place', async () => {
    const { rerender } = render(picture({ src: broken }))
    await waitFor(() => expect(root().querySelector('canvas')).toBeInTheDocument())
    const canvas = root().querySelector('canvas')
    const before = canvas?.toDataURL()
    rerender(picture({ src: broken, hash: 'L6PZfSi_.AyE_3t7t7R**0o#DgR4' }))
    expect(root().querySelector('canvas')).toBe(canvas)
    expect(canvas?.toDataURL()).not.toBe(before)
  })

  it('keeps the blurhash and the alternative text when the picture is broken, and reports it', async () => {
    const onFailed = vi.fn()
    render(picture({ src: broken, onFailed, children: ({ status }) => <i>{status}</i> }))
    expect(await screen.findByText('failed')).toBeInTheDocument()
    expect(onFailed).toHaveBeenCalledExactlyOnceWith(broken)
    expect(screen.getByRole('img', { name: 'The pier' })).toBe(root())
    expect(sources()).toEqual([])
  })

  it('keeps the old picture until the new one has decoded', async () => {
    const { rerender } = render(picture())
    await waitFor(() => expect(status()).toBe('shown'))
    const decoded = Promise.withResolvers<void>()
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockReturnValue(decoded.promise)
    const onShown = vi.fn()
    rerender(picture({ src: blue, onShown }))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(sources()).toEqual([red, blue])
    expect(screen.getByRole('img', { name: 'The pier' })).toHaveAttribute('src', red)
    decoded.resolve()
    await waitFor(() => expect(onShown).toHaveBeenCalledExactlyOnceWith(blue))
    expect(screen.getByRole('img', { name: 'The pier' })).toHaveAttribute('src', blue)
    await waitFor(() => expect(sources()).toEqual([blue]))
  })

  it('keeps the old picture when the new one is broken', async () => {
    const { rerender } = render(picture())
    await waitFor(() => expect(status()).toBe('shown'))
    const onFailed = vi.fn()
    rerender(picture({ src: broken, onFailed }))
    await waitFor(() => expect(onFailed).toHaveBeenCalledOnce())
    expect(sources()).toEqual([red])
  })

  it('removes the picture when its source is removed', async () => {
    const { rerender } = render(picture())
    await waitFor(() => expect(status()).toBe('shown'))
    rerender(picture({ src: null }))
    expect(sources()).toEqual([])
    expect(status()).toBe('empty')
  })

  it('shows a file, and revokes every object URL', async () => {
    const made = vi.spyOn(URL, 'createObjectURL')
    const revoked = vi.spyOn(URL, 'revokeObjectURL')
    const { unmount } = render(<StrictMode>{picture({ src: blob })}</StrictMode>)
    await waitFor(() => expect(status()).toBe('shown'))
    unmount()
    expect(made.mock.results.map(({ value }) => value)).toEqual(revoked.mock.calls.map(([url]) => url))
  })

  it('has its colour and its size in the HTML of a server, without inline styles, and hydrates', async () => {
    const html = renderToString(picture())
    const parsed = parseBlurhash(hash)
    expect(html).toContain(`fill="${parsed && averageColor(parsed)}"`)
    expect(html).toContain('viewBox="0 0 80 60"')
    expect(html).not.toContain('style=')
    const host = document.createElement('div')
    host.innerHTML = html
    document.body.append(host)
    const onRecoverableError = vi.fn()
    const mounted = hydrateRoot(host, picture(), { onRecoverableError })
    await waitFor(() => expect(status()).toBe('shown'))
    expect(onRecoverableError).not.toHaveBeenCalled()
    mounted.unmount()
    host.remove()
  })

  it('has no role and no label without an alternative text', () => {
    render(picture({ alt: '', src: null }))
    expect(screen.queryByRole('img')).not.toBeInTheDocument()
  })

  it('treats an invalid hash like none', () => {
    render(picture({ hash: 'nonsense', src: null }))
    expect(root().querySelector('rect, canvas')).not.toBeInTheDocument()
  })
})
