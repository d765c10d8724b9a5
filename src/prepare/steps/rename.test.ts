import { describe, expect, it, vi } from 'vitest'
import { rename, type Renaming } from './rename.js'

const photo = new File(['x'], 'IMG 1.JPG', { type: 'image/jpeg', lastModified: Date.UTC(2026, 10, 27, 12) })
const context = { signal: new AbortController().signal, onProgress: () => {}, note: () => {} }

describe('rename', () => {
  it.each<readonly [Parameters<typeof rename>[0], string]>([
    ['{date} {name}', '2026-11-27 IMG 1.JPG'],
    ['{name} {size}', 'IMG 1 {size}.JPG'],
    [(name) => name.toLowerCase().replaceAll(' ', '-'), 'img-1.JPG'],
    [async (_name, { size }) => `${size} byte`, '1 byte.JPG'],
  ])('%s makes the name %s', async (renaming, name) => {
    const { type, lastModified } = photo
    expect(await rename(renaming)(photo, context)).toMatchObject({ name, type, lastModified })
  })

  it.each<readonly [string, string | Renaming]>([
    ['empty', () => ' '],
    ['the same', '{name}'],
  ])('returns the file itself if the new name is %s', async (_name, renaming) => {
    expect(await rename(renaming)(photo, context)).toBe(photo)
  })

  it.each([
    ['photo.jfif', 'image/webp', 'photo.webp'],
    ['photo.jpe', 'image/png', 'photo.png'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['plan v1.2', 'image/jpeg', 'plan v1.2.jpg'],
  ])('gives %s of type %s the extension of its type: %s', async (before, type, after) => {
    expect(await rename('{name}')(new File(['x'], before, { type }), context)).toMatchObject({ name: after })
  })

  it('tells the day where the user is', async () => {
    vi.stubEnv('TZ', 'Pacific/Auckland')
    const lastModified = Date.UTC(2026, 10, 27, 12)
    const file = new File(['x'], 'a.jpg', { type: 'image/jpeg', lastModified })
    expect(await rename('{date}')(file, context)).toMatchObject({ name: '2026-11-28.jpg' })
    vi.unstubAllEnvs()
  })

  it('throws if it gets neither a template nor a function', () => {
    expect(() => rename(7 as unknown as string)).toThrow(new TypeError('rename takes a template or a function.'))
  })
})
