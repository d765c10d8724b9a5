import { createFormats, isolate } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('he')

/** Units such as MB are in Latin letters: without the isolates, they would stand on the wrong side of the number. */
const size = (count: number): string => isolate(bytes(count))

const files = (count: number): string => plural(count, { one: 'קובץ אחד', two: 'שני קבצים', other: '# קבצים' })

/** A colon, so that a name of one file and a number of files fit in the same sentence. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = `${count === 1 ? one : many}: ${name === undefined ? files(count) : isolate(name)}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

const manyOf = { image: 'תמונות', video: 'סרטונים', file: 'קבצים' }
const oneOf = { image: 'תמונה', video: 'סרטון', file: 'קובץ' }

const contactSupport = 'יש לפנות לתמיכה.'
const tryAgain = 'יש לנסות שוב.'
const tryAgainSoon = 'יש לנסות שוב בעוד רגע.'
const tryAgainOrContactSupport = 'יש לנסות שוב. אם הבעיה נמשכת, יש לפנות לתמיכה.'
const chooseAnother = 'יש לבחור קובץ אחר.'
const checkConnection = 'יש לבדוק את החיבור ולנסות שוב.'

/** Hebrew. Instructions are impersonal, so that they address everyone. */
export const he: Messages = {
  language: 'he',
  formatBytes: size,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} מתוך ${size(whole)}`,
  formatSpeed: (bytesPerSecond) => isolate(speed(bytesPerSecond)),
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) => (isMultiple ? 'אפשר לגרור לכאן קבצים או לבחור אותם' : 'אפשר לגרור לכאן קובץ או לבחור אותו'),
    titleOrPaste: (isMultiple) =>
      isMultiple ? 'אפשר לגרור או להדביק לכאן קבצים, או לבחור אותם' : 'אפשר לגרור או להדביק לכאן קובץ, או לבחור אותו',
    touchTitle: (isMultiple, kind) => `בחירת ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'צילום תמונה', video: 'צילום סרטון', file: 'שימוש במצלמה' })[kind],
    folder: 'בחירת תיקייה',
    addMore: (isMultiple) => (isMultiple ? 'הוספת עוד קבצים' : 'הוספת קובץ נוסף'),
    upload: (isMultiple) => (isMultiple ? 'העלאת קבצים' : 'העלאת קובץ'),
    drop: (isMultiple) => (isMultiple ? 'אפשר לשחרר את הקבצים' : 'אפשר לשחרר את הקובץ'),
    wrongType: 'סוג הקובץ הזה לא נתמך',
    reading: 'מתבצעת קריאה של הקבצים…',
    disabled: 'אי אפשר להוסיף קבצים כרגע',
    readOnly: 'אי אפשר לשנות כאן קבצים',
    required: 'שדה חובה',
    accepts: (kinds) => kinds,
    kinds: { image: 'תמונות', video: 'סרטונים', audio: 'אודיו', text: 'טקסט' },
    upTo: (limit, isMultiple) => (isMultiple ? `עד ${limit} לקובץ` : `עד ${limit}`),
    atLeast: (limit, isMultiple) => (isMultiple ? `לפחות ${limit} לקובץ` : `לפחות ${limit}`),
    atMostFiles: (count) => `עד ${files(count)}`,
    atMostInAll: (limit) => `עד ${limit} בסך הכול`,
    onlyOne: 'אפשר להוסיף רק קובץ אחד בכל פעם. הקובץ הראשון נוסף.',
    unreadable: (count) =>
      plural(count, {
        one: 'לא ניתן היה לקרוא פריט אחד.',
        two: 'לא ניתן היה לקרוא שני פריטים.',
        other: 'לא ניתן היה לקרוא # פריטים.',
      }),
    missing: (isMultiple) => (isMultiple ? 'יש להוסיף לפחות קובץ אחד.' : 'יש להוסיף קובץ.'),
    unfinished: 'יש להמתין לסיום ההעלאה.',
  },

  avatar: {
    choose: 'בחירת תמונה',
    change: 'החלפת התמונה',
    remove: 'הסרת התמונה',
    drop: 'אפשר לשחרר את התמונה',
    missing: 'יש לבחור תמונה.',
  },

  list: {
    label: 'העלאות',
    rejectionsLabel: 'קבצים שנדחו',
    more: (count) => plural(count, { one: 'ועוד קובץ אחד', two: 'ועוד שני קבצים', other: 'ועוד # קבצים' }),
    keys: 'אפשר לעבור בין קבצים ולחצנים בעזרת מקשי החיצים. הקשה על Delete מסירה קובץ מהרשימה.',
    progressOf: (name) => `התקדמות ההעלאה של ${isolate(name)}`,
    progressOfAll: 'התקדמות כל ההעלאות',
  },

  status: {
    waiting: 'בהמתנה',
    waitingForDuplicate: 'בהמתנה לקובץ זהה',
    // `Intl` adds a number in brackets to the words that contain it: 'בעוד שנייה (1)'.
    retryingIn: (seconds) => `ניסיון חוזר ${fromNow(seconds).replace(/ \(\d\)$/, '')}`,
    retryingNow: 'מתבצע ניסיון חוזר',
    inspecting: 'מתבצעת קריאה של הקובץ',
    requesting: 'מתבצע חיבור',
    sending: 'בשליחה',
    sendingAgain: 'בשליחה חוזרת',
    confirming: 'לקראת סיום',
    pausedByUser: 'בהשהיה',
    offline: 'אין חיבור, ההעלאה תתחדש אוטומטית',
    otherContent: (found, declared) => `התוכן הוא ${isolate(found)} ולא ${isolate(declared)}.`,
    fileMissing: 'כדי להמשיך יש לבחור שוב את הקובץ',
    comparing: 'מתבצעת השוואה בין הקבצים',
    anotherFile: 'זה קובץ אחר. יש לבחור את הקובץ שנוסף קודם.',
    cancelled: 'בוטל',
    uploaded: 'הועלה',
    uploadedAs: (name) => `הועלה בשם ${isolate(name)}`,
    existing: 'כבר שמור',
    existingAs: (name) => `כבר שמור בשם ${isolate(name)}`,
    initial: 'שמור',
    processing: 'בעיבוד',
    rejected: 'נדחה',
    failedToRegister: 'הקובץ נשלח אך לא נרשם.',
    serverSays: 'הודעת השרת:',
    // `Intl` has '1 שניה'.
    secondsLeft: (seconds) => `עוד ${seconds < 1.5 ? 'שנייה' : duration(seconds)}`,
  },

  actions: {
    pause: (name) => `השהיית ההעלאה של ${isolate(name)}`,
    resume: (name) => `חידוש ההעלאה של ${isolate(name)}`,
    cancel: (name) => `ביטול ההעלאה של ${isolate(name)}`,
    retry: (name) => `העלאה חוזרת של ${isolate(name)}`,
    clear: (name) => `הסרת ${isolate(name)} מהרשימה`,
    choose: (name) => `בחירה חוזרת של ${isolate(name)}`,
    dismiss: (name) => `הסתרת ${isolate(name)}`,
    dismissFiles: (count) => `הסתרת ${files(count)}`,
    dismissAll: 'הסתרת הכול',
    retryFailed: (count) => `העלאה חוזרת של ${files(count)}`,
    nextFailed: 'מעבר לקובץ הבא.',
    clearFinished: 'ניקוי מה שהסתיים',
    pauseAll: 'השהיית הכול',
    resumeAll: 'חידוש הכול',
    closeTray: 'סגירת ההעלאות',
  },

  summary: (done, count) => `${number(done)} מתוך ${files(count)} ${done === 1 ? 'הועלה' : 'הועלו'}`,
  summaryFailed: (count, retryable) => {
    const failed = `${number(count)} ${count === 1 ? 'נכשל' : 'נכשלו'}`
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}, אפשר לנסות שוב ${number(retryable)} מהם`
    return `${failed}, אי אפשר לנסות שוב`
  },

  errors: {
    'file-changed': ['הקובץ השתנה לאחר שנבחר.', 'יש לבחור אותו שוב.'],
    'file-missing': ['הקובץ הועבר או נמחק לאחר שנבחר.', 'יש לבחור אותו שוב.'],
    'file-unreadable': ['לא ניתן לקרוא את הקובץ.', 'יש לוודא שהוא נמצא במכשיר הזה ולא פתוח באפליקציה אחרת.'],
    'file-restricted': ['הקובץ הזה לא נתמך כאן.', chooseAnother],
    'prepare-failed': ['לא ניתן היה להכין את הקובץ.', 'יש לנסות שוב או לבחור קובץ אחר.'],
    'inspection-failed': ['לא ניתן היה לבדוק את הקובץ.', tryAgain],
    'app-failed': ['משהו השתבש באפליקציה.', tryAgainOrContactSupport],
    unauthorized: ['בוצעה יציאה מהחשבון.', 'יש להתחבר מחדש ולנסות שוב.'],
    forbidden: ['אין לך הרשאה להעלות לכאן קבצים.', 'אפשר לבקש גישה ממי שיכול להעניק אותה.'],
    'not-found': ['היעד של הקובץ הזה כבר לא קיים.', 'יש לטעון מחדש את הדף ולהתחיל מההתחלה.'],
    'request-invalid': ['השרת לא אישר את ההעלאה הזאת.', chooseAnother],
    'too-large': ['הקובץ גדול מדי.', 'יש לבחור קובץ קטן יותר.'],
    'too-small': ['הקובץ קטן מדי.', 'יש לבחור קובץ גדול יותר.'],
    'rate-limited': ['יותר מדי העלאות בבת אחת.', tryAgainSoon],
    'server-error': ['יש בעיה בשרת.', tryAgainSoon],
    'server-unreachable': ['לא ניתן היה להגיע לשרת.', checkConnection],
    'server-timeout': ['השרת לא הגיב בזמן.', tryAgainSoon],
    'endpoint-missing': ['שירות ההעלאה לא הוגדר כראוי.', contactSupport],
    'server-redirected': [
      'השרת הפנה את הבקשה למקום אחר. ייתכן שבוצעה יציאה מהחשבון.',
      'יש להתחבר מחדש ולנסות שוב.',
      'יש להתחבר מחדש. אם הבעיה נמשכת, יש לפנות לתמיכה.',
    ],
    'backend-failed': ['השרת דחה את ההעלאה הזאת.', tryAgain],
    'answer-malformed': ['התקבלה תשובה לא צפויה מהשרת.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['שירות ההעלאה לא הוגדר כראוי.', contactSupport],
    'ticket-expired': ['פג תוקף ההעלאה הזאת.', tryAgain],
    'storage-refused': ['שירות האחסון דחה את הקובץ.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['שירות האחסון עמוס.', tryAgainSoon],
    'storage-error': ['יש בעיה בשירות האחסון.', tryAgainSoon],
    'storage-full': ['שטח האחסון מלא.', 'יש לפנות מקום ולנסות שוב.'],
    'storage-blocked': [
      'לא ניתן היה להתחבר לשירות האחסון.',
      'יש לנסות שוב בעוד רגע. אם הבעיה נמשכת, אפשר לנסות רשת אחרת או להשבית תוספים.',
    ],
    'storage-unreachable': ['החיבור נותק.', checkConnection],
    'storage-stalled': ['ההעלאה נתקעה.', checkConnection],
    'storage-silent': ['שירות האחסון לא הגיב.', tryAgain],
    'storage-redirected': ['שירות האחסון הפנה את ההעלאה למקום אחר.', contactSupport],
    'storage-unexpected': ['התשובה לא הגיעה משירות האחסון.', 'כדאי לבדוק אם הרשת הזאת דורשת התחברות.'],
    'bytes-damaged': ['הקובץ נפגם במהלך ההעברה.', tryAgain, 'אפשר לנסות רשת אחרת או לפנות לתמיכה.'],
    'type-mismatch': ['תוכן הקובץ לא תואם לסוג שלו.', chooseAnother],
    'etag-hidden': ['שירות האחסון הסתיר מידע שנדרש לסיום ההעלאה.', contactSupport],
    'confirm-ambiguous': ['ייתכן שהקובץ כבר נרשם.', 'כדאי לבדוק זאת לפני ניסיון חוזר.'],
    'not-verified': ['השרת לא מצא את הקובץ שהועלה.', tryAgain],
    'already-used': ['כבר נעשה שימוש בהעלאה הזאת.', 'יש להעלות את הקובץ שוב.'],
    'record-mismatch': ['השרת רשם קובץ אחר מזה שנשלח.', tryAgainOrContactSupport],
    unknown: ['משהו השתבש.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `סוג הקובץ הזה לא נתמך. הסוגים הנתמכים: ${kinds}.`,
    'file-too-large': (limit) => `חורג מהמגבלה של ${limit}.`,
    'file-too-small': (limit) => `קטן מהמינימום של ${limit}.`,
    'file-empty': () => 'הקובץ ריק.',
    'too-many-files': (limit) => `יותר מדי קבצים. המגבלה היא ${number(limit)}.`,
    'total-too-large': (limit) => `כל הקבצים יחד חורגים מהמגבלה של ${limit}.`,
    'too-many-pixels': (limit) => `בתמונה יש יותר מ-${number(limit)} פיקסלים.`,
    'too-narrow': (limit) => `רוחב התמונה קטן מ-${number(limit)} פיקסלים.`,
    'too-low': (limit) => `גובה התמונה קטן מ-${number(limit)} פיקסלים.`,
    'size-over-limit': (limit) => `גדול מ-${limit}. השירות לא מקבל קבצים בגודל כזה.`,
    'entity-missing': () => 'יש לבחור למה לצרף את הקובץ הזה ולהוסיף אותו שוב.',
    'asset-missing': () => 'יש לבחור את הפריט שהקובץ הזה שייך אליו ולהוסיף אותו שוב.',
    'extension-missing': () =>
      `השם לא מציין את סוג הקובץ. יש להוסיף סיומת, למשל ${isolate('.jpg')} או ${isolate('.pdf')}.`,
    other: (code, limit) => `נדחה (${isolate(limit === undefined ? code : `${code}: ${limit}`)}).`,
  },

  doctor: {
    check: 'בדיקת ההגדרות',
    title: 'בדיקת ההגדרות',
    running: 'מתבצעת העלאה של קובץ בדיקה קטן…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, { one: 'נמצאה בעיה אחת.', two: 'נמצאו שתי בעיות.', other: 'נמצאו # בעיות.' })
      if (warnings > 0)
        return plural(warnings, {
          one: 'ההעלאות פועלות, עם אזהרה אחת.',
          two: 'ההעלאות פועלות, עם שתי אזהרות.',
          other: 'ההעלאות פועלות, עם # אזהרות.',
        })
      return 'לא נמצאו בעיות.'
    },
    failed: 'לא ניתן היה להריץ את הבדיקה. הסיבה מופיעה במסוף הדפדפן.',
    notLoaded:
      'לא ניתן היה לטעון את הבדיקה. יש לוודא שיש חיבור לאינטרנט ולנסות שוב. אם זה לא עוזר, יש לטעון מחדש את הדף.',
    outcomes: { ok: 'תקין', problem: 'בעיה', warning: 'אזהרה', 'not-checked': 'לא נבדק' },
    others: (count) => plural(count, { one: 'עוד בדיקה אחת', two: 'עוד שתי בדיקות', other: 'עוד # בדיקות' }),
    copy: 'העתקה כטקסט',
    copied: 'הועתק',
    again: 'בדיקה חוזרת',
    close: 'סגירה',
    loadTexts: async () => (await import('./doctor/he.js')).heDoctor,
  },

  announce: {
    added: announce('נוסף', 'נוספו'),
    rejected: announce('נדחה', 'נדחו'),
    done: announce('הועלה', 'הועלו'),
    ready: announce('מוכן', 'מוכנים'),
    failed: announce('ההעלאה נכשלה', 'ההעלאה נכשלה'),
    cancelled: announce('ההעלאה בוטלה', 'ההעלאה בוטלה'),
    paused: announce('ההעלאה הושהתה', 'ההעלאה הושהתה'),
    resumed: announce('ההעלאה חודשה', 'ההעלאה חודשה'),
    cleared: announce('הוסר מהרשימה', 'הוסרו מהרשימה'),
    allDone: 'הכול הסתיים.',
    manyReasons: 'הסיבות מופיעות ברשימה.',
    online: 'החיבור חזר.',
  },

  gallery: {
    label: 'גלריה',
    loading: 'התמונות נטענות…',
    empty: 'אין עדיין קבצים',
    failed: 'לא ניתן היה לטעון את התמונות.',
    retry: 'ניסיון חוזר',
    more: 'הצגת עוד',
    loadingMore: 'תמונות נוספות נטענות…',
    broken: 'לא ניתן להציג את התמונה הזאת',
    untitled: 'ללא שם',
    open: (name) => `פתיחת ${isolate(name)}`,
    keys: 'אפשר לעבור בין קבצים ולחצנים בעזרת מקשי החיצים.',
    loadTexts: async () => (await import('./gallery/he.js')).heGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/he.js')).hePrepare },
  recovery: { loadTexts: async () => (await import('./recovery/he.js')).heRecovery },
}
