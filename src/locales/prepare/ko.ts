import type { PrepareTexts } from './PrepareTexts.js'

/** Korean. */
export const koPrepare: PrepareTexts = {
  animated: '애니메이션이므로 변경하지 않았습니다.',
  'colors-reduced': '이 브라우저에 맞게 색상을 단순화했습니다.',
  'film-lost': '사진에 더 이상 동영상이 없습니다.',
  'gain-map-lost': '이미지에 더 이상 HDR이 없습니다.',
  'metadata-kept': '촬영 위치 같은 메타데이터가 남아 있을 수 있습니다.',
  'not-decodable': '이미지를 줄이거나 변환하지 못했습니다.',
  'not-encodable': '이 브라우저는 원하는 형식으로 저장할 수 없습니다.',
  'too-many-pixels': '이미지가 너무 커서 변경할 수 없습니다.',
  vector: '벡터 이미지이므로 변경하지 않았습니다.',
  'would-be-larger': '파일이 더 커지므로 변환하지 않았습니다.',
}
