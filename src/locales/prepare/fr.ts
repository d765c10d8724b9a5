import type { PrepareTexts } from './PrepareTexts.js'

/** French. */
export const frPrepare: PrepareTexts = {
  animated: 'Image animée, donc non modifiée.',
  'colors-reduced': 'Les couleurs ont été simplifiées pour ce navigateur.',
  'film-lost': 'La photo n’a plus sa vidéo.',
  'gain-map-lost': 'L’image n’est plus en HDR.',
  'metadata-kept': 'Le fichier peut encore contenir des métadonnées, comme le lieu de prise de vue.',
  'not-decodable': 'L’image n’a pas pu être réduite ni convertie.',
  'not-encodable': 'Ce navigateur ne sait pas écrire le format voulu.',
  'too-many-pixels': 'L’image est trop grande pour être modifiée.',
  vector: 'Image vectorielle, donc non modifiée.',
  'would-be-larger': 'Non convertie, car le fichier deviendrait plus lourd.',
}
