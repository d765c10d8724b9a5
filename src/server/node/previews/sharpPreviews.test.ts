import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { MemoryStore } from '../../../../test/server/MemoryStore.ts'
import { announce, startUploads } from '../../../../test/server/startUploads.ts'
import type { MakePreviews } from '../../uploads/confirm/MakePreviews.ts'
import { sharpPreviews } from './sharpPreviews.ts'

const picture = async (width: number, height: number, orientation = 1, background = 'teal'): Promise<string> => {
  const channels = background === 'teal' ? 3 : 4
  const image = sharp({ create: { width, height, channels, background } })
  return (await image.withMetadata({ orientation }).png().toBuffer()).toString('latin1')
}

/** The beginning of a PNG with 16 bits a channel, whose lines come in seven passes: all of it has to be kept. */
function writeInterlaced(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 16, 2, 0, 0, 1])
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(9))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

interface StartOptions {
  /** What the client says that the file is. */
  readonly type?: string
  readonly previews?: MakePreviews
}

/** A store that takes the bytes of pictures as text. */
async function start(content: string, { type = 'image/png', ...options }: StartOptions = {}) {
  const store = new MemoryStore({ putDigests: [] })
  const work: Promise<unknown>[] = []
  const started = startUploads(
    { previews: sharpPreviews(), hashUpToBytes: 0, waitUntil: (one) => void work.push(one), ...options },
    store,
  )
  const ann = started.as('ann')
  const bytes = Buffer.from(content, 'latin1')
  const file = announce('', { name: 'a.png', type, size: bytes.length, digest: null })
  const ticket = await ann.ticket(file)
  store.send(ticket.url, bytes)
  const { file: registered } = await ann.confirm(file, ticket.reference)
  await Promise.all(work)
  return {
    ...started,
    ann,
    id: registered.id,
    read: async () => (await ann.call('GET', `/files/${registered.id}`)).body.file,
  }
}

describe('sharpPreviews', () => {
  it('makes three widths after a picture was registered, and deletes them with it', async () => {
    const { ann, id, read, store } = await start(await picture(2000, 1000))
    const { previews } = await read()
    expect(previews.map(({ width }: { width: number }) => width)).toEqual([320, 640, 1280])
    const keys = previews.map(({ url }: { url: string }) => new URL(url).pathname.slice(1))
    expect(await sharp(store.objects.get(keys[0])?.bytes).metadata()).toMatchObject({
      format: 'webp',
      width: 320,
      height: 160,
    })
    await ann.call('DELETE', `/files/${id}`)
    expect(store.objects.size).toBe(0)
  })

  it('keeps what one can see through', async () => {
    const { read, store } = await start(await picture(1000, 500, 1, 'rgb(0 128 128 / 0.5)'))
    const key = new URL((await read()).previews[0].url).pathname.slice(1)
    expect(await sharp(store.objects.get(key)?.bytes).metadata()).toMatchObject({ format: 'webp', hasAlpha: true })
  })

  it('takes the width that a person sees', async () => {
    const { read, store } = await start(await picture(1000, 500, 6))
    const { previews } = await read()
    expect(previews).toHaveLength(1)
    const key = new URL(previews[0].url).pathname.slice(1)
    expect(await sharp(store.objects.get(key)?.bytes).metadata()).toMatchObject({ width: 320, height: 640 })
  })

  it('knows a picture by the older names of its type', async () => {
    const { read } = await start(await picture(500, 300), { type: 'image/x-png' })
    expect((await read()).previews).toHaveLength(1)
  })

  it('makes none of a picture that is small', async () => {
    expect(await (await start(await picture(320, 100))).read()).not.toHaveProperty('previews')
  })

  it.each([
    [
      'a drawing',
      '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1000"><rect width="9" height="9"/></svg>',
    ],
    ['a text', 'not a picture'],
  ])('makes none of %s that was announced as a picture, and does not even parse it', async (_, content) => {
    const { read, errors } = await start(content)
    expect(await read()).not.toHaveProperty('previews')
    expect(errors).toEqual([])
  })

  it.each([
    ['that is broken', async () => (await picture(2000, 1000)).slice(0, 200), /./],
    ['with too many pixels', () => picture(2000, 1000), /pixel limit/],
  ])('makes none of a file %s, says why, and does not try again', async (_, draw, message) => {
    const options = { previews: sharpPreviews({ maxPixels: 1_000_000 }) }
    const { read, errors, uploads } = await start(await draw(), options)
    expect(await read()).not.toHaveProperty('previews')
    expect(errors).toMatchObject([{ call: 'previews', error: { message: expect.stringMatching(message) } }])
    expect(await uploads.sweep({ nowMs: Date.now() + 3_600_000 })).toMatchObject({ announced: 0 })
  })

  it('makes none of a tiny file that would take a gigabyte to decode', async () => {
    const { read, errors } = await start(writeInterlaced(20_000, 5000).toString('latin1'))
    expect(await read()).not.toHaveProperty('previews')
    expect(errors).toMatchObject([
      { error: { message: expect.stringMatching(/would take 802 MB .* more than 400 MB/) } },
    ])
  })

  it('makes none of a picture that is too tall for a preview', async () => {
    const options = { previews: sharpPreviews({ widths: [10] }) }
    const { read, errors } = await start(await picture(20, 40_000), options)
    expect(await read()).not.toHaveProperty('previews')
    expect(errors).toMatchObject([{ error: { message: expect.stringMatching(/20000 pixels high/) } }])
  })

  it('decodes a few at a time', async () => {
    const read = vi.fn<() => Promise<null>>(async () => null)
    const make = sharpPreviews({ concurrency: 1 })
    const file = { type: 'image/png', size: 1 } as Parameters<typeof make>[0]
    await Promise.all([make(file, read), make(file, read), make(file, read)])
    expect(read).toHaveBeenCalledTimes(3)
    expect(await make({ ...file, type: 'image/svg+xml' }, read)).toEqual([])
    expect(read).toHaveBeenCalledTimes(3)
  })
})
