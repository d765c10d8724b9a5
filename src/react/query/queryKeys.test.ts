import { describe, expect, it } from 'vitest'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { fileUrlKey } from './queryKeys.js'

describe('fileUrlKey', () => {
  it('names scope and file', () => {
    expect(fileUrlKey(createFakeBackend({ scope: 'tenant' }), 'a')).toEqual(['coatcheck', 'tenant', 'url', 'a'])
  })

  it('has no id in it that gives access, and is another for each file all the same', () => {
    const backend = { ...createFakeBackend({ scope: 'tenant' }), referenceIsCapability: true }
    const keys = ['sentinel-a', 'sentinel-b', 'sentinel-a'].map((id) => fileUrlKey(backend, id))
    expect(JSON.stringify(keys)).not.toContain('sentinel')
    expect(keys[0]).toEqual(keys[2])
    expect(keys[0]).not.toEqual(keys[1])
  })
})
