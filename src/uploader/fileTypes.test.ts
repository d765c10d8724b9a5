import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { setUpEngine } from '../../test/kit/setUpEngine.js'

interface TypedFile {
  readonly name: string
  readonly type: string
  readonly sniffedType?: string
}

/** Returns the fate of a file with an accept list: 'done', the error's code, or the code of its rejection. */
async function judge(accept: string, { name, type, sniffedType }: TypedFile): Promise<string | undefined> {
  const { uploader, clock } = setUpEngine({
    options: { restrictions: { accept } },
    inspector: { facts: () => (sniffedType === undefined ? {} : { sniffedType }) },
  })
  const { accepted, rejected } = uploader.add([createFakeFile(name, 'bytes', type)])
  if (rejected[0]) return `rejected: ${rejected[0].reasons.map(({ code }) => code).join(' ')}`
  await clock.advance(1000)
  const upload = uploader.getUpload(accepted[0] ?? '')
  return upload?.status === 'failed' ? upload.error.code : upload?.status
}

describe('a file under an accept list', () => {
  it('is uploaded if its declared type and its bytes are related', async () => {
    expect(await judge('audio/*', { name: 'a.m4a', type: 'audio/x-m4a', sniffedType: 'video/mp4' })).toBe('done')
    expect(await judge('audio/*', { name: 'a.webm', type: 'audio/webm', sniffedType: 'video/webm' })).toBe('done')
  })

  it('is uploaded if its type names the codec or program, and its bytes the format', async () => {
    expect(await judge('audio/*', { name: 'a.m4a', type: 'audio/aac', sniffedType: 'video/mp4' })).toBe('done')
    expect(
      await judge('application/msword', { name: 'a.doc', type: 'application/msword', sniffedType: 'application/rtf' }),
    ).toBe('done')
  })

  it('is accepted if its type is an old or new name of the listed one', async () => {
    expect(await judge('application/x-javascript', { name: 'a.js', type: 'text/javascript' })).toBe('done')
    expect(await judge('text/javascript', { name: 'a.js', type: 'application/javascript' })).toBe('done')
    expect(await judge('text/yaml', { name: 'a.yml', type: 'application/yaml' })).toBe('done')
  })

  it('fails if its bytes contradict its type', async () => {
    expect(await judge('image/*', { name: 'a.jpg', type: 'image/jpeg', sniffedType: 'text/html' })).toBe(
      'file-restricted',
    )
  })

  it('is checked by its bytes if the browser knows no type for it', async () => {
    expect(await judge('image/*', { name: 'screenshot', type: '', sniffedType: 'image/png' })).toBe('done')
    expect(await judge('image/*', { name: 'screenshot', type: '', sniffedType: 'application/pdf' })).toBe(
      'file-restricted',
    )
  })

  it('is checked by its name if neither the browser nor its bytes reveal a type', async () => {
    expect(await judge('image/*,.raw', { name: 'a.RAW ', type: '' })).toBe('done')
    expect(await judge('image/*,.raw', { name: 'a.cooked', type: '' })).toBe('file-restricted')
  })

  it('is rejected at once if the list has only extensions and its name has none of them', async () => {
    expect(await judge('.png,.jpg', { name: 'screenshot', type: '', sniffedType: 'image/png' })).toBe(
      'rejected: type-not-accepted',
    )
  })
})
