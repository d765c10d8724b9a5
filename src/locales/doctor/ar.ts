import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { isolateCode } from '../../doctor/report/isolateCode.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('ar-u-nu-latn')

const answered = ({ status, code }: StorageAnswer): string => `الحالة ${status}${code === undefined ? '' : `، ${code}`}`

const refused = (answer: StorageAnswer): string => `رفضت خدمة التخزين ملف الاختبار (${answered(answer)})`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` رسالة الخادم: «${said}»`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (الحالة ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'اسم غير مألوف').join('، ')

const corsRule = ({ rule }: CorsFacts): string =>
  `أضف قاعدة CORS هذه إلى حاوية التخزين (S3، R2):\n${rule}\nفي MinIO، اضبط MINIO_API_CORS_ALLOW_ORIGIN على أصل الصفحة.`

const signed = (aheadSeconds: number): string =>
  `يقع وقت التوقيع في ${aheadSeconds > 0 ? 'المستقبل' : 'الماضي'} (الفرق: ${duration(Math.abs(aheadSeconds))})`

const verdicts = {
  expired: 'تقول خدمة التخزين إن التذكرة انتهت صلاحيتها، مع أنها طُلبت للتو.',
  premature: 'تقول خدمة التخزين إن التذكرة لم تصبح صالحة بعد.',
  skewed: 'تقول خدمة التخزين إن وقت التوقيع يختلف كثيرًا عن ساعتها.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'تختلف ساعة الجهاز الموقِّع عن ساعة خدمة التخزين، أو أن التذكرة جاءت من ذاكرة تخزين مؤقت.'
  if (aheadSeconds === 0) return 'وفق ساعة هذا الجهاز، وُقِّعت التذكرة للتو، فالأرجح أن ساعة خدمة التخزين غير مضبوطة.'
  return `وفق ساعة هذا الجهاز، ${signed(aheadSeconds)}. إذا كانت هذه الساعة صحيحة، فساعة الجهاز الموقِّع غير مضبوطة، أو أن التذكرة جاءت من ذاكرة تخزين مؤقت.`
}

const credentials =
  'زوِّد API ببيانات اعتماد تعرفها خدمة التخزين ولم تنتهِ صلاحيتها. يجب ألا تدوم التذكرة أكثر من بيانات الاعتماد المؤقتة التي وُقِّعت بها.'

const emptyChecksum =
  "في الموضع الذي ينشئ فيه API عميل S3، اضبط requestChecksumCalculation على 'WHEN_REQUIRED'. توقِّع حِزم AWS SDK الأحدث افتراضيًا مجموع تحقق في كل عنوان URL، مع أنه لا يوجد محتوى بعد عند التوقيع المسبق."

const notTheSetUp = 'ليس الإعداد هو السبب. راجع سجل خدمة التخزين وحصتها.'

const giveTheDoctor =
  "زوِّد الفحص بما تحتويه عمليات الرفع لديك: 'metadata' التي تحدد ما تنتمي إليه الملفات، أو 'file' من نوع يقبله API."

const compareAnswer = 'في لوحة الشبكة، قارن الاستجابة بما يتوقعه المحوِّل.'

const lifetime = 'اجعل التذاكر صالحة من خمس دقائق إلى خمس عشرة دقيقة.'

