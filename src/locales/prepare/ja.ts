import type { PrepareTexts } from './PrepareTexts.js'

/** Japanese. */
export const jaPrepare: PrepareTexts = {
  animated: 'アニメーションのため、変更していません。',
  'colors-reduced': 'このブラウザーに合わせて色を簡略化しました。',
  'film-lost': '写真の動画は失われました。',
  'gain-map-lost': '画像の HDR 情報は失われました。',
  'metadata-kept': '撮影場所などのメタデータが残っている可能性があります。',
  'not-decodable': '画像を縮小または変換できませんでした。',
  'not-encodable': 'このブラウザーは指定された形式で書き出せません。',
  'too-many-pixels': '画像が大きすぎるため、変更できません。',
  vector: 'ベクター画像のため、変更していません。',
  'would-be-larger': 'ファイルが大きくなるため、変換していません。',
}
