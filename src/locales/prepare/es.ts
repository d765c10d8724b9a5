import type { PrepareTexts } from './PrepareTexts.js'

/** Spanish. */
export const esPrepare: PrepareTexts = {
  animated: 'Es una animación, así que no se ha modificado.',
  'colors-reduced': 'Los colores se han simplificado para este navegador.',
  'film-lost': 'La foto ya no tiene su vídeo.',
  'gain-map-lost': 'La imagen ya no tiene HDR.',
  'metadata-kept': 'El archivo aún puede contener metadatos, como el lugar donde se tomó.',
  'not-decodable': 'La imagen no se ha podido reducir ni convertir.',
  'not-encodable': 'Este navegador no puede escribir el formato deseado.',
  'too-many-pixels': 'La imagen es demasiado grande para modificarla.',
  vector: 'Es un gráfico vectorial, así que no se ha modificado.',
  'would-be-larger': 'No se ha convertido, porque el archivo ocuparía más.',
}
