import { createFormats, isolate } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('ar-u-nu-latn', { byteUnits: 'long' })

const files = (count: number): string =>
  plural(count, {
    zero: 'لا ملفات',
    one: 'ملف واحد',
    two: 'ملفان',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  })

/** A colon, so that a name of one file and a number of files fit in the same sentence. */
const announce =
  (sentence: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    [`${sentence}: ${name === undefined ? files(count) : isolate(name)}.`, reason].filter(Boolean).join(' ')

/** Arabic. */
export const arGallery: GalleryTexts = {
  download: (name) => `تنزيل ${isolate(name)}`,
  copyLink: (name) => `نسخ رابط ${isolate(name)}`,
  edit: (name) => `تعديل ${isolate(name)}`,
  delete: (name) => `حذف ${isolate(name)}`,
  select: (name) => `تحديد ${isolate(name)}`,
  move: (name) => `نقل ${isolate(name)}`,

  deleted: announce('تم الحذف'),
  undo: 'تراجع',
  restored: announce('تمت الاستعادة'),
  notDeleted: announce('تعذَّر الحذف'),
  notChanged: announce('تعذَّر التعديل'),
  notDownloaded: announce('تعذَّر التنزيل'),
  dismiss: 'إغلاق',
  linksCopied: (count) =>
    plural(count, {
      zero: 'لم يُنسخ أي رابط.',
      one: 'تم نسخ الرابط.',
      two: 'تم نسخ رابطين.',
      few: 'تم نسخ # روابط.',
      many: 'تم نسخ # رابطًا.',
      other: 'تم نسخ # رابط.',
    }),
  notCopied: 'تعذَّر نسخ الرابط.',

  selection: {
    label: 'التحديد',
    start: 'تحديد',
    count: (count) => `المحدَّد: ${number(count)}`,
    all: 'تحديد الكل',
    end: 'إلغاء التحديد',
    download: 'تنزيل',
    copyLinks: 'نسخ الروابط',
    delete: 'حذف',
  },

  editing: {
    title: 'تعديل التفاصيل',
    name: 'الاسم',
    alt: 'النص البديل',
    altHint: 'يصف الصورة لمن لا يستطيع رؤيتها.',
    save: 'حفظ',
    cancel: 'إلغاء',
  },

  viewer: {
    label: 'العارض',
    close: 'إغلاق',
    previous: 'السابق',
    next: 'التالي',
    zoomIn: 'تكبير',
    zoomOut: 'تصغير',
    position: (place, count) => `${number(place)} من ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${isolate(name)}: الموضع ${number(place)} من ${number(count)}. استخدم مفاتيح الأسهم للنقل، ومفتاح المسافة للإفلات، ومفتاح Escape للإلغاء.`,
    moved: (place, count) => `الموضع ${number(place)} من ${number(count)}.`,
    dropped: (name, place, count) => `${isolate(name)}: أُفلت في الموضع ${number(place)} من ${number(count)}.`,
    cancelled: (name) => `تم إلغاء النقل. ${isolate(name)} في موضعه السابق.`,
    refused: (name) => `تعذَّر حفظ الترتيب الجديد. ${isolate(name)} في موضعه السابق.`,
  },

  reasons: {
    forbidden: 'ليس لديك إذن للقيام بذلك.',
    'not-found': 'لم يعد الملف موجودًا.',
  },
}
