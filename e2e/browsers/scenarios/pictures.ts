import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

const fixtures = resolve(import.meta.dirname, '../../../test/inspect/fixtures')

/** Blurhashes of four by three components have 28 characters; an encoder may differ in the last bits of a colour. */
const blurhash = expect.stringMatching(/^.{28}$/)

const upright = { width: 120, height: 80, blurhash }

const facts: Readonly<Record<string, object | undefined>> = {
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((turn) => [`orientation-${turn}.jpg`, upright])),
  'plain.png': upright,
  'plain.gif': upright,
  'plain.webp': upright,
  'lossless.webp': upright,
  'plain.avif': upright,
  'progressive.jpg': upright,
  'cmyk.jpg': upright,
  'transparent.png': { width: 60, height: 40, blurhash },
  // Some browsers decode the half that is there.
  'half.jpg': expect.objectContaining({ width: 640, height: 480 }),
  'no-idat.png': { width: 120, height: 80 },
  'random.jpg': undefined,
  'none.svg': undefined,
  'viewbox.svg': { width: 64, height: 48 },
  'size.svg': { width: 64, height: 48 },
}

/** What is told of each kind of picture. */
export function describePictures(getHarness: () => Harness): void {
  it.each([
    ['a worker', {}],
    ['the page', { pagePolicy: { 'worker-src': "'none'" } }],
  ])('reads the upright size and the blurhash of every kind in %s', async (_, options) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' }, options)
    const names = Object.keys(facts)
    await harness.choosePaths(...names.map((name) => join(fixtures, name)))
    await harness.expectUploaded(names.length)
    const found = traffic.records.map(({ name, image }) => [name, image] as const)
    expect(Object.fromEntries(found)).toEqual(facts)
  })

  it('shows a rotated photo upright', smoke, async () => {
    const harness = getHarness()
    await harness.open({ scene: 'widget' })
    await harness.choosePaths(join(fixtures, 'orientation-6.jpg'))
    await harness.expectUploaded(1)
    const sizes = (): Promise<readonly (readonly number[])[]> =>
      harness.browser.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLImageElement>('.coatcheck-gallery img'), (image) => [
          image.naturalWidth,
          image.naturalHeight,
        ]),
      )
    await expect.poll(sizes).toEqual([[120, 80]])
  })
}
