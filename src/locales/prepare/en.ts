import type { PrepareTexts } from './PrepareTexts.js'

/** English. */
export const enPrepare: PrepareTexts = {
  animated: 'An animation, so it was not changed.',
  'colors-reduced': 'Colors were simplified for this browser.',
  'film-lost': 'The photo no longer has its video.',
  'gain-map-lost': 'The picture no longer has HDR.',
  'metadata-kept': 'The file may still contain metadata, such as where it was taken.',
  'not-decodable': 'The picture could not be resized or converted.',
  'not-encodable': 'This browser cannot write the wanted format.',
  'too-many-pixels': 'The picture is too large to be changed.',
  vector: 'A vector drawing, so it was not changed.',
  'would-be-larger': 'Not converted, because the file would become larger.',
}
