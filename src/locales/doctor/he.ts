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

const { duration, unit } = createFormats('he')

const answered = ({ status, code }: StorageAnswer): string => `סטטוס ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `שירות האחסון דחה את קובץ הבדיקה (${answered(answer)})`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` הודעת השרת: ”${said}”`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (סטטוס ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'שם חריג').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `יש להגדיר ל-bucket את כלל ה-CORS הזה (S3, R2):\n${rule}\nב-MinIO יש להגדיר את MINIO_API_CORS_ALLOW_ORIGIN למקור (origin) של הדף.`

const signed = (aheadSeconds: number): string =>
  `מועד החתימה הוא ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'בעתיד' : 'בעבר'}`

/** The prefix is joined to a word, but takes a hyphen before a digit. */
const by = (time: string): string => `${/^\d/.test(time) ? 'ב-' : 'ב'}${time}`

const verdicts = {
  expired: 'לפי שירות האחסון, תוקף הכרטיס פג, אף על פי שהוא התבקש זה עתה.',
  premature: 'לפי שירות האחסון, הכרטיס עדיין לא בתוקף.',
  skewed: 'לפי שירות האחסון, מועד החתימה שונה מדי מהשעון שלו.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null) return 'השעונים של החותם ושל שירות האחסון שונים, או שהכרטיס הגיע ממטמון.'
  if (aheadSeconds === 0) return 'לפי השעון של המכשיר הזה הוא נחתם זה עתה, ולכן כנראה השעון של שירות האחסון שגוי.'
  return `לפי השעון של המכשיר הזה, ${signed(aheadSeconds)}. אם השעון הזה נכון, השעון של החותם שגוי, או שהכרטיס הגיע ממטמון.`
}

const credentials =
  'יש לתת ל-API פרטי גישה ששירות האחסון מכיר ושתוקפם לא פג. אסור שתוקף הכרטיס יהיה ארוך מזה של פרטי הגישה הזמניים שבהם נחתם.'

const emptyChecksum =
  "במקום שבו ה-API יוצר את לקוח S3 יש להגדיר את requestChecksumCalculation ל-'WHEN_REQUIRED'. כברירת מחדל, גרסאות חדשות של AWS SDK חותמות על סכום ביקורת בכל כתובת, אבל בשלב החתימה מראש עדיין אין תוכן."

const notTheSetUp = 'ההגדרות אינן הסיבה. יש לבדוק את היומן של שירות האחסון ואת המכסה שלו.'

const giveTheDoctor =
  "יש לתת לבדיקה את מה שיש להעלאות: את ה-'metadata' שאומרים למה הקבצים שייכים, או 'file' מסוג שה-API מקבל."

const compareAnswer = 'בלוח הרשת יש להשוות את התשובה למה שהמתאם מצפה לו.'

const lifetime = 'תוקף הכרטיסים צריך להיות בין חמש לחמש עשרה דקות.'

/** The doctor's report in Hebrew. */
export const heDoctor: DoctorTexts = isolateCode({
  language: 'he',

  notes: {
    'not-reached': 'ההעלאה לא הגיעה לשלב הזה.',
    'page-secure': 'הדף פועל בהקשר מאובטח.',
    'worker-started': 'קריאת הקבצים מתבצעת ב-Web Worker.',
    'worker-from-blob':
      "קריאת הקבצים מתבצעת ב-Web Worker. הוא הופעל מכתובת 'blob:', כי לא ניתן היה לטעון את הקובץ שלו.",
    'no-digest': 'ה-backend הזה לא מבקש גיבוב, ולכן לא חושב גיבוב.',
    'wasm-used': 'הגיבוב מחושב באמצעות WebAssembly.',
    'probe-accepted': 'ה-backend מקבל את קובץ הבדיקה.',
    'ticket-answered': ({ kind }) =>
      `ה-backend משיב בכרטיס עבור ${{ put: 'בקשת PUT', post: 'טופס (POST)', multipart: 'העלאה מרובת חלקים' }[kind]}.`,
    'file-known': 'הקובץ הזה כבר נמצא ב-API, ולכן לא נשלח דבר. יש לתת לבדיקה קובץ חדש.',
    'address-allowed': 'הדף רשאי לשלוח קבצים לכתובת שבכרטיס.',
    'policy-allows': 'ה-Content Security Policy של הדף מאפשרת את החיבורים ל-API ולשירות האחסון.',
    'storage-reachable': 'ניתן להגיע לשירות האחסון.',
    'preflight-answered': 'שירות האחסון משיב לבקשה המקדימה (preflight).',
    'answers-readable': 'הדף רשאי לקרוא את התשובות של שירות האחסון.',
    'signing-time-unknown': 'הכרטיס לא מציין מתי נחתם.',
    'signed-just-now': 'לפי השעון של המכשיר הזה, הכרטיס נחתם זה עתה.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `השעון של המכשיר הזה ${aheadSeconds > 0 ? 'מפגר' : 'ממהר'} ${by(duration(Math.abs(aheadSeconds)))}. ההעלאות לא תלויות בו.`,
    'signature-accepted': 'שירות האחסון מקבל את החתימה.',
    'signature-unopposed': 'לשירות האחסון אין התנגדות לחתימה.',
    'probe-stored': 'שירות האחסון שמר את קובץ הבדיקה.',
    'etag-readable': 'הדף רשאי לקרוא את ה-ETag.',
    'etag-unneeded': 'שירות האחסון מסתיר את ה-ETag מהדף. ה-backend הזה לא צריך אותו.',
    'confirm-not-asked': "קובץ הבדיקה לא נרשם. עם 'confirm: true' הוא יירשם, ואז יש למחוק אותו באופן ידני.",
    'confirm-multipart': 'ה-API מנפיק כרטיסים להעלאות מרובות חלקים, ורק חלק אחד הועלה.',
    'probe-registered': ({ id }) =>
      `ה-backend רשם את קובץ הבדיקה. יש לזכור למחוק ${id === null ? 'את הקובץ' : `את הקובץ עם המזהה ”${id}”`}.`,
    'nothing-to-abandon': 'אין כרטיס לבטל: קובץ הבדיקה רשום כעת.',
    'no-ticket': 'לא היה כרטיס לבטל.',
    'cannot-abandon': 'ב-API הזה אי אפשר לבטל כרטיסים: קובץ בדיקה של כמה בתים עשוי להישאר באחסון בלי רישום.',
    'ticket-abandoned': 'הכרטיס בוטל, ויחד איתו קובץ הבדיקה.',
  },

  findings: {
    'page-insecure': [
      'הדף מוגש ב-http ממחשב אחר. ההעלאות פועלות, אבל כל מי שנמצא בנתיב הרשת יכול לקרוא ולשנות אותן.',
      'יש להגיש את הדף ב-https.',
    ],
    'wasm-blocked': [
      'WebAssembly חסום במקום שבו מחושב הגיבוב. JavaScript עושה זאת במקומו, וזה נמשך פי כמה.',
      "יש להוסיף את 'wasm-unsafe-eval' ל-script-src, גם ב-Content Security Policy של הדף וגם בזו שאיתה מוגש הקובץ של ה-worker.",
    ],
    'worker-blocked': [
      'ה-Content Security Policy של הדף חוסמת Web Workers. קריאת הקבצים מתבצעת במנות קטנות בתהליכון של הדף עצמו, וזה איטי יותר.',
      "יש לאפשר worker-src 'self' במדיניות, וגם 'blob:' אם כלי האריזה לא מצרף את הקובץ של ה-worker.",
    ],
    'worker-not-found': [
      'לא ניתן היה להפעיל Web Worker. קריאת הקבצים מתבצעת במנות קטנות בתהליכון של הדף עצמו, וזה איטי יותר.',
      "יש להעתיק את הקובץ של coatcheck/worker לקבצים הסטטיים ולהעביר 'createWorker'. הוא צריך להיות מוגש כ-JavaScript מהמקור (origin) של הדף.",
    ],
    'own-worker-failed': [
      "ה-worker שנוצר על ידי 'createWorker' לא הופעל, ולכן קריאת הקבצים מתבצעת בדרך אחרת.",
      "יש לוודא שהכתובת ב-'createWorker' מגישה כ-JavaScript את הקובץ של coatcheck/worker מהגרסה המותקנת, וש-worker-src מאפשרת אותה.",
    ],
    'inspection-failed': [
      'לא ניתן היה לקרוא את קובץ הבדיקה או לחשב את הגיבוב שלו, לא ב-worker ולא בדף.',
      "יש לחפש במסוף ובלוח הרשת סקריפטים של coatcheck שלא נטענו. אם מועבר 'file', יש לוודא שעדיין ניתן לקרוא אותו.",
    ],

    'probe-refused': ({ reasons }) => [
      `הפונקציה 'check' של ה-backend דוחה את קובץ הבדיקה לפני שנשלחת בקשה: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "הפונקציה 'check' של ה-backend זורקת שגיאה עבור קובץ הבדיקה, לפני שנשלחת בקשה.",
      `${giveTheDoctor} אם העלאות נכשלות באותו אופן, יש לתקן את 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('ה-API לא מקבל את פרטי הגישה של בקשת הכרטיס', answer),
      "יש להתחבר, ואז לבדוק מה מחזירה האפשרות 'headers' של ה-backend. לשימוש בעוגיות במקור אחר יש להגדיר את 'credentials' ל-'include'.",
    ],
    'api-forbidden': (answer) => [
      api('ה-API לא מאפשר למשתמש הזה להעלות', answer),
      "יש לתת למשתמש הזה הרשאת העלאה, או לתת לבדיקה את ה-'metadata' של משהו שהמשתמש רשאי להעלות אליו. אסימון CSRF חסר נראה אותו דבר.",
    ],
    'api-not-found': (answer) => [
      api('ה-API לא מכיר את הפריט שהקובץ שייך אליו', answer),
      "יש לבדוק את המזהים ב-'metadata', ואז את אפשרות הכתובת של ה-backend.",
    ],
    'api-missing': (answer) => [
      api('יש שרת שמשיב, אבל בכתובת שניתנה ל-backend אין נקודת קצה לבקשת הכרטיס', answer),
      'יש לבדוק את אפשרות הכתובת של ה-backend, ובסביבת פיתוח גם את ה-proxy אל ה-API.',
    ],
    'api-refused': (answer) => [
      api('ה-API דחה את קובץ הבדיקה', answer),
      "יש לקרוא את הודעת השרת. אם הוא צריך עוד מידע על העלאה, יש לתת לבדיקה 'metadata'; אם הוא מקבל רק קבצים מסוימים, יש לתת 'file'.",
    ],
    'api-rate-limited': (answer) => [api('ה-API קיבל יותר מדי בקשות', answer), 'יש להמתין דקה ולבדוק שוב.'],
    'api-failed': (answer) => [api('אירעה שגיאה ב-API', answer), 'הסיבה נמצאת ביומן של השרת.'],
    'api-unreachable': (answer) => [
      api('לא ניתן היה להגיע ל-API, או שהדפדפן הסתיר את תשובתו', answer),
      'יש לוודא שהוא פועל ושהכתובת של ה-backend נכונה. אם המקור (origin) שלו שונה מזה של הדף, הוא צריך כותרות CORS משלו: Access-Control-Allow-Origin, וכן Access-Control-Allow-Headers עבור הכותרות שהאפליקציה שולחת.',
    ],
    'api-timeout': (answer) => [
      api('ה-API לא השיב בזמן', answer),
      "יש לחפש את הקריאה הזאת ביומן של השרת. ערך גדול יותר של 'timeoutMs' יראה אם ה-API איטי או תקוע.",
    ],
    'api-redirected': (answer) => [
      api('ה-API מפנה את בקשת הכרטיס למקום אחר, והפניות לא מבוצעות', answer),
      "יש לתת ל-backend את הכתובת הסופית: לבדוק http או https, את 'www' ואת הלוכסן בסוף. הפניה לדף התחברות פירושה שאף אחד לא מחובר: במקום זאת ה-API צריך להשיב 401.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} אם הגיע HTML במקום JSON, זה דף התחברות, או האפליקציה עצמה כי הכתובת או ה-proxy שגויים.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('המתאם נכשל בשגיאה מסוג לא ידוע', answer),
      'ה-requestTicket של המתאם צריך לזרוק UploadError, או שגיאה עם הסטטוס של התשובה. כדי לראות את הסיבה, יש להגדיר את מנפה הבאגים לעצור גם בחריגות שנתפסו.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "הסיבה מופיעה במסוף. כדי לציין שהמשתמש לא מחובר, 'headers' צריכה לזרוק UploadError עם הקוד 'unauthorized'.",
    ],
    'already-stored': [
      'ה-API אומר שקובץ הבדיקה כבר נמצא אצלו, אף על פי שתוכנו חדש.',
      'יש לזהות קבצים לפי גיבוב של התוכן יחד עם הגודל, ולא לפי שם, סוג או גודל בלבד.',
    ],

    'mixed-content': [
      'הדף משתמש ב-https, אבל הכתובת שבכרטיס משתמשת ב-http. דפדפנים חוסמים בקשות כאלה.',
      'יש להגיש את שירות האחסון ב-https, וה-API צריך לחתום על כתובות של נקודת הקצה ב-https שבה משתמשים הדפדפנים.',
    ],
    'ticket-unusable': ({ why }) => [
      `אי אפשר להשתמש בכרטיס כפי שהוא. ${why}`,
      "יש לתקן את מה שה-API מכניס לכרטיסים. אם המקור (origin) נכון, יש להוסיף אותו ל-'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'ה-Content Security Policy של הדף חוסמת את החיבור ל-API.',
      'יש להוסיף את המקור (origin) של ה-API ל-connect-src.',
    ],
    'policy-blocks-storage': [
      'ה-Content Security Policy של הדף חוסמת את החיבור לשירות האחסון.',
      'יש להוסיף ל-connect-src את המקור (origin) של שירות האחסון, שהוא המקור של הכתובת שבכרטיס. אם מגיעות משם תמונות, יש להוסיף אותו גם ל-img-src.',
    ],

    offline: ['הדפדפן לא מחובר לרשת.', 'יש להתחבר לרשת ולבדוק שוב.'],
    'storage-unreachable': [
      'שום דבר לא משיב בכתובת שבכרטיס.',
      'יש לבדוק את המארח ואת היציאה (port) שה-API חותם עבורם: דפדפנים צריכים להגיע אליהם, ולכן שמות שקיימים רק בין שרתים או קונטיינרים לא יפעלו. לאחר מכן יש לבדוק את אישור ה-TLS ותוספים שחוסמים בקשות.',
    ],
    'cors-origin-refused': (facts) => [
      'שירות האחסון דחה את הבקשה המקדימה ולא מאפשר לדף הזה לקרוא שום תשובה: הוא לא מאפשר את המקור (origin) של הדף.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `שירות האחסון מאפשר את המקור של הדף הזה, אבל דחה את הבקשה המקדימה עבור ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `שירות האחסון מאפשר ${facts.method}, אבל דחה את הבקשה המקדימה עבור הכותרות של ההעלאה: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'שירות האחסון משיב לטופס פשוט, אבל דחה את הבקשה המקדימה (OPTIONS) שדפדפנים שולחים לפני טופס עם מעקב התקדמות.',
      `${corsRule(facts)} אם יש proxy או חומת אש לפני שירות האחסון, יש לאפשר בהם מעבר של OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'שירות האחסון קיבל את קובץ הבדיקה, אבל התשובה שלו לא מאפשרת את המקור של הדף הזה (Access-Control-Allow-Origin), ולכן הדפדפן מסתיר אותה מהדף.',
      `${corsRule(facts)} אם יש proxy או CDN לפני שירות האחסון, עליו להעביר את הכותרת הזאת הלאה.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'יש לסנכרן את השעונים של שירות האחסון ושל המחשב שחותם עם שרת זמן, ולא לאפשר לשום מטמון לשמור את התשובות של ה-API (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `הכרטיס התבקש זה עתה, אבל לפי השעון של המכשיר הזה ${signed(aheadSeconds)}. ${isStored ? 'שירות האחסון קיבל אותו בכל זאת.' : 'שירות האחסון דחה את קובץ הבדיקה, אבל לא מזכיר את הזמן.'}`,
      'יש להשוות את השעון של המחשב שחותם לשרת זמן. אם הוא נכון, יש לבדוק אם מטמון מחזיר כרטיסים ישנים; אסור לשמור במטמון את התשובות של ה-API. אם אף אחד מהם אינו הסיבה, השעון של המכשיר הזה שגוי, ואין בכך נזק.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `תוקף הכרטיס פג כעבור ${unit(seconds, 'second')}, זמן קצר מכדי לשלוח קובץ.`,
      `${lifetime} אם ה-API שולח את מועד הפקיעה, יש להשוות את השעונים של המחשבים שלו.`,
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} הוא נחתם לתוקף של ${unit(seconds, 'second')}.`,
      lifetime,
    ],
    'credentials-refused/key': (answer) => [
      `שירות האחסון לא מכיר את המפתח שבו ה-API חותם (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `תוקף פרטי הגישה הזמניים שבהם ה-API חותם פג (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `שירות האחסון לא מקבל את אסימון ההפעלה שבו ה-API חותם (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `שירות האחסון לא מקבל את ההיקף של החתימה (${answered(answer)}).`,
      'יש לחתום עבור האזור והשירות של שירות האחסון עצמו, ולשבוע לכל היותר.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: נחתם Content-Type, אבל הוא לא נמצא בכרטיס.`,
      `ה-API צריך להוסיף Content-Type ${method === 'PUT' ? 'לכותרות' : 'לשדות'} של הכרטיס, בדיוק עם הערך שעליו חתם.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. הכרטיס התבקש עבור הסוג ${type}, אבל מכיל Content-Type אחר. כנראה אחד נחתם והאחר הוכנס לכרטיס.`,
      'ה-API צריך לחתום בדיוק על ה-Content-Type שהוא מכניס לכותרות של הכרטיס.',
    ],
    'signed-header-missing': ({ answer, method, names }) => [
      `${refused(answer)}: השמות האלה חתומים, אבל חסרים ${method === 'PUT' ? 'בכותרות' : 'בשדות'} של הכרטיס: ${list(names)}.`,
      `ה-API צריך להוסיף אותם ${method === 'PUT' ? 'לכותרות' : 'לשדות'} של הכרטיס, בדיוק עם הערכים שעליהם חתם, או להפסיק לחתום עליהם.`,
    ],
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: הכרטיס מכיל כותרות שלא נחתמו: ${list(names)}.`,
            "יש לחתום עליהן ככותרות (ב-AWS SDK האפשרות 'unhoistableHeaders' משאירה סכום ביקורת מחוץ לפרמטרים של הכתובת), או להסיר אותן מהכרטיס.",
          ]
        : [
            `${refused(answer)}: בטופס יש שדות בלי תנאי במדיניות שלו: ${list(names)}.`,
            'יש להוסיף למדיניות תנאי לכל אחד מהם, או להסיר אותם מהטופס.',
          ],
    'empty-checksum-signed': (answer) => [`${refused(answer)}: נחתם סכום ביקורת של תוכן ריק.`, emptyChecksum],
    'empty-checksum-signed/ignored': [
      'נחתם סכום ביקורת של תוכן ריק. שירות האחסון הזה מתעלם ממנו; שירותים אחרים דוחים כל קובץ.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, אף על פי שהשמות בכרטיס תואמים לאלה שהחתימה שלו מכסה.`,
      `יש להשוות ${isTypeSigned ? 'את הערכים החתומים, ובראשם Content-Type, לאלה שבכרטיס' : 'את המפתח והמארח החתומים לאלה שבכרטיס'}. יש לבדוק את המפתח הסודי ואת האזור שבהם ה-API חותם, אם פרטי הגישה האלה רשאים לכתוב ל-bucket, ואם proxy משנה את המארח או כותרת.`,
    ],

    'connection-broken': [
      'החיבור לשירות האחסון מתנתק ברגע שתוכן קובץ הבדיקה נשלח.',
      'יש לחפש בין הדפדפן לשירות האחסון proxy או חומת אש שמגבילים את הגודל או את השיטות של בקשות, ולבדוק את היומן של שירות האחסון.',
    ],
    'connection-broken/early': [
      'החיבור התנתק לפני שכל קובץ הבדיקה נשלח. ייתכן ששירות האחסון דחה את הכרטיס בלי לקרוא את הקובץ; הדפדפן הזה לא מציג תשובה כזאת.',
      'יש להריץ את הבדיקה עם קובץ קטן מ-64 KiB, כי כל דפדפן מציג את הדחייה שלו, או להריץ אותה ב-Chromium.',
    ],
    'storage-slow': [
      'ניתן להגיע לשירות האחסון, אבל הוא לא השיב בזמן לקובץ הבדיקה.',
      "יש לבדוק את היומן של שירות האחסון, ולחפש בדרך שרתי proxy שממתינים למשהו. ערך גדול יותר של 'timeoutMs' יראה אם שירות האחסון איטי או תקוע.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `שירות האחסון שמר את קובץ הבדיקה, אבל ה-service worker בנתיב ${worker} מיירט העלאות. במצב כזה הדפדפן לא מדווח על התקדמות, ולא יכול לעצור העברה שבוטלה.`,
      "יש להתחיל את המטפל באירוע fetch של ה-worker בשורה `if (event.request.method !== 'GET') return`, כדי שהעלאות יעקפו אותו.",
    ],
    'storage-redirected': [
      'שירות האחסון הפנה את קובץ הבדיקה למקור (origin) אחר, שבו הכרטיס לא בתוקף.',
      'יש לחתום עבור נקודת הקצה ששירות האחסון מפנה אליה. ב-S3 זו נקודת הקצה של האזור של ה-bucket.',
    ],
    'storage-redirected/region': (answer) => [
      `ה-bucket נמצא באזור אחר מזה שעבורו נחתם הכרטיס (${answered(answer)}).`,
      'יש לחתום עם האזור ונקודת הקצה של ה-bucket עצמו.',
    ],
    'not-storage': [
      'משהו שאינו שירות האחסון השיב: בדף, או בשגיאה עם סטטוס של הצלחה.',
      'יש לבדוק את נקודת הקצה שה-API חותם עבורה, ואם יש בדרך proxy, דף התחברות או פורטל כניסה לרשת (captive portal).',
    ],
    'bucket-missing': (answer) => [
      `ה-bucket שבכרטיס לא קיים (${answered(answer)}).`,
      'יש ליצור אותו, או לתקן את ההגדרות של ה-API. ב-MinIO יש לחתום על כתובות בסגנון נתיב (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `שירות האחסון לא מקבל העלאות בכתובת שבכרטיס (${answered(answer)}).`,
      'יש לבדוק על מה ה-API חותם: טופס נשלח לכתובת של ה-bucket, ו-PUT לכתובת של האובייקט.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'יש לברר מה משמעות הקוד הזה, ולהשוות אותה למה שה-API חותם עליו: מגבלות גודל, סוגים, סכומי ביקורת והמדיניות של ה-bucket.',
    ],
    'storage-refused/checksum': (answer) => [
      `סכום הביקורת החתום לא תואם לתוכן (${answered(answer)}).`,
      'יש לחתום, בקידוד base64, על הגיבוב שאיתו התבקש הכרטיס. אם הוא נכון, משהו בין הדף לשירות האחסון משנה את התוכן.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `סכום הביקורת החתום בפורמט שגוי (${answered(answer)}).`,
      'Content-MD5 מקבל את 16 הבתים בקידוד base64, ולא בספרות הקסדצימליות.',
    ],
    'storage-failed/full': (answer) => [`שטח האחסון מלא (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`שירות האחסון עמוס (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`אירעה שגיאה בשירות האחסון (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'שירות האחסון שמר את קובץ הבדיקה, אבל מסתיר את ה-ETag מהדף. ה-API הזה צריך אותו כדי לרשום קבצים.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'שירות האחסון מסתיר את ה-ETag מהדף, ולכן אי אפשר להשוות אותו לגיבוב של התוכן.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'ה-ETag אינו ה-MD5 של קובץ הבדיקה, כפי שה-backend הזה מצפה. קבצים תקינים ייחשבו לפגומים.',
      "אם ה-bucket מצפין באמצעות KMS, ערכי ה-ETag שלו אינם גיבובים: יש להגדיר את האפשרות 'etagIsMd5' של ה-backend ל-false. אחרת, משהו בין הדף לשירות האחסון משנה את התוכן.",
    ],
    'confirm-failed': ({ code, error }) => [
      `קובץ הבדיקה נמצא בשירות האחסון, אבל ה-backend לא רשם אותו (${code}). ${error.detail}${theServerSays(error.said)}`,
      'יש לחפש את הקריאה הזאת ביומן של השרת: לבדוק מה הוא משווה לשירות האחסון, ואם הוא מסתכל באותו bucket.',
    ],
    'clean-up-failed': [
      'לא ניתן היה לבטל את הכרטיס, ולכן קובץ הבדיקה עשוי להישאר באחסון בלי רישום.',
      'יש לחפש את הקריאה הזאת ביומן של השרת: אותה קריאה מנקה גם אחרי העלאות שבוטלו.',
    ],
  },
})
