import { createFormats, isolate } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('he')

const files = (count: number): string => plural(count, { one: 'קובץ אחד', two: 'שני קבצים', other: '# קבצים' })

/** A colon, so that a name of one file and a number of files fit in the same sentence. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = `${count === 1 ? one : many}: ${name === undefined ? files(count) : isolate(name)}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

/** Hebrew. */
export const heGallery: GalleryTexts = {
  download: (name) => `הורדת ${isolate(name)}`,
  copyLink: (name) => `העתקת קישור אל ${isolate(name)}`,
  edit: (name) => `עריכת ${isolate(name)}`,
  delete: (name) => `מחיקת ${isolate(name)}`,
  select: (name) => `בחירת ${isolate(name)}`,
  move: (name) => `הזזת ${isolate(name)}`,

  deleted: announce('נמחק', 'נמחקו'),
  undo: 'ביטול הפעולה',
  restored: announce('שוחזר', 'שוחזרו'),
  notDeleted: announce('לא נמחק', 'לא נמחקו'),
  notChanged: announce('לא שונה', 'לא שונו'),
  notDownloaded: announce('לא הורד', 'לא הורדו'),
  dismiss: 'סגירה',
  linksCopied: (count) =>
    plural(count, { one: 'הקישור הועתק.', two: 'שני קישורים הועתקו.', other: '# קישורים הועתקו.' }),
  notCopied: 'לא ניתן להעתיק את הקישור.',

  selection: {
    label: 'בחירה',
    start: 'בחירה',
    count: (count) => `נבחרו: ${number(count)}`,
    all: 'בחירת הכול',
    end: 'ניקוי הבחירה',
    download: 'הורדה',
    copyLinks: 'העתקת קישורים',
    delete: 'מחיקה',
  },

  editing: {
    title: 'עריכת פרטים',
    name: 'שם',
    alt: 'טקסט חלופי',
    altHint: 'מתאר את התמונה למי שלא יכול לראות אותה.',
    save: 'שמירה',
    cancel: 'ביטול',
  },

  viewer: {
    label: 'תצוגה',
    close: 'סגירה',
    previous: 'הקודם',
    next: 'הבא',
    zoomIn: 'הגדלה',
    zoomOut: 'הקטנה',
    position: (place, count) => `${number(place)} מתוך ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${isolate(name)}: מיקום ${number(place)} מתוך ${number(count)}. הזזה במקשי החצים, הנחה במקש הרווח, ביטול במקש Escape.`,
    moved: (place, count) => `מיקום ${number(place)} מתוך ${number(count)}.`,
    dropped: (name, place, count) => `${isolate(name)}: הונח במיקום ${number(place)} מתוך ${number(count)}.`,
    cancelled: (name) => `ההזזה בוטלה. ${isolate(name)} חזר למקומו.`,
    refused: (name) => `לא ניתן לשמור את הסדר החדש. ${isolate(name)} חזר למקומו.`,
  },

  reasons: {
    forbidden: 'אין לך הרשאה לפעולה הזאת.',
    'not-found': 'הקובץ כבר לא קיים.',
  },
}
