import type { PrepareTexts } from './PrepareTexts.js'

/** Brazilian Portuguese. */
export const ptBRPrepare: PrepareTexts = {
  animated: 'É uma animação, por isso não foi alterada.',
  'colors-reduced': 'As cores foram simplificadas para este navegador.',
  'film-lost': 'A foto não tem mais o vídeo.',
  'gain-map-lost': 'A imagem não tem mais HDR.',
  'metadata-kept': 'O arquivo ainda pode conter metadados, como o local da foto.',
  'not-decodable': 'Não foi possível reduzir nem converter a imagem.',
  'not-encodable': 'Este navegador não consegue gravar o formato desejado.',
  'too-many-pixels': 'A imagem é grande demais para ser alterada.',
  vector: 'É uma imagem vetorial, por isso não foi alterada.',
  'would-be-larger': 'Não convertida, porque o arquivo ficaria maior.',
}
