import type { PrepareTexts } from './PrepareTexts.js'

/** Dutch. */
export const nlPrepare: PrepareTexts = {
  animated: 'Een animatie, daarom niet gewijzigd.',
  'colors-reduced': 'De kleuren zijn voor deze browser vereenvoudigd.',
  'film-lost': 'De foto heeft zijn video niet meer.',
  'gain-map-lost': 'De afbeelding heeft geen HDR meer.',
  'metadata-kept': 'Het bestand kan nog metagegevens bevatten, zoals waar de foto is gemaakt.',
  'not-decodable': 'De afbeelding kon niet worden verkleind of omgezet.',
  'not-encodable': 'Deze browser kan het gewenste formaat niet schrijven.',
  'too-many-pixels': 'De afbeelding is te groot om te wijzigen.',
  vector: 'Een vectorafbeelding, daarom niet gewijzigd.',
  'would-be-larger': 'Niet omgezet, omdat het bestand groter zou worden.',
}