/** The doctor's report in Arabic. */
export const arDoctor: DoctorTexts = isolateCode({
  language: 'ar',

  notes: {
    'not-reached': 'لم يصل الرفع إلى هذه المرحلة.',
    'page-secure': 'تعمل الصفحة في سياق آمن.',
    'worker-started': 'تُقرأ الملفات في Web Worker.',
    'worker-from-blob': "تُقرأ الملفات في Web Worker. وقد بدأ من عنوان 'blob:' لأن ملفه تعذَّر تحميله.",
    'no-digest': 'لا تطلب هذه الواجهة الخلفية بصمة، لذلك لم تُحسَب.',
    'wasm-used': 'تُحسَب البصمات باستخدام WebAssembly.',
    'probe-accepted': 'تقبل الواجهة الخلفية ملف الاختبار.',
    'ticket-answered': ({ kind }) =>
      `تستجيب الواجهة الخلفية بتذكرة من أجل ${{ put: 'طلب PUT', post: 'نموذج (POST)', multipart: 'رفع متعدد الأجزاء' }[kind]}.`,
    'file-known': 'لدى API هذا الملف بالفعل، لذلك لم يُرسَل شيء. زوِّد الفحص بملف جديد.',
    'address-allowed': 'يمكن للصفحة إرسال الملفات إلى العنوان الوارد في التذكرة.',
    'policy-allows': 'تسمح سياسة Content Security Policy للصفحة بالاتصال بـ API وبخدمة التخزين.',
    'storage-reachable': 'يمكن الوصول إلى خدمة التخزين.',
    'preflight-answered': 'تستجيب خدمة التخزين للطلب التمهيدي (preflight).',
    'answers-readable': 'يمكن للصفحة قراءة استجابات خدمة التخزين.',
    'signing-time-unknown': 'لا تذكر التذكرة وقت توقيعها.',
    'signed-just-now': 'وفق ساعة هذا الجهاز، وُقِّعت التذكرة للتو.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `ساعة هذا الجهاز ${aheadSeconds > 0 ? 'متأخرة' : 'متقدمة'} (الفرق: ${duration(Math.abs(aheadSeconds))}). لا يعتمد الرفع عليها.`,
    'signature-accepted': 'تقبل خدمة التخزين التوقيع.',
    'signature-unopposed': 'لا تعترض خدمة التخزين على التوقيع.',
    'probe-stored': 'حفظت خدمة التخزين ملف الاختبار.',
    'etag-readable': 'يمكن للصفحة قراءة ETag.',
    'etag-unneeded': 'تخفي خدمة التخزين ETag عن الصفحة. لا تحتاج إليه هذه الواجهة الخلفية.',
    'confirm-not-asked': "لم يُسجَّل ملف الاختبار. مع 'confirm: true' يُسجَّل، وعليك حذفه بنفسك.",
    'confirm-multipart': 'يُصدر API تذاكر للرفع متعدد الأجزاء، ولم يُرفَع سوى جزء واحد.',
    'probe-registered': ({ id }) =>
      `سجَّلت الواجهة الخلفية ملف الاختبار. تذكَّر حذف ${id === null ? 'الملف' : `الملف ذي المعرِّف «${id}»`}.`,
    'nothing-to-abandon': 'لا توجد تذكرة للتخلي عنها: أصبح ملف الاختبار مسجَّلًا.',
    'no-ticket': 'لم تكن هناك تذكرة للتخلي عنها.',
    'cannot-abandon': 'لا يتيح API هذا التخلي عن التذاكر: قد يبقى ملف اختبار من بضعة بايتات في التخزين دون تسجيل.',
    'ticket-abandoned': 'تم التخلي عن التذكرة وعن ملف الاختبار معها.',
  },

  findings: {
    'page-insecure': [
      'تُقدَّم الصفحة عبر http من جهاز آخر. يعمل الرفع، لكن أي شخص على مسار الشبكة يمكنه قراءة الملفات وتغييرها.',
      'قدِّم الصفحة عبر https.',
    ],
    'wasm-blocked': [
      'WebAssembly محظور حيث تُحسَب البصمات. تتولى JavaScript ذلك بدلًا منه، وهو ما يستغرق أضعاف الوقت.',
      "أضف 'wasm-unsafe-eval' إلى script-src، في Content Security Policy للصفحة وفي تلك التي يُقدَّم بها ملف worker.",
    ],
    'worker-blocked': [
      'تحظر Content Security Policy للصفحة استخدام Web Workers. تُقرأ الملفات في أجزاء صغيرة ضمن مسار تنفيذ الصفحة نفسها، وهو أبطأ.',
      "اسمح في السياسة بـ worker-src 'self'، وكذلك بـ 'blob:' إذا كانت أداة التجميع لديك لا تُخرِج ملف worker.",
    ],
    'worker-not-found': [
      'تعذَّر بدء أي Web Worker. تُقرأ الملفات في أجزاء صغيرة ضمن مسار تنفيذ الصفحة نفسها، وهو أبطأ.',
      "انسخ ملف coatcheck/worker إلى ملفاتك الثابتة ومرِّر 'createWorker'. يجب أن يُقدَّم بصيغة JavaScript من أصل الصفحة نفسه.",
    ],
    'own-worker-failed': [
      "لم يبدأ worker الذي أنشأته 'createWorker'، لذلك تُقرأ الملفات بطريقة أخرى.",
      "تحقَّق من أن العنوان في 'createWorker' يقدِّم ملف coatcheck/worker من الإصدار المثبَّت بصيغة JavaScript، ومن أن worker-src تسمح به.",
    ],
    'inspection-failed': [
      'تعذَّرت قراءة ملف الاختبار أو حساب بصمته، لا في worker ولا في الصفحة.',
      "ابحث في وحدة التحكم ولوحة الشبكة عن نصوص coatcheck البرمجية التي تعذَّر تحميلها. إذا كنت تمرِّر 'file'، فتحقَّق من أنه لا يزال قابلًا للقراءة.",
    ],

    'probe-refused': ({ reasons }) => [
      `ترفض الدالة 'check' في الواجهة الخلفية ملف الاختبار قبل إرسال أي طلب: ${reasons.join('، ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "تُلقي الدالة 'check' في الواجهة الخلفية خطأً عند فحص ملف الاختبار، قبل إرسال أي طلب.",
      `${giveTheDoctor} إذا فشلت عمليات الرفع بالطريقة نفسها، فأصلح 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('لا يقبل API بيانات الاعتماد المرسلة مع طلب التذكرة', answer),
      "سجِّل الدخول. ثم تحقَّق مما يعيده الخيار 'headers' في الواجهة الخلفية. لاستخدام ملفات تعريف الارتباط على أصل آخر، اضبط 'credentials' على 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('لا يسمح API لهذا المستخدم بالرفع', answer),
      "امنح هذا المستخدم حق الرفع، أو زوِّد الفحص بقيمة 'metadata' لشيء يمكنه الرفع إليه. يؤدي غياب رمز CSRF إلى النتيجة نفسها.",
    ],
    'api-not-found': (answer) => [
      api('لا يعرف API العنصر الذي ينتمي إليه الملف', answer),
      "تحقَّق من المعرِّفات في 'metadata'، ثم من خيار العنوان في الواجهة الخلفية.",
    ],
    'api-missing': (answer) => [
      api('يستجيب خادم، لكن لا توجد نقطة نهاية لطلب التذكرة في العنوان الذي زُوِّدت به الواجهة الخلفية', answer),
      'تحقَّق من خيار العنوان في الواجهة الخلفية، وأثناء التطوير من الوكيل المؤدي إلى API.',
    ],
    'api-refused': (answer) => [
      api('رفض API ملف الاختبار', answer),
      "اقرأ رسالة الخادم. إذا احتاج إلى مزيد من المعلومات عن عملية الرفع، فزوِّد الفحص بـ 'metadata'؛ وإذا كان لا يقبل إلا ملفات معينة، فزوِّده بـ 'file'.",
    ],
    'api-rate-limited': (answer) => [api('تلقى API عددًا كبيرًا جدًا من الطلبات', answer), 'انتظر دقيقة، ثم أعد الفحص.'],
    'api-failed': (answer) => [api('حدث خطأ في API', answer), 'السبب موجود في سجل الخادم.'],
    'api-unreachable': (answer) => [
      api('تعذَّر الوصول إلى API، أو أخفى المتصفح استجابته', answer),
      'تحقَّق من أنه يعمل ومن صحة عنوان الواجهة الخلفية. إذا اختلف أصله عن أصل الصفحة، فإنه يحتاج إلى ترويسات CORS خاصة به: Access-Control-Allow-Origin، وكذلك Access-Control-Allow-Headers للترويسات التي يرسلها التطبيق.',
    ],
    'api-timeout': (answer) => [
      api('لم يستجب API في الوقت المحدد', answer),
      "ابحث عن هذا الاستدعاء في سجل الخادم. تُظهر قيمة أكبر للخيار 'timeoutMs' ما إذا كان API بطيئًا أم متوقفًا.",
    ],
    'api-redirected': (answer) => [
      api('يعيد API توجيه طلب التذكرة، ولا تُتَّبَع عمليات إعادة التوجيه', answer),
      "زوِّد الواجهة الخلفية بالعنوان النهائي: تحقَّق من http أو https، ومن 'www'، ومن الشرطة المائلة في النهاية. إعادة التوجيه إلى صفحة تسجيل الدخول تعني أنه لم يسجِّل أحد الدخول: اجعل API يستجيب بالرمز 401 بدلًا من ذلك.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} إذا وصل HTML بدلًا من JSON، فهو صفحة تسجيل الدخول، أو التطبيق نفسه لأن العنوان أو الوكيل خاطئ.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('فشل المحوِّل بخطأ من نوع غير معروف', answer),
      'اجعل الدالة requestTicket في المحوِّل تُلقي UploadError، أو خطأً يحمل حالة الاستجابة. لرؤية السبب، اجعل مصحح الأخطاء يتوقف عند الاستثناءات المُعالَجة أيضًا.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "السبب موضَّح في وحدة التحكم. للإبلاغ بأن المستخدم غير مسجَّل الدخول، اجعل 'headers' تُلقي UploadError بالرمز 'unauthorized'.",
    ],
    'already-stored': [
      'يقول API إن لديه ملف الاختبار بالفعل، مع أن محتواه جديد.',
      'ميِّز الملفات ببصمة محتواها مع حجمها، لا بالاسم أو النوع أو الحجم وحده.',
    ],

    'mixed-content': [
      'تستخدم الصفحة https، لكن عنوان التذكرة يستخدم http. تحظر المتصفحات مثل هذه الطلبات.',
      'قدِّم خدمة التخزين عبر https، واجعل API يوقِّع عناوين لنقطة نهاية https التي تستخدمها المتصفحات.',
    ],
    'ticket-unusable': ({ why }) => [
      `لا يمكن استخدام التذكرة بحالتها هذه. ${why}`,
      "صحِّح ما يضعه API في تذاكره. إذا كان الأصل صحيحًا، فأضفه إلى 'allowedOrigins'.",
    ],
    'policy-blocks-api': ['تحظر Content Security Policy للصفحة الاتصال بـ API.', 'أضف أصل API إلى connect-src.'],
    'policy-blocks-storage': [
      'تحظر Content Security Policy للصفحة الاتصال بخدمة التخزين.',
      'أضف أصل خدمة التخزين، وهو أصل عنوان التذكرة، إلى connect-src. إذا كانت الصور تأتي منه، فأضفه إلى img-src أيضًا.',
    ],

    offline: ['المتصفح غير متصل بالشبكة.', 'اتصل بالشبكة، ثم أعد الفحص.'],
    'storage-unreachable': [
      'لا يستجيب شيء في العنوان الوارد في التذكرة.',
      'تحقَّق من المضيف والمنفذ اللذين يوقِّع API من أجلهما: يجب أن تتمكن المتصفحات من الوصول إليهما، فلا تصلح الأسماء الموجودة فقط بين الخوادم أو حاويات التشغيل (containers). ثم تحقَّق من شهادة TLS، ومن الإضافات التي تحظر الطلبات.',
    ],
    'cors-origin-refused': (facts) => [
      'رفضت خدمة التخزين الطلب التمهيدي ولا تتيح لهذه الصفحة قراءة أي استجابة: فهي لا تسمح بأصل الصفحة.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `تسمح خدمة التخزين بأصل هذه الصفحة، لكنها رفضت الطلب التمهيدي للطريقة ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `تسمح خدمة التخزين بالطريقة ${facts.method}، لكنها رفضت الطلب التمهيدي لترويسات عملية الرفع: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'تستجيب خدمة التخزين لنموذج بسيط، لكنها رفضت الطلب التمهيدي (OPTIONS) الذي ترسله المتصفحات قبل نموذج مع متابعة التقدم.',
      `${corsRule(facts)} إذا كان أمام خدمة التخزين وكيل أو جدار حماية، فاجعله يمرِّر OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'استلمت خدمة التخزين ملف الاختبار، لكن استجابتها لا تسمح بأصل هذه الصفحة (Access-Control-Allow-Origin)، لذلك يخفيها المتصفح عن الصفحة.',
      `${corsRule(facts)} إذا كان أمام خدمة التخزين وكيل أو CDN، فاجعله يمرِّر هذه الترويسة.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'زامن ساعتي خدمة التخزين والجهاز الموقِّع مع خادم وقت، ولا تدع أي ذاكرة تخزين مؤقت تحتفظ باستجابات API (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `طُلبت التذكرة للتو، لكن وفق ساعة هذا الجهاز ${signed(aheadSeconds)}. ${isStored ? 'قبلتها خدمة التخزين مع ذلك.' : 'رفضت خدمة التخزين ملف الاختبار، لكنها لم تذكر الوقت.'}`,
      'قارن ساعة الجهاز الموقِّع بخادم وقت. إذا كانت صحيحة، فتحقَّق مما إذا كانت ذاكرة تخزين مؤقت تعيد تذاكر قديمة؛ يجب ألا يُخزَّن شيء من استجابات API مؤقتًا. إذا لم يكن أي منهما هو السبب، فساعة هذا الجهاز غير مضبوطة، ولا ضرر في ذلك.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `تنتهي صلاحية التذكرة بسرعة لا تكفي لإرسال ملف. مدة الصلاحية: ${unit(seconds, 'second')}.`,
      `${lifetime} إذا كان API يرسل وقت انتهاء الصلاحية، فقارن ساعات أجهزته.`,
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} مدة الصلاحية الموقَّعة: ${unit(seconds, 'second')}.`,
      lifetime,
    ],
    'credentials-refused/key': (answer) => [
      `لا تعرف خدمة التخزين المفتاح الذي يوقِّع به API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `انتهت صلاحية بيانات الاعتماد المؤقتة التي يوقِّع بها API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `لا تقبل خدمة التخزين رمز الجلسة الذي يوقِّع به API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `لا تقبل خدمة التخزين نطاق التوقيع (${answered(answer)}).`,
      'وقِّع لمنطقة خدمة التخزين نفسها وخدمتها، ولأسبوع واحد على الأكثر.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: وُقِّع Content-Type، لكن التذكرة لا تحتوي عليه.`,
      `اجعل API يضيف Content-Type إلى ${method === 'PUT' ? 'ترويسات' : 'حقول'} التذكرة، بالقيمة التي وقَّعها تمامًا.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. طُلبت التذكرة للنوع ${type}، لكنها تحتوي على Content-Type آخر. الأرجح أن أحدهما وُقِّع ووُضع الآخر في التذكرة.`,
      'اجعل API يوقِّع Content-Type نفسه الذي يضعه في ترويسات التذكرة.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'ترويسات' : 'حقول'
      return [
        `${refused(answer)}: هذه الأسماء موقَّعة، لكنها غير موجودة في ${what} التذكرة: ${list(names)}.`,
        `اجعل API يضيفها إلى ${what} التذكرة، بالقيم التي وقَّعها تمامًا، أو يتوقف عن توقيعها.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: تحتوي التذكرة على ترويسات لم تُوقَّع: ${list(names)}.`,
            "وقِّعها بوصفها ترويسات (في AWS SDK، يُبقي 'unhoistableHeaders' مجموع التحقق خارج معلمات العنوان)، أو احذفها من التذكرة.",
          ]
        : [
            `${refused(answer)}: في النموذج حقول ليس لها شرط في سياسته: ${list(names)}.`,
            'أضف إلى السياسة شرطًا لكل منها، أو احذفها من النموذج.',
          ],
    'empty-checksum-signed': (answer) => [`${refused(answer)}: وُقِّع مجموع تحقق لمحتوى فارغ.`, emptyChecksum],
    'empty-checksum-signed/ignored': [
      'وُقِّع مجموع تحقق لمحتوى فارغ. تتجاهله خدمة التخزين هذه، لكن خدمات أخرى ترفض كل الملفات.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}، مع أن الأسماء في التذكرة تطابق الأسماء التي يشملها توقيعها.`,
      `قارن ${isTypeSigned ? 'القيم الموقَّعة، ولا سيما Content-Type، بالقيم الواردة في التذكرة' : 'المفتاح والمضيف الموقَّعين بما ورد في التذكرة'}. تحقَّق من المفتاح السري والمنطقة اللذين يوقِّع بهما API، ومن أن بيانات الاعتماد هذه تتيح الكتابة في الحاوية، ومما إذا كان وكيل يغيِّر المضيف أو إحدى الترويسات.`,
    ],

    'connection-broken': [
      'ينقطع الاتصال بخدمة التخزين بمجرد إرسال محتوى ملف الاختبار.',
      'ابحث بين المتصفح وخدمة التخزين عن وكيل أو جدار حماية يقيِّد حجم الطلبات أو طرقها، وراجع سجل خدمة التخزين.',
    ],
    'connection-broken/early': [
      'انقطع الاتصال قبل إرسال ملف الاختبار كاملًا. ربما رفضت خدمة التخزين التذكرة دون قراءة الملف؛ ولا يُظهر هذا المتصفح استجابة كهذه.',
      'أجرِ الفحص بملف أصغر من 64 كيبيبايت (64 KiB)، لأن كل المتصفحات تُظهر رفضه، أو أجرِه في Chromium.',
    ],
    'storage-slow': [
      'يمكن الوصول إلى خدمة التخزين، لكنها لم تستجب لملف الاختبار في الوقت المحدد.',
      "راجع سجل خدمة التخزين، وابحث عن وكلاء على المسار ينتظرون شيئًا ما. تُظهر قيمة أكبر للخيار 'timeoutMs' ما إذا كانت خدمة التخزين بطيئة أم متوقفة.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `حفظت خدمة التخزين ملف الاختبار، لكن service worker في المسار ${worker} يعترض عمليات الرفع. عندئذٍ لا يُبلِّغ المتصفح عن التقدم، ولا يمكنه إيقاف نقل أُلغي.`,
      "ابدأ معالج fetch في service worker بالسطر `if (event.request.method !== 'GET') return`، حتى تتجاوزه عمليات الرفع.",
    ],
    'storage-redirected': [
      'أعادت خدمة التخزين توجيه ملف الاختبار إلى أصل آخر لا تصلح التذكرة فيه.',
      'وقِّع لنقطة النهاية التي تعيد خدمة التخزين التوجيه إليها. في S3، هي نقطة نهاية منطقة الحاوية.',
    ],
    'storage-redirected/region': (answer) => [
      `تقع الحاوية في منطقة غير التي وُقِّعت التذكرة من أجلها (${answered(answer)}).`,
      'وقِّع بمنطقة الحاوية ونقطة نهايتها.',
    ],
    'not-storage': [
      'استجاب شيء غير خدمة التخزين: بصفحة، أو بخطأ تحت حالة نجاح.',
      'تحقَّق من نقطة النهاية التي يوقِّع API من أجلها، ومما إذا كان على المسار وكيل أو صفحة تسجيل دخول أو بوابة مقيِّدة.',
    ],
    'bucket-missing': (answer) => [
      `الحاوية الواردة في التذكرة غير موجودة (${answered(answer)}).`,
      'أنشئها، أو صحِّح إعداد API. في MinIO، وقِّع عناوين بأسلوب المسار (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `لا تقبل خدمة التخزين الرفع في العنوان الوارد في التذكرة (${answered(answer)}).`,
      'تحقَّق مما يوقِّعه API: يُرسَل النموذج إلى عنوان الحاوية، وطلب PUT إلى عنوان الكائن.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'ابحث عن معنى هذا الرمز، وقارنه بما يوقِّعه API: حدود الحجم والأنواع ومجاميع التحقق وسياسة الحاوية.',
    ],
    'storage-refused/checksum': (answer) => [
      `لا يطابق مجموع التحقق الموقَّع المحتوى (${answered(answer)}).`,
      'وقِّع، بصيغة base64، البصمة التي طُلبت بها التذكرة. إذا كانت صحيحة، فهناك ما يغيِّر المحتوى بين الصفحة وخدمة التخزين.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `صيغة مجموع التحقق الموقَّع غير صحيحة (${answered(answer)}).`,
      'يتطلب Content-MD5 البايتات الستة عشر بصيغة base64، لا بالأرقام الست عشرية.',
    ],
    'storage-failed/full': (answer) => [`مساحة التخزين ممتلئة (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`خدمة التخزين مشغولة (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`حدث خطأ في خدمة التخزين (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'حفظت خدمة التخزين ملف الاختبار، لكنها تخفي ETag عن الصفحة. يحتاج API إليه لتسجيل الملفات.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'تخفي خدمة التخزين ETag عن الصفحة، فلا يمكن مقارنته ببصمة المحتوى.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'قيمة ETag ليست بصمة MD5 لملف الاختبار كما تتوقع هذه الواجهة الخلفية. ستُعدُّ الملفات السليمة تالفة.',
      "إذا كانت الحاوية مشفَّرة بـ KMS، فإن قيم ETag فيها ليست بصمات: اضبط الخيار 'etagIsMd5' في الواجهة الخلفية على false. وإلا فهناك ما يغيِّر المحتوى بين الصفحة وخدمة التخزين.",
    ],
    'confirm-failed': ({ code, error }) => [
      `لدى خدمة التخزين ملف الاختبار، لكن الواجهة الخلفية لم تسجِّله (${code}). ${error.detail}${theServerSays(error.said)}`,
      'ابحث عن هذا الاستدعاء في سجل الخادم: تحقَّق مما يقارنه بخدمة التخزين، ومما إذا كان يبحث في الحاوية نفسها.',
    ],
    'clean-up-failed': [
      'تعذَّر التخلي عن التذكرة، فقد يبقى ملف الاختبار في التخزين دون تسجيل.',
      'ابحث عن هذا الاستدعاء في سجل الخادم: الاستدعاء نفسه ينظِّف بعد عمليات الرفع الملغاة.',
    ],
  },
})
