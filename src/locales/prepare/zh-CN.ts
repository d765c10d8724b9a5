import type { PrepareTexts } from './PrepareTexts.js'

/** Simplified Chinese. */
export const zhCNPrepare: PrepareTexts = {
  animated: '这是动画，因此未作更改。',
  'colors-reduced': '已为此浏览器简化颜色。',
  'film-lost': '照片不再包含视频。',
  'gain-map-lost': '图片不再包含 HDR 信息。',
  'metadata-kept': '文件可能仍含有元数据，例如拍摄地点。',
  'not-decodable': '无法缩小或转换该图片。',
  'not-encodable': '此浏览器无法写入所需的格式。',
  'too-many-pixels': '图片太大，无法更改。',
  vector: '这是矢量图，因此未作更改。',
  'would-be-larger': '未转换，因为文件会变得更大。',
}
