import type { PrepareTexts } from './PrepareTexts.js'

/** Hebrew. */
export const hePrepare: PrepareTexts = {
  animated: 'תמונה מונפשת, ולכן לא שונתה.',
  'colors-reduced': 'הצבעים פושטו עבור דפדפן זה.',
  'film-lost': 'לתמונה כבר אין סרטון.',
  'gain-map-lost': 'התמונה כבר אינה ב־HDR.',
  'metadata-kept': 'ייתכן שהקובץ עדיין מכיל נתוני מטא, כגון מקום הצילום.',
  'not-decodable': 'לא ניתן היה להקטין או להמיר את התמונה.',
  'not-encodable': 'דפדפן זה אינו יכול לכתוב בפורמט המבוקש.',
  'too-many-pixels': 'התמונה גדולה מכדי לשנות אותה.',
  vector: 'תמונה וקטורית, ולכן לא שונתה.',
  'would-be-larger': 'לא הומרה, כי הקובץ היה נעשה גדול יותר.',
}
