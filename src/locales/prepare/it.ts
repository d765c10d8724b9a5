import type { PrepareTexts } from './PrepareTexts.js'

/** Italian. */
export const itPrepare: PrepareTexts = {
  animated: 'È un’animazione, quindi non è stata modificata.',
  'colors-reduced': 'I colori sono stati semplificati per questo browser.',
  'film-lost': 'La foto non ha più il suo video.',
  'gain-map-lost': 'L’immagine non è più in HDR.',
  'metadata-kept': 'Il file può contenere ancora metadati, come il luogo dello scatto.',
  'not-decodable': 'Non è stato possibile ridurre o convertire l’immagine.',
  'not-encodable': 'Questo browser non sa scrivere il formato richiesto.',
  'too-many-pixels': 'L’immagine è troppo grande per essere modificata.',
  vector: 'È un’immagine vettoriale, quindi non è stata modificata.',
  'would-be-larger': 'Non convertita, perché il file diventerebbe più grande.',
}
