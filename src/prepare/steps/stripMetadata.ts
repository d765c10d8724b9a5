import type { Prepare } from '../../contract/options.js'
import { aFunction, checkFields, ownerNamed } from '../../shared/options/checkFields.js'
import { createStep, type PictureStepOptions } from '../step.js'

/** Options of {@link stripMetadata}. */
export type StripMetadataOptions = PictureStepOptions

/**
 * Removes metadata from JPEG, PNG and WebP without touching a pixel, in a worker.
 *
 * - `'location'`: where a picture was taken, in Exif, XMP and IPTC. Everything else stays.
 * - `'all'`: everything but the colour profile and how the picture is turned.
 *
 * Other files stay as they are, with the note 'metadata-kept' if they may tell more than they show. A picture that
 * `resize`, `toJpeg` or `toWebp` has drawn again has no metadata left.
 *
 * @example stripMetadata('location')
 */
export function stripMetadata(what: 'location' | 'all', options: StripMetadataOptions = {}): Prepare {
  if (what !== 'location' && what !== 'all') throw new TypeError("stripMetadata takes 'location' or 'all'.")
  checkFields(ownerNamed('stripMetadata'), options, { createWorker: aFunction })
  return createStep({ limits: [], strip: what, means: options })
}
