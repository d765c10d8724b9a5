import type { Prepare } from '../../contract/options.js'
import { aFunction, checkFields, ownerNamed, type Rule } from '../../shared/options/checkFields.js'
import type { LoadHeicDecoder } from '../heicDecoder.js'
import { defaultQuality } from '../plan.js'
import { createStep, type PictureStepOptions } from '../step.js'
import { aQuality } from './aQuality.js'

/** Only a browser knows which ones there are. */
const aColor: Rule = [
  (value) => typeof value === 'string' && (globalThis.CSS?.supports('color', value) ?? true),
  'a CSS colour',
]

/** Options of {@link toJpeg}. */
export interface ToJpegOptions extends PictureStepOptions {
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
  const rules = { quality: aQuality, background: aColor, heic: aFunction, createWorker: aFunction }
  checkFields(ownerNamed('toJpeg'), options, rules)
  const { quality = defaultQuality, background = '#fff' } = options
  return createStep({ limits: [], format: { type: 'image/jpeg', quality, background }, means: options })
}
