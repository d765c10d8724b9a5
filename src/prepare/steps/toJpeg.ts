import type { Prepare } from '../../contract/options.js'
import { aFunction, aString, checkFields, ownerNamed } from '../../shared/options/checkFields.js'
import type { LoadHeicDecoder } from '../heicDecoder.js'
import { defaultQuality } from '../plan.js'
import { createStep } from '../step.js'
import { aQuality } from './aQuality.js'

/** Options of {@link toJpeg}. */
export interface ToJpegOptions {
  /**
   * How much of the picture is kept, from 0 to 1.
   * @default 0.85
   */
  readonly quality?: number
  /**
   * The colour behind what is transparent, as in CSS.
   * @default '#fff'
   */
  readonly background?: string
  /**
   * Loads the package `heic-to`, for browsers that cannot decode HEIC: all but Safari. It is loaded with the first such
   * picture, about 720 kB. Without it, those pictures stay as they are, with the note 'not-decodable'.
   * @example heic: () => import('heic-to')
   */
  readonly heic?: LoadHeicDecoder
}

/**
 * Writes pictures of other formats as JPEG, in a worker: upright, without metadata, with the colours of the picture. A
 * JPEG stays as it is, and so do animated pictures, other files, and pictures that would become larger, unless their
 * format is one that browsers do not show.
 *
 * @example toJpeg({ quality: 0.8, heic: () => import('heic-to') })
 */
export function toJpeg(options: ToJpegOptions = {}): Prepare {
  checkFields(ownerNamed('toJpeg'), options, { quality: aQuality, background: aString, heic: aFunction })
  const { quality = defaultQuality, background = '#fff', heic } = options
  return createStep({ limits: [], format: { type: 'image/jpeg', quality, background }, heic })
}
