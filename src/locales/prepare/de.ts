import type { PrepareTexts } from './PrepareTexts.js'

/** German. */
export const dePrepare: PrepareTexts = {
  animated: 'Bewegtes Bild, daher nicht verändert.',
  'colors-reduced': 'Farben wurden für diesen Browser vereinfacht.',
  'film-lost': 'Das Foto hat sein Video nicht mehr.',
  'gain-map-lost': 'Das Bild ist jetzt ohne HDR.',
  'metadata-kept': 'Die Datei kann noch Metadaten enthalten, etwa den Aufnahmeort.',
  'not-decodable': 'Das Bild konnte nicht verkleinert oder umgewandelt werden.',
  'not-encodable': 'Dieser Browser beherrscht das gewünschte Format nicht.',
  'too-many-pixels': 'Das Bild ist zu groß, um verändert zu werden.',
  vector: 'Eine Vektorgrafik, daher nicht verändert.',
  'would-be-larger': 'Nicht umgewandelt, weil die Datei größer würde.',
}
