import type { PrepareTexts } from './PrepareTexts.js'

/** Arabic. */
export const arPrepare: PrepareTexts = {
  animated: 'صورة متحركة، لذلك لم تُعدَّل.',
  'colors-reduced': 'بُسِّطت الألوان لهذا المتصفح.',
  'film-lost': 'لم تعد الصورة تتضمن مقطع الفيديو.',
  'gain-map-lost': 'لم تعد الصورة بتقنية HDR.',
  'metadata-kept': 'قد يحتوي الملف على بيانات وصفية، مثل مكان التصوير.',
  'not-decodable': 'تعذّر تصغير الصورة أو تحويلها.',
  'not-encodable': 'لا يستطيع هذا المتصفح كتابة التنسيق المطلوب.',
  'too-many-pixels': 'الصورة أكبر من أن تُعدَّل.',
  vector: 'صورة متجهية، لذلك لم تُعدَّل.',
  'would-be-larger': 'لم تُحوَّل لأن الملف سيصبح أكبر.',
}
