import { describe, expect, it } from 'vitest'
import { MemoryStore } from '../../../test/server/MemoryStore.ts'
import { createUploads } from '../createUploads.ts'
import { sqlite } from '../node/sqlite/sqlite.ts'

const sound = {
  storage: new MemoryStore(),
  records: sqlite(':memory:'),
  owner: () => 'ann',
  profiles: { photos: { maxSizeBytes: 10 } },
}

describe('createUploads', () => {
  it('takes its options', () => {
    expect(createUploads(sound)).toBeTypeOf('function')
  })

  it.each([
    ['storage', { storage: {} }, /'storage' must be storage/],
    ['records', { records: null }, /'records' must be records/],
    ['owner', { owner: 'ann' }, /'owner' must be a function/],
    ['profiles', { profiles: {} }, /'profiles' must be an object with at least one profile/],
    ['a profile', { profiles: { photos: null } }, /'profiles\.photos' must be an object/],
    ['no limit', { profiles: { photos: {} } }, /'profiles\.photos\.maxSizeBytes' must be a whole number/],
    ['accept', { profiles: { p: { maxSizeBytes: 1, accept: 'images' } } }, /'profiles\.p\.accept' must be types/],
    ['a limit above another', { profiles: { p: { maxSizeBytes: 1, minSizeBytes: 2 } } }, /minSizeBytes' is above/],
    ['verifyHead alone', { profiles: { p: { maxSizeBytes: 1, verifyHead: true } } }, /verifyHead' needs 'accept'/],
    ['a schema', { profiles: { p: { maxSizeBytes: 1, metadata: {} } } }, /'profiles\.p\.metadata' must be a Standard/],
    [
      'a quota',
      { profiles: { p: { maxSizeBytes: 1, quota: { maxFile: 1 } } } },
      /'profiles\.p\.quota\.maxFile'.*'maxFiles'/,
    ],
    ['a window', { profiles: { p: { maxSizeBytes: 1, quota: { perWindow: {} } } } }, /perWindow\.seconds' must be/],
    [
      'a misspelt option',
      { urlExpiresSeconds: 1 },
      /no option 'urlExpiresSeconds'\. Did you mean 'urlExpiresInSeconds'\?/,
    ],
    [
      'a misspelt limit',
      { profiles: { p: { maxSize: 1, maxSizeBytes: 1 } } },
      /no option 'profiles\.p\.maxSize'.*maxSizeBytes/,
    ],
    ['an origin with a path', { origins: ['https://app.example/'] }, /'origins' must be a list of origins/],
    ['any origin', { origins: ['*'] }, /'origins' must be a list of origins/],
    ['a base path', { basePath: 'api' }, /'basePath' must be a path/],
    ['parts that S3 refuses', { partSizeBytes: 1000 }, /'partSizeBytes' must be .* 5 MiB/],
    ['a term', { ticketExpiresInSeconds: 0 }, /'ticketExpiresInSeconds' must be from 1/],
    ['a short token', { storageEventsToken: 'secret' }, /'storageEventsToken' must be a secret/],
  ])('refuses %s', (_, options, message) => {
    expect(() => createUploads({ ...sound, ...options } as never)).toThrow(message)
    expect(() => createUploads({ ...sound, ...options } as never)).toThrow(TypeError)
  })

  it('refuses forms where storage takes none', () => {
    const options = { ...sound, storage: new MemoryStore({ takesForms: false }) }
    const profiles = { photos: { maxSizeBytes: 1, sendWith: 'post' } } as const
    expect(() => createUploads({ ...options, profiles })).toThrow(/takes no forms/)
  })

  it('never repeats a value, which may be a secret', () => {
    const options = { ...sound, storageEventsToken: 'hunter2' }
    expect(() => createUploads(options)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    )
  })
})
