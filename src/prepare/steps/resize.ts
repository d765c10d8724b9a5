import type { Prepare } from '../../contract/options.js'
import { aFunction, aNumberFrom, checkFields, ownerNamed } from '../../shared/options/checkFields.js'
import { createStep, type PictureStepOptions } from '../step.js'

/** Options of {@link resize}. At least one limit is needed; of two, both hold. */
export interface ResizeOptions extends PictureStepOptions {
  /** The most pixels of the longer side. */
  readonly longestSide?: number
  /** The most pixels in all: width times height. */
  readonly pixels?: number
}

/**
 * Makes large pictures smaller, in a worker. The result is upright and has no metadata, keeps transparency, and keeps the
 * colours of Display P3 where the browser can draw them. JPEG, PNG and WebP keep their format; any other that the browser
 * can decode becomes JPEG, or PNG if it has transparency. Smaller pictures, animated ones, SVG and other files stay as
 * they are.
 *
 * @example resize({ longestSide: 2048 })
 * @example resize({ pixels: 4_000_000 })
 * @throws {TypeError} without a limit
 */
export function resize(options: ResizeOptions): Prepare {
  const aLimit = aNumberFrom(1)
  checkFields(ownerNamed('resize'), options, { longestSide: aLimit, pixels: aLimit, createWorker: aFunction })
  const { longestSide = Infinity, pixels = Infinity } = options
  if (longestSide === Infinity && pixels === Infinity) throw new TypeError('resize needs `longestSide` or `pixels`.')
  return createStep({ limits: [{ longestSide, pixels }], means: options })
}
