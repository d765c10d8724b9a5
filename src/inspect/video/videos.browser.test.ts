import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Inspection } from '../../contract/ports/inspector.js'
import { createOwnInspector, withDefaults } from '../../../test/inspect/inspectWith.js'
import { makeMp4 } from '../../../test/inspect/videos/makeMp4.js'
import { recordVideo } from '../../../test/inspect/videos/recordVideo.js'

const inspector = createOwnInspector()
const inspect = (file: File, signal?: AbortSignal): Promise<Inspection> =>
  inspector.inspect(file, withDefaults({ digest: 'md5', ...(signal && { signal }) }))

let mp4: File

beforeAll(async () => void (mp4 = await recordVideo('video/mp4')))
afterEach(() => void vi.restoreAllMocks())
afterAll(() => inspector.dispose())

/** The colours of the thumbnail near its upper left and its lower right corner, and its size. */
async function look({ thumbnail }: Inspection): Promise<object> {
  if (!thumbnail) throw new Error('There is no thumbnail.')
  const { width, height } = await createImageBitmap(thumbnail)
  const context = new OffscreenCanvas(width, height).getContext('2d')
  context?.drawImage(await createImageBitmap(thumbnail), 0, 0)
  const colorAt = (x: number, y: number): string => {
    const [red = 0, , blue = 0] = context?.getImageData(x, y, 1, 1).data ?? []
    if (blue === red) return 'grey'
    return blue > red ? 'blue' : 'yellow'
  }
  return { width, height, upperRight: colorAt(width - 9, 9), lowerLeft: colorAt(9, height - 9) }
}

/** Turns an MP4 clockwise by 90°, as a phone does that was held upright. */
async function turn(file: File): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const header = String.fromCharCode(...bytes.subarray(0, 2000)).indexOf('tkhd') + 4
  const view = new DataView(bytes.buffer, header + (bytes[header] === 1 ? 52 : 40))
  for (const [index, number] of [0, 0x10000, 0, -0x10000, 0].entries()) view.setInt32(index * 4, number)
  return new File([bytes], file.name, { type: file.type })
}

/** A decoder that never says a word. */
function hangDecoder(): { readonly opened: Promise<unknown> } {
  const { promise: opened, resolve } = Promise.withResolvers<unknown>()
  vi.spyOn(HTMLMediaElement.prototype, 'src', 'set').mockImplementation(resolve)
  return { opened }
}

describe('a video', () => {
  it.each(['video/mp4', 'video/webm'] as const)('of type %s has a size, a duration and a frame', async (type) => {
    const found = await inspect(await recordVideo(type))
    expect(found).toMatchObject({
      digest: { algorithm: 'md5' },
      video: { width: 320, height: 180, blurhash: expect.stringMatching(/^L.{27}$/) },
    })
    expect(found.video?.durationSeconds).toBeGreaterThan(0.1)
    expect(found.image).toBeUndefined()
    await expect(look(found)).resolves.toEqual({ width: 256, height: 144, upperRight: 'yellow', lowerLeft: 'blue' })
  })

  it('that a phone recorded upright is upright', async () => {
    const found = await inspect(await turn(mp4))
    expect(found.video).toMatchObject({ width: 180, height: 320 })
    await expect(look(found)).resolves.toEqual({ width: 144, height: 256, upperRight: 'blue', lowerLeft: 'yellow' })
  })

  it('is recognised by its bytes, whatever its name', async () => {
    const found = await inspect(new File([mp4], 'clip'))
    expect(found).toMatchObject({ sniffedType: 'video/mp4', video: { width: 320, height: 180 } })
  })

  it('that the browser cannot play has what its header tells', async () => {
    const found = await inspect(new File([makeMp4({ rotation: 90 })], 'a.mov', { type: 'video/quicktime' }))
    expect(found.video).toEqual({ width: 180, height: 320, durationSeconds: 2.5 })
    expect(found.thumbnail).toBeUndefined()
  })

  it('whose decoder hangs has what its header tells, and leaves no URL behind', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL')
    const limit = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(limit.signal)
    const { opened } = hangDecoder()
    const inspecting = inspect(new File([makeMp4()], 'a.mp4', { type: 'video/mp4' }))
    const url = await opened
    limit.abort()
    await expect(inspecting).resolves.toMatchObject({ video: { width: 320, height: 180, durationSeconds: 2.5 } })
    expect(revoke).toHaveBeenCalledWith(url)
  })

  it('is given up at once when it is cancelled', async () => {
    const revoke = vi.spyOn(URL, 'revokeObjectURL')
    const controller = new AbortController()
    const { opened } = hangDecoder()
    const inspecting = inspect(mp4, controller.signal)
    const url = await opened
    controller.abort()
    await expect(inspecting).rejects.toMatchObject({ name: 'AbortError' })
    expect(revoke).toHaveBeenCalledWith(url)
  })

  it('that is none has no facts', async () => {
    const found = await inspect(new File(['no video'], 'b.mp4', { type: 'video/mp4' }))
    expect(found).toEqual({ digest: expect.anything() })
  })
})

it('opens no recording of sound, whose bytes look like a video', async () => {
  const open = vi.spyOn(document, 'createElement')
  const found = await inspect(new File([mp4], 'memo.mp4', { type: 'audio/mp4' }))
  expect(found).toEqual({ digest: expect.anything(), sniffedType: 'video/mp4' })
  expect(open).not.toHaveBeenCalledWith('video')
})
