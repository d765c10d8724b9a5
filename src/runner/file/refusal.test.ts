import { describe, expect, it } from 'vitest'
import { lazyCode } from '../../lazy/lazyCode.js'
import { reasonsAfterInspection } from './refusal.js'

describe('reasonsAfterInspection', () => {
  const image = { width: 100, height: 50 }
  it.each([
    [{ maxPixels: 4999 }, ['too-many-pixels']],
    [{ maxPixels: 5000, minWidth: 100, minHeight: 50 }, []],
    [{ minWidth: 101, minHeight: 51 }, ['too-narrow', 'too-low']],
    [{ accept: 'image/jpeg' }, ['type-not-accepted']],
  ] as const)('%j results in %j', async (restrictions, codes) => {
    const reasons = await reasonsAfterInspection(
      { name: 'a.jpg', type: 'image/jpeg' },
      { image, sniffedType: 'image/png' },
      restrictions,
      lazyCode.loadRareCode,
    )
    expect(reasons.map(({ code }) => code)).toEqual(codes)
  })

  it('does not check the size of a picture that has only a ratio', async () => {
    const inspection = { image, isRatioOnly: true, sniffedType: 'image/svg+xml' }
    expect(
      await reasonsAfterInspection(
        { name: 'a.svg', type: '' },
        inspection,
        { maxPixels: 1, minWidth: 101, minHeight: 51 },
        lazyCode.loadRareCode,
      ),
    ).toEqual([])
  })

  it('reports nothing if the bytes reveal no type', async () => {
    expect(
      await reasonsAfterInspection(
        { name: 'a.jpg', type: 'image/jpeg' },
        {},
        { maxPixels: 1, minWidth: 9, accept: 'image/*' },
        lazyCode.loadRareCode,
      ),
    ).toEqual([])
  })
})
