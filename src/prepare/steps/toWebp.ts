import type { Prepare } from '../../contract/options.js'
import { aFunction, checkFields, ownerNamed } from '../../shared/options/checkFields.js'
import { defaultQuality } from '../plan.js'
import { createStep } from '../step.js'
import { aQuality } from './aQuality.js'
import type { ToJpegOptions } from './toJpeg.js'

/** Options of {@link toWebp}. */
export type ToWebpOptions = Pick<ToJpegOptions, 'quality' | 'heic' | 'createWorker'>

/**
 * Writes pictures of other formats as WebP, in a worker, as `toJpeg` writes JPEG. Transparency is kept. Safari cannot
 * write WebP: there a picture keeps its format, with the note 'not-encodable'.
 *
 * @example compose(resize({ longestSide: 2048 }), toWebp({ quality: 0.8 }))
 */
export function toWebp(options: ToWebpOptions = {}): Prepare {
  checkFields(ownerNamed('toWebp'), options, { quality: aQuality, heic: aFunction, createWorker: aFunction })
  const { quality = defaultQuality } = options
  return createStep({ limits: [], format: { type: 'image/webp', quality, background: '' }, means: options })
}
