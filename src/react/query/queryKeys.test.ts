import { describe, expect, it } from 'vitest'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { fileUrlKey } from './queryKeys.js'

describe('fileUrlKey', () => {
  it('contains the scope and the id of the file', () => {
    expect(fileUrlKey(createFakeBackend({ scope: 'tenant' }), 'a')).toEqual(['coatcheck', 'tenant', 'url', 'a'])
  })

  it('contains no id that gives access, and still differs for each file', () => {
    const backend = { ...createFakeBackend({ scope: 'tenant' }), referenceIsCapability: true }
    const keys = ['sentinel-a', 'sentinel-b', 'sentinel-a'].map((id) => fileUrlKey(backend, id))
    expect(JSON.stringify(keys)).not.toContain('sentinel')
    expect(keys[0]).toEqual(keys[2])
    expect(keys[0]).not.toEqual(keys[1])
  })
})
