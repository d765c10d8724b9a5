import { createFormats, isolate } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

// Western digits, as most Arabic software writes them: the Maghreb uses no others, everyone can read them, and they match
// the digits in the names of files. The Arabic abbreviations of bytes are not common.
const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('ar-u-nu-latn', {
  byteUnits: 'long',
})

const files = (count: number): string =>
  plural(count, {
    zero: 'لا ملفات',
    one: 'ملف واحد',
    two: 'ملفان',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  })

/** After a preposition or a verbal noun. */
const ofFiles = (count: number): string =>
  plural(count, {
    zero: '# ملف',
    one: 'ملف واحد',
    two: 'ملفين',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  })

/** A colon instead of a verb that would have to agree with the number. */
const announce =
  (sentence: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    [`${sentence}: ${name === undefined ? files(count) : isolate(name)}.`, reason].filter(Boolean).join(' ')

const manyOf = { image: 'صور', video: 'فيديوهات', file: 'ملفات' }
const oneOf = { image: 'صورة', video: 'فيديو', file: 'ملف' }

const contactSupport = 'تواصل مع فريق الدعم.'
const tryAgain = 'أعد المحاولة.'
const tryAgainSoon = 'أعد المحاولة بعد قليل.'
const tryAgainOrContactSupport = 'أعد المحاولة. إذا استمرت المشكلة، فتواصل مع فريق الدعم.'
const chooseAnother = 'اختر ملفًا آخر.'
const checkConnection = 'تحقَّق من الاتصال، ثم أعد المحاولة.'

/** Arabic. */
export const ar: Messages = {
  language: 'ar',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} من ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join('، '),

  dropzone: {
    title: (isMultiple) => (isMultiple ? 'أفلِت الملفات هنا أو اخترها من جهازك' : 'أفلِت ملفًا هنا أو اختره من جهازك'),
    titleOrPaste: (isMultiple) =>
      isMultiple ? 'أفلِت الملفات هنا أو الصقها أو اخترها من جهازك' : 'أفلِت ملفًا هنا أو الصقه أو اختره من جهازك',
    touchTitle: (isMultiple, kind) => `اختيار ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'التقاط صورة', video: 'تسجيل فيديو', file: 'استخدام الكاميرا' })[kind],
    folder: 'اختيار مجلد',
    addMore: (isMultiple) => (isMultiple ? 'إضافة المزيد من الملفات' : 'إضافة ملف آخر'),
    upload: (isMultiple) => (isMultiple ? 'رفع ملفات' : 'رفع ملف'),
    drop: (isMultiple) => (isMultiple ? 'أفلِت الملفات' : 'أفلِت الملف'),
    wrongType: 'نوع الملف هذا غير مقبول',
    reading: 'جارٍ قراءة الملفات…',
    disabled: 'لا يمكن إضافة ملفات في الوقت الحالي',
    readOnly: 'لا يمكن تغيير الملفات هنا',
    required: 'مطلوب',
    accepts: (kinds) => kinds,
    kinds: { image: 'صور', video: 'فيديو', audio: 'صوت', text: 'نص' },
    upTo: (size, isMultiple) => (isMultiple ? `حتى ${size} لكل ملف` : `حتى ${size}`),
    atLeast: (size, isMultiple) => (isMultiple ? `${size} على الأقل لكل ملف` : `${size} على الأقل`),
    atMostFiles: (count) => `حتى ${ofFiles(count)}`,
    atMostInAll: (size) => `حتى ${size} إجمالًا`,
    onlyOne: 'يمكن إضافة ملف واحد فقط في كل مرة. تمت إضافة الملف الأول.',
    unreadable: (count) =>
      plural(count, {
        zero: 'تعذَّرت قراءة # عنصر.',
        one: 'تعذَّرت قراءة عنصر واحد.',
        two: 'تعذَّرت قراءة عنصرين.',
        few: 'تعذَّرت قراءة # عناصر.',
        many: 'تعذَّرت قراءة # عنصرًا.',
        other: 'تعذَّرت قراءة # عنصر.',
      }),
    missing: (isMultiple) => (isMultiple ? 'أضف ملفًا واحدًا على الأقل.' : 'أضف ملفًا.'),
    unfinished: 'انتظر حتى يكتمل الرفع.',
  },

  avatar: {
    choose: 'اختيار صورة',
    change: 'تغيير الصورة',
    remove: 'إزالة الصورة',
    drop: 'أفلِت الصورة',
    missing: 'اختر صورة.',
  },

  list: {
    label: 'عمليات الرفع',
    rejectionsLabel: 'ملفات غير مقبولة',
    more: (count) =>
      plural(count, {
        zero: 'و# ملف آخر',
        one: 'وملف واحد آخر',
        two: 'وملفان آخران',
        few: 'و# ملفات أخرى',
        many: 'و# ملفًا آخر',
        other: 'و# ملف آخر',
      }),
    keys: 'استخدم مفاتيح الأسهم للتنقل بين الملفات والأزرار. اضغط على Delete لإخفاء ملف من القائمة.',
    progressOf: (name) => `تقدُّم رفع ${isolate(name)}`,
    progressOfAll: 'تقدُّم رفع كل الملفات',
  },

  status: {
    waiting: 'قيد الانتظار',
    waitingForDuplicate: 'في انتظار ملف مطابق',
    retryingIn: (seconds) => `إعادة المحاولة ${fromNow(seconds)}`,
    retryingNow: 'جارٍ إعادة المحاولة',
    inspecting: 'جارٍ قراءة الملف',
    requesting: 'جارٍ الاتصال',
    sending: 'جارٍ الإرسال',
    sendingAgain: 'جارٍ إعادة الإرسال',
    confirming: 'على وشك الانتهاء',
    pausedByUser: 'متوقف مؤقتًا',
    offline: 'لا يوجد اتصال، وسيُستأنف الرفع تلقائيًا',
    otherContent: (found, declared) => `محتوى الملف هو ${isolate(found)} وليس ${isolate(declared)}.`,
    fileMissing: 'اختر الملف مرة أخرى للمتابعة',
    comparing: 'جارٍ مقارنة الملفين',
    anotherFile: 'هذا ملف مختلف. اختر الملف الذي أضفته سابقًا.',
    cancelled: 'تم الإلغاء',
    uploaded: 'تم الرفع',
    uploadedAs: (name) => `تم الرفع باسم ${isolate(name)}`,
    existing: 'محفوظ بالفعل',
    existingAs: (name) => `محفوظ بالفعل باسم ${isolate(name)}`,
    initial: 'محفوظ',
    processing: 'قيد المعالجة',
    rejected: 'مرفوض',
    failedToRegister: 'تم إرسال الملف، ولكن لم يُسجَّل.',
    serverSays: 'رسالة الخادم:',
    secondsLeft: (seconds) => `يتبقى ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `إيقاف رفع ${isolate(name)} مؤقتًا`,
    resume: (name) => `استئناف رفع ${isolate(name)}`,
    cancel: (name) => `إلغاء رفع ${isolate(name)}`,
    retry: (name) => `إعادة محاولة رفع ${isolate(name)}`,
    clear: (name) => `إخفاء ${isolate(name)} من القائمة`,
    choose: (name) => `اختيار ${isolate(name)} مرة أخرى`,
    dismiss: (name) => `تجاهل ${isolate(name)}`,
    dismissFiles: (count) => `تجاهل ${ofFiles(count)}`,
    dismissAll: 'تجاهل الكل',
    retryFailed: (count) => `إعادة محاولة رفع ${ofFiles(count)}`,
    nextFailed: 'الانتقال إلى التالي.',
    clearFinished: 'إخفاء الملفات المكتملة',
    pauseAll: 'إيقاف الكل مؤقتًا',
    resumeAll: 'استئناف الكل',
    closeTray: 'إغلاق قائمة الرفع',
  },

  summary: (done, count) => `تم رفع ${number(done)} من ${ofFiles(count)}`,
  summaryFailed: (count, retryable) => {
    const failed = `فشل ${number(count)}`
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}، يمكن إعادة محاولة ${number(retryable)}`
    return `${failed}، لا يمكن إعادة المحاولة`
  },

  errors: {
    'file-changed': ['تغيَّر الملف بعد اختياره.', 'اختره مرة أخرى.'],
    'file-missing': ['نُقل الملف أو حُذف بعد اختياره.', 'اختره مرة أخرى.'],
    'file-unreadable': ['تعذَّرت قراءة الملف.', 'تأكَّد من أنه موجود على هذا الجهاز وغير مفتوح في تطبيق آخر.'],
    'file-restricted': ['هذا الملف غير مقبول هنا.', chooseAnother],
    'prepare-failed': ['تعذَّر تجهيز الملف.', 'أعد المحاولة أو اختر ملفًا آخر.'],
    'inspection-failed': ['تعذَّر فحص الملف.', tryAgain],
    'app-failed': ['حدث خطأ في هذا التطبيق.', tryAgainOrContactSupport],
    unauthorized: ['تم تسجيل خروجك.', 'سجِّل الدخول مرة أخرى، ثم أعد المحاولة.'],
    forbidden: ['ليس لديك إذن بالرفع هنا.', 'اطلب الإذن من شخص يمكنه منحك إياه.'],
    'not-found': ['لم تعد وجهة هذا الملف موجودة.', 'أعد تحميل الصفحة وابدأ من جديد.'],
    'request-invalid': ['لم يقبل الخادم عملية الرفع هذه.', chooseAnother],
    'too-large': ['الملف كبير جدًا.', 'اختر ملفًا أصغر.'],
    'too-small': ['الملف صغير جدًا.', 'اختر ملفًا أكبر.'],
    'rate-limited': ['عدد عمليات الرفع في الوقت نفسه كبير جدًا.', tryAgainSoon],
    'server-error': ['يواجه الخادم مشكلة.', tryAgainSoon],
    'server-unreachable': ['تعذَّر الوصول إلى الخادم.', checkConnection],
    'server-timeout': ['لم يستجب الخادم في الوقت المحدد.', tryAgainSoon],
    'endpoint-missing': ['خدمة الرفع غير مُعدَّة بشكل صحيح.', contactSupport],
    'server-redirected': [
      'أعاد الخادم توجيه الطلب. ربما تم تسجيل خروجك.',
      'سجِّل الدخول مرة أخرى، ثم أعد المحاولة.',
      'سجِّل الدخول مرة أخرى. إذا استمرت المشكلة، فتواصل مع فريق الدعم.',
    ],
    'backend-failed': ['رفض الخادم عملية الرفع هذه.', tryAgain],
    'answer-malformed': ['أرسل الخادم استجابة غير متوقعة.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['خدمة الرفع غير مُعدَّة بشكل صحيح.', contactSupport],
    'ticket-expired': ['انتهت صلاحية عملية الرفع هذه.', tryAgain],
    'storage-refused': ['رفضت خدمة التخزين الملف.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['خدمة التخزين مشغولة.', tryAgainSoon],
    'storage-error': ['تواجه خدمة التخزين مشكلة.', tryAgainSoon],
    'storage-full': ['مساحة التخزين ممتلئة.', 'أخلِ بعض المساحة، ثم أعد المحاولة.'],
    'storage-blocked': [
      'تعذَّر الوصول إلى خدمة التخزين.',
      'أعد المحاولة بعد قليل. إذا استمرت المشكلة، فجرِّب شبكة أخرى أو أوقف الإضافات.',
    ],
    'storage-unreachable': ['انقطع الاتصال.', checkConnection],
    'storage-stalled': ['توقَّف الرفع.', checkConnection],
    'storage-silent': ['لم تستجب خدمة التخزين.', tryAgain],
    'storage-redirected': ['أعادت خدمة التخزين توجيه عملية الرفع.', contactSupport],
    'storage-unexpected': ['لم تأتِ الاستجابة من خدمة التخزين.', 'تحقَّق مما إذا كانت هذه الشبكة تتطلب تسجيل الدخول.'],
    'bytes-damaged': ['تلِف الملف أثناء نقله.', tryAgain, 'جرِّب شبكة أخرى أو تواصل مع فريق الدعم.'],
    'type-mismatch': ['لا يتطابق محتوى الملف مع نوعه.', chooseAnother],
    'etag-hidden': ['حجبت خدمة التخزين معلومات مطلوبة لإكمال الرفع.', contactSupport],
    'confirm-ambiguous': ['ربما سُجِّل الملف بالفعل.', 'تحقَّق من ذلك قبل إعادة المحاولة.'],
    'not-verified': ['لم يعثر الخادم على الملف المرفوع.', tryAgain],
    'already-used': ['سبق استخدام عملية الرفع هذه.', 'ارفع الملف مرة أخرى.'],
    'record-mismatch': ['سجَّل الخادم ملفًا مختلفًا عن الملف المُرسَل.', tryAgainOrContactSupport],
    unknown: ['حدث خطأ ما.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `نوع الملف هذا غير مقبول. الأنواع المقبولة: ${kinds}.`,
    'file-too-large': (limit) => `يتجاوز الحد الأقصى البالغ ${limit}.`,
    'file-too-small': (limit) => `أصغر من الحد الأدنى البالغ ${limit}.`,
    'file-empty': () => 'الملف فارغ.',
    'too-many-files': (limit) => `عدد الملفات كبير جدًا. الحد الأقصى هو ${number(limit)}.`,
    'total-too-large': (limit) => `يتجاوز مجموع الملفات الحد الأقصى البالغ ${limit}.`,
    'too-many-pixels': (limit) => `يتجاوز عدد وحدات البكسل في الصورة الحد الأقصى البالغ ${number(limit)}.`,
    'too-narrow': (limit) => `عرض الصورة بالبكسل أقل من ${number(limit)}.`,
    'too-low': (limit) => `ارتفاع الصورة بالبكسل أقل من ${number(limit)}.`,
    'size-over-limit': (limit) => `يتجاوز ${limit}. لا تقبل الخدمة ملفات بهذا الحجم.`,
    'entity-missing': () => 'اختر ما سيُرفَق به هذا الملف، ثم أضفه مرة أخرى.',
    'asset-missing': () => 'اختر العنصر الذي ينتمي إليه هذا الملف، ثم أضفه مرة أخرى.',
    'extension-missing': () => `لا يوضح الاسم نوع الملف. أضف امتدادًا مثل ${isolate('.jpg')} أو ${isolate('.pdf')}.`,
    other: (code, limit) => `غير مقبول (${isolate(limit === undefined ? code : `${code}: ${limit}`)}).`,
  },

  doctor: {
    check: 'فحص الإعداد',
    title: 'فحص الإعداد',
    running: 'جارٍ رفع ملف اختبار صغير…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, {
          zero: 'لم يُعثر على أي مشكلة.',
          one: 'عُثر على مشكلة واحدة.',
          two: 'عُثر على مشكلتين.',
          few: 'عُثر على # مشكلات.',
          many: 'عُثر على # مشكلة.',
          other: 'عُثر على # مشكلة.',
        })
      if (warnings > 0)
        return plural(warnings, {
          zero: 'يعمل الرفع بلا تحذيرات.',
          one: 'يعمل الرفع، مع تحذير واحد.',
          two: 'يعمل الرفع، مع تحذيرين.',
          few: 'يعمل الرفع، مع # تحذيرات.',
          many: 'يعمل الرفع، مع # تحذيرًا.',
          other: 'يعمل الرفع، مع # تحذير.',
        })
      return 'لم يُعثر على أي مشكلة.'
    },
    failed: 'تعذَّر إجراء الفحص. السبب موضَّح في وحدة تحكم المتصفح.',
    notLoaded: 'تعذَّر تحميل الفحص. تأكَّد من الاتصال وأعد المحاولة. إذا لم يُجدِ ذلك، فأعد تحميل الصفحة.',
    outcomes: { ok: 'سليم', problem: 'مشكلة', warning: 'تحذير', 'not-checked': 'لم يُفحَص' },
    others: (count) =>
      plural(count, {
        zero: 'لا فحوص أخرى',
        one: 'فحص واحد آخر',
        two: 'فحصان آخران',
        few: '# فحوص أخرى',
        many: '# فحصًا آخر',
        other: '# فحص آخر',
      }),
    copy: 'نسخ كنص',
    copied: 'تم النسخ',
    again: 'إعادة الفحص',
    close: 'إغلاق',
    loadTexts: async () => (await import('./doctor/ar.js')).arDoctor,
  },

  announce: {
    added: announce('تمت الإضافة'),
    rejected: announce('غير مقبول'),
    done: announce('تم الرفع'),
    ready: announce('جاهز'),
    failed: announce('تعذَّر الرفع'),
    cancelled: announce('تم الإلغاء'),
    paused: announce('تم الإيقاف مؤقتًا'),
    resumed: announce('تم الاستئناف'),
    cleared: announce('تم الإخفاء من القائمة'),
    allDone: 'اكتمل كل شيء.',
    manyReasons: 'الأسباب موضَّحة في القائمة.',
    online: 'عاد الاتصال.',
  },

  gallery: {
    label: 'معرض الصور',
    loading: 'جارٍ تحميل الصور…',
    empty: 'لا توجد ملفات بعد',
    failed: 'تعذَّر تحميل الصور.',
    retry: 'إعادة المحاولة',
    more: 'عرض المزيد',
    loadingMore: 'جارٍ تحميل المزيد…',
    broken: 'يتعذَّر عرض هذه الصورة',
    untitled: 'بلا عنوان',
    open: (name) => `فتح ${isolate(name)}`,
    keys: 'استخدم مفاتيح الأسهم للتنقل بين الملفات والأزرار.',
    loadTexts: async () => (await import('./gallery/ar.js')).arGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/ar.js')).arPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/ar.js')).arRecovery },
}
