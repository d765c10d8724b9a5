/**
 * What the steps note about a file.
 *
 * - `animated`: it moves, and stayed as it was, because only one of its frames would be left
 * - `colors-reduced`: this browser draws in sRGB only, so colours outside of it became duller
 * - `film-lost`: it was a motion photo, and drawing it again or `stripMetadata('all')` does not keep its video
 * - `gain-map-lost`: it had HDR, as a gain map (Ultra HDR) or in its colours (PQ, HLG), which drawing it again does not
 *   keep
 * - `metadata-kept`: metadata could not be removed from a file of its type
 * - `not-decodable`: this browser cannot read the picture, which stayed as it was
 * - `not-encodable`: this browser cannot write the format, so the picture has the one it had
 * - `too-many-pixels`: the picture is too large to be drawn, and stayed as it was
 * - `vector`: it is a drawing without pixels (SVG), and stayed as it was
 * - `would-be-larger`: in the other format it would need more bytes, so it stayed as it was
 */
export type PrepareNote =
  | 'animated'
  | 'colors-reduced'
  | 'film-lost'
  | 'gain-map-lost'
  | 'metadata-kept'
  | 'not-decodable'
  | 'not-encodable'
  | 'too-many-pixels'
  | 'vector'
  | 'would-be-larger'
