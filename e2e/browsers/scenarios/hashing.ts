import { expect } from 'vitest'
import vectors from '../../../test/inspect/fixtures/digests.json' with { type: 'json' }
import type { ServerOptions } from '../../support/site.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

/** Nothing, a block and its neighbours, and sizes on both sides of what is read at once. */
const sizes = new Set([0, 1, 63, 64, 65, 1_048_576, 1_048_577, 5_255_225])

const digests = vectors.filter(({ size }) => sizes.has(size))

const places: readonly (readonly [string, ServerOptions])[] = [
  ['a worker', {}],
  ['the page, where the policy blocks workers', { pagePolicy: { 'worker-src': "'none'" } }],
  ['script, where the policy blocks WebAssembly', { pagePolicy: { 'script-src': "'self'" } }],
  ['a page that requires trusted types', { pagePolicy: { 'require-trusted-types-for': "'script'" } }],
]

/** The digests that the page announces, for sizes around the edges of blocks and chunks. */
export function describeHashing(getHarness: () => Harness): void {
  for (const [place, options] of places) {
    for (const algorithm of ['md5', 'sha-256'] as const) {
      it(`computes ${algorithm} in ${place}`, place === 'a worker' ? smoke : {}, async () => {
        const harness = getHarness()
        const traffic = await harness.open({ scene: 'fault', digest: algorithm }, options)
        await harness.browser.evaluate(
          (lengths) => {
            const patternBytes = (length: number): Uint8Array<ArrayBuffer> => {
              const bytes = new Uint8Array(length)
              for (let index = 0; index < length; index++) {
                bytes[index] = (index * 31 + (index >>> 8) * 7 + (index >>> 16)) % 251
              }
              return bytes
            }
            const files = lengths.map((length) => new File([patternBytes(length)], `${length}.bin`))
            const uploader = window.coatcheckProbe?.uploaders[0]
            if (!uploader) throw new Error('The page has no uploader.')
            uploader.add(files)
          },
          digests.map(({ size }) => size),
        )
        await harness.expectUploaded(digests.length)
        const announced = traffic.tickets.map(({ announced: { name, digest } }) => [name, digest?.base64] as const)
        expect(Object.fromEntries(announced)).toEqual(
          Object.fromEntries(digests.map((vector) => [`${vector.size}.bin`, vector[algorithm]])),
        )
      })
    }
  }

  it('hashes a file on disk that is large enough for a worker of its own to read it', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'fault' })
    const file = await harness.choose('film.bin', 192 * 2 ** 20 + 77)
    await harness.expectUploaded(1)
    const hex = Buffer.from(traffic.tickets[0]?.announced.digest?.base64 ?? '', 'base64').toString('hex')
    expect(hex).toBe(await file.sha256())
  })
}
