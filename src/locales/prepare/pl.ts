import type { PrepareTexts } from './PrepareTexts.js'

/** Polish. */
export const plPrepare: PrepareTexts = {
  animated: 'To animacja, więc nie została zmieniona.',
  'colors-reduced': 'Kolory uproszczono dla tej przeglądarki.',
  'film-lost': 'Zdjęcie nie ma już filmu.',
  'gain-map-lost': 'Obraz nie ma już HDR.',
  'metadata-kept': 'Plik może nadal zawierać metadane, na przykład miejsce wykonania zdjęcia.',
  'not-decodable': 'Nie udało się zmniejszyć ani przekonwertować obrazu.',
  'not-encodable': 'Ta przeglądarka nie zapisuje w wybranym formacie.',
  'too-many-pixels': 'Obraz jest za duży, aby go zmienić.',
  vector: 'To grafika wektorowa, więc nie została zmieniona.',
  'would-be-larger': 'Nie przekonwertowano, bo plik byłby większy.',
}
