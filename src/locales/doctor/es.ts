import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('es')

const answered = ({ status, code }: StorageAnswer): string => `estado ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string =>
  `El almacenamiento ha rechazado el archivo de prueba (${answered(answer)})`

const theServerSays = (said: string | undefined): string =>
  said === undefined ? '' : ` Mensaje del servidor: «${said}»`

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (estado ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'uno con un nombre poco común').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Aplica esta regla CORS al bucket (S3, R2):\n${rule}\nCon MinIO, establece MINIO_API_CORS_ALLOW_ORIGIN en el origen de la página.`

const signed = (aheadSeconds: number): string =>
  `su firma está ${duration(Math.abs(aheadSeconds))} en el ${aheadSeconds > 0 ? 'futuro' : 'pasado'}`

const verdicts = {
  expired: 'Según el almacenamiento, el ticket ha caducado, aunque se acaba de solicitar.',
  premature: 'Según el almacenamiento, el ticket todavía no es válido.',
  skewed: 'Según el almacenamiento, la hora de la firma difiere demasiado de la de su propio reloj.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'Los relojes del firmante y del almacenamiento no coinciden, o el ticket procede de una caché.'
  if (aheadSeconds === 0)
    return 'Según el reloj de este dispositivo, se acaba de firmar, así que es probable que el reloj del almacenamiento no esté en hora.'
  return `Según el reloj de este dispositivo, ${signed(aheadSeconds)}. Si este reloj está en hora, el del firmante no lo está, o el ticket procede de una caché.`
}

const credentials =
  'Proporciona a la API credenciales que el almacenamiento conozca y que no hayan caducado. Un ticket no debe durar más que las credenciales temporales con las que se firma.'

const emptyChecksum =
  "Donde la API crea su cliente de S3, establece requestChecksumCalculation en 'WHEN_REQUIRED'. De forma predeterminada, los SDK de AWS recientes firman una suma de comprobación en cada URL, pero al prefirmarla todavía no hay contenido."

const notTheSetUp = 'La configuración no es la causa. Consulta el registro del almacenamiento y su cuota.'

const giveTheDoctor =
  "Proporciona a la comprobación lo que tienen tus subidas: los 'metadata' que indican a qué pertenecen los archivos, o un 'file' de un tipo que la API acepte."

const compareAnswer = 'En el panel de red, compara la respuesta con lo que espera el adaptador.'

/** The doctor's report in Spanish. */
export const esDoctor: DoctorTexts = {
  language: 'es',

  notes: {
    'not-reached': 'La subida no ha llegado hasta aquí.',
    'page-secure': 'La página es un contexto seguro.',
    'worker-started': 'Los archivos se leen en un Web Worker.',
    'worker-from-blob':
      'Los archivos se leen en un Web Worker. Se ha iniciado desde una URL blob:, porque no se ha podido cargar su propio archivo.',
    'no-digest': 'Este backend no pide ningún hash, así que no se ha calculado ninguno.',
    'wasm-used': 'Los hashes se calculan con WebAssembly.',
    'probe-accepted': 'El backend acepta el archivo de prueba.',
    'ticket-answered': ({ kind }) =>
      `El backend responde con un ticket para ${{ put: 'un PUT', post: 'un formulario (POST)', multipart: 'una subida en varias partes' }[kind]}.`,
    'file-known':
      'La API ya tiene este archivo, así que no se envía nada. Proporciona a la comprobación un archivo que la API no conozca.',
    'address-allowed': 'La página puede enviar archivos a la URL del ticket.',
    'policy-allows': 'La Content Security Policy de la página permite las conexiones a la API y al almacenamiento.',
    'storage-reachable': 'Se puede acceder al almacenamiento.',
    'preflight-answered': 'El almacenamiento responde a la solicitud de preflight.',
    'answers-readable': 'La página puede leer las respuestas del almacenamiento.',
    'signing-time-unknown': 'El ticket no indica cuándo se firmó.',
    'signed-just-now': 'Según el reloj de este dispositivo, el ticket se acaba de firmar.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `El reloj de este dispositivo va ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'atrasado' : 'adelantado'}. Las subidas no dependen de él.`,
    'signature-accepted': 'El almacenamiento acepta la firma.',
    'signature-unopposed': 'El almacenamiento no pone objeciones a la firma.',
    'probe-stored': 'El almacenamiento ha guardado el archivo de prueba.',
    'etag-readable': 'La página puede leer el ETag.',
    'etag-unneeded': 'El almacenamiento oculta el ETag a la página. Este backend no lo necesita.',
    'confirm-not-asked':
      "El archivo de prueba no se ha registrado. Con 'confirm: true' se registra, y tienes que eliminarlo tú.",
    'confirm-multipart': 'La API emite tickets para subidas en varias partes, y solo se ha subido una.',
    'probe-registered': ({ id }) =>
      `El backend ha registrado el archivo de prueba. Recuerda eliminar ${id === null ? 'el archivo' : `el archivo con el identificador «${id}»`}.`,
    'nothing-to-abandon': 'No hay ningún ticket que abandonar: el archivo de prueba ya está registrado.',
    'no-ticket': 'No había ningún ticket que abandonar.',
    'cannot-abandon':
      'Con esta API no se pueden abandonar los tickets: un archivo de prueba de unos pocos bytes puede quedar en el almacenamiento sin registrar.',
    'ticket-abandoned': 'Se ha abandonado el ticket, y con él el archivo de prueba.',
  },

  findings: {
    'page-insecure': [
      'La página se sirve por http desde otra máquina. Las subidas funcionan, pero cualquiera en el recorrido de la red puede leerlas y modificarlas.',
      'Sirve la página por https.',
    ],
    'wasm-blocked': [
      'WebAssembly está bloqueado donde se calculan los hashes. De ello se encarga JavaScript, que tarda varias veces más.',
      "Añade 'wasm-unsafe-eval' a script-src, tanto en la Content Security Policy de la página como en aquella con la que se sirve el archivo del worker.",
    ],
    'worker-blocked': [
      'La Content Security Policy de la página bloquea los Web Workers. Los archivos se leen por fragmentos en el propio hilo de la página, lo que es más lento.',
      "Permite worker-src 'self' en la política, y también blob: si tu bundler no incluye el archivo del worker.",
    ],
    'worker-not-found': [
      'No se ha podido iniciar ningún Web Worker. Los archivos se leen por fragmentos en el propio hilo de la página, lo que es más lento.',
      "Copia el archivo de coatcheck/worker a tus recursos y pasa 'createWorker'. Debe servirse como JavaScript desde el origen de la página.",
    ],
    'own-worker-failed': [
      "El worker creado por 'createWorker' no se ha iniciado, así que los archivos se leen de otra forma.",
      "Comprueba que la URL de 'createWorker' sirva como JavaScript el archivo de coatcheck/worker de la versión instalada, y que worker-src la permita.",
    ],
    'inspection-failed': [
      'No se ha podido leer el archivo de prueba ni calcular su hash, ni en un worker ni en la página.',
      "Busca en la consola y en el panel de red scripts de coatcheck que no se hayan podido cargar. Si pasas un 'file', comprueba que todavía se pueda leer.",
    ],

    'probe-refused': ({ reasons }) => [
      `El 'check' del backend rechaza el archivo de prueba antes de hacer ninguna solicitud: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "El 'check' del backend lanza un error con el archivo de prueba, antes de hacer ninguna solicitud.",
      `${giveTheDoctor} Si las subidas fallan del mismo modo, corrige 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('La API no acepta las credenciales de la solicitud del ticket', answer),
      "Inicia sesión. Después, comprueba qué devuelve la opción 'headers' del backend. Para usar cookies en otro origen, establece 'credentials' en 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('La API no permite que este usuario suba archivos', answer),
      "Da a este usuario permiso para subir archivos, o proporciona a la comprobación los 'metadata' de un elemento para el que pueda subirlos. La falta de un token CSRF produce el mismo resultado.",
    ],
    'api-not-found': (answer) => [
      api('La API no conoce el elemento al que pertenece el archivo', answer),
      "Comprueba los identificadores de 'metadata' y, después, la opción de URL del backend.",
    ],
    'api-missing': (answer) => [
      api(
        'Un servidor responde, pero en la dirección que se dio al backend no hay ningún endpoint para solicitar el ticket',
        answer,
      ),
      'Comprueba la opción de URL del backend y, en desarrollo, el proxy hacia la API.',
    ],
    'api-refused': (answer) => [
      api('La API ha rechazado el archivo de prueba', answer),
      "Lee el mensaje del servidor. Si necesita más datos sobre una subida, proporciona 'metadata' a la comprobación; si solo acepta ciertos archivos, un 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('La API ha recibido demasiadas solicitudes', answer),
      'Espera un minuto y vuelve a comprobar.',
    ],
    'api-failed': (answer) => [api('La API ha fallado', answer), 'La causa está en el registro del servidor.'],
    'api-unreachable': (answer) => [
      api('No se ha podido acceder a la API, o el navegador ha ocultado su respuesta', answer),
      'Comprueba que esté en marcha y que la URL del backend sea correcta. Si su origen es distinto del de la página, necesita sus propios encabezados CORS: Access-Control-Allow-Origin, y Access-Control-Allow-Headers para los encabezados que envía la aplicación.',
    ],
    'api-timeout': (answer) => [
      api('La API no ha respondido a tiempo', answer),
      "Busca esta llamada en el registro del servidor. Un 'timeoutMs' mayor muestra si la API es lenta o está bloqueada.",
    ],
    'api-redirected': (answer) => [
      api('La API redirige la solicitud del ticket, y las redirecciones no se siguen', answer),
      "Indica al backend la URL definitiva: comprueba http o https, 'www' y la barra final. Una redirección a una página de inicio de sesión significa que no hay ninguna sesión iniciada: haz que, en ese caso, la API responda con 401.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} Si hay HTML en lugar de JSON, se trata de una página de inicio de sesión, o de la propia aplicación porque la URL o el proxy no son correctos.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('El adaptador ha fallado con un error de tipo desconocido', answer),
      'Haz que el requestTicket del adaptador lance un UploadError, o un error con el estado de la respuesta. Para ver la causa, haz que el depurador se detenga también en las excepciones capturadas.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "La causa está en la consola. Para indicar que no hay ninguna sesión iniciada, haz que 'headers' lance un UploadError con el código 'unauthorized'.",
    ],
    'already-stored': [
      'La API dice que ya tiene el archivo de prueba, aunque su contenido es nuevo.',
      'Reconoce los archivos por un hash de su contenido junto con su tamaño, no solo por el nombre, el tipo o el tamaño.',
    ],

    'mixed-content': [
      'La página usa https, pero la URL del ticket usa http. Los navegadores bloquean esas solicitudes.',
      'Sirve el almacenamiento por https, y haz que la API firme URL para el endpoint https que usan los navegadores.',
    ],
    'ticket-unusable': ({ why }) => [
      `El ticket no se puede usar tal como está. ${why}`,
      "Corrige lo que la API incluye en sus tickets. Si el origen es correcto, añádelo a 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'La Content Security Policy de la página bloquea la conexión a la API.',
      'Añade el origen de la API a connect-src.',
    ],
    'policy-blocks-storage': [
      'La Content Security Policy de la página bloquea la conexión al almacenamiento.',
      'Añade el origen del almacenamiento, que es el de la URL del ticket, a connect-src. Si de ahí vienen imágenes, añádelo también a img-src.',
    ],

    offline: ['El navegador no tiene conexión.', 'Conéctate a la red y vuelve a comprobar.'],
    'storage-unreachable': [
      'Nada responde en la dirección del ticket.',
      'Comprueba el host y el puerto para los que firma la API: los navegadores tienen que poder acceder a ellos, así que no sirven los nombres que solo existen entre servidores o contenedores. Después, comprueba el certificado TLS y las extensiones que bloquean solicitudes.',
    ],
    'cors-origin-refused': (facts) => [
      'El almacenamiento ha rechazado la solicitud de preflight y no permite que esta página lea ninguna respuesta: no admite el origen de la página.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `El almacenamiento admite el origen de esta página, pero ha rechazado la solicitud de preflight para ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `El almacenamiento admite ${facts.method}, pero ha rechazado la solicitud de preflight para los encabezados de la subida: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'El almacenamiento responde a un formulario simple, pero ha rechazado la solicitud de preflight (OPTIONS) que los navegadores envían antes de un formulario con progreso.',
      `${corsRule(facts)} Si hay un proxy o un cortafuegos delante del almacenamiento, haz que deje pasar OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'El almacenamiento ha recibido el archivo de prueba, pero su respuesta no admite el origen de esta página (Access-Control-Allow-Origin), así que el navegador se la oculta.',
      `${corsRule(facts)} Si hay un proxy o una CDN delante del almacenamiento, haz que transmita ese encabezado.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Sincroniza con un servidor de hora los relojes del almacenamiento y de la máquina que firma, y no dejes que ninguna caché guarde las respuestas de la API (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `El ticket se acaba de solicitar, pero según el reloj de este dispositivo ${signed(aheadSeconds)}. ${isStored ? 'El almacenamiento lo ha aceptado de todos modos.' : 'El almacenamiento ha rechazado el archivo de prueba, pero no menciona la hora.'}`,
      'Compara el reloj de la máquina que firma con un servidor de hora. Si está en hora, comprueba si una caché devuelve tickets antiguos; nada debe almacenar en caché las respuestas de la API. Si no es ninguna de las dos causas, el reloj de este dispositivo no está en hora, lo que no causa ningún daño.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `El ticket caduca al cabo de ${unit(seconds, 'second')}, un plazo demasiado corto para enviar un archivo.`,
      'Haz que los tickets duren entre cinco y quince minutos. Si la API envía la hora de caducidad, compara los relojes de sus máquinas.',
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} Se firmó para durar ${unit(seconds, 'second')}.`,
      'Haz que los tickets duren entre cinco y quince minutos.',
    ],
    'credentials-refused/key': (answer) => [
      `El almacenamiento no conoce la clave con la que firma la API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `Las credenciales temporales con las que firma la API han caducado (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `El almacenamiento no acepta el token de sesión con el que firma la API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `El almacenamiento no acepta el ámbito de la firma (${answered(answer)}).`,
      'Firma para la región y el servicio del almacenamiento, y para una semana como máximo.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: se ha firmado un Content-Type, pero el ticket no lo contiene.`,
      `Haz que la API añada Content-Type a los ${method === 'PUT' ? 'encabezados' : 'campos'} del ticket, exactamente con el valor que firmó.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. El ticket se solicitó para el tipo ${type}, pero contiene otro Content-Type. Probablemente se firmó uno y se puso el otro en el ticket.`,
      'Haz que la API firme exactamente el Content-Type que pone en los encabezados del ticket.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'encabezados' : 'campos'
      return [
        `${refused(answer)}: estos nombres están firmados, pero faltan en los ${what} del ticket: ${list(names)}.`,
        `Haz que la API los añada a los ${what} del ticket, exactamente con los valores que firmó, o deja de firmarlos.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: el ticket contiene encabezados que no se firmaron: ${list(names)}.`,
            "Fírmalos como encabezados (en el SDK de AWS, 'unhoistableHeaders' mantiene una suma de comprobación fuera de la consulta de la URL), o quítalos del ticket.",
          ]
        : [
            `${refused(answer)}: el formulario tiene campos sin condición en su política: ${list(names)}.`,
            'Añade a la política una condición para cada uno de ellos, o quítalos del formulario.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}: se ha firmado la suma de comprobación de un contenido vacío.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'Se ha firmado la suma de comprobación de un contenido vacío. Este almacenamiento la ignora; otros rechazan todos los archivos.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, aunque los nombres del ticket coinciden con los que abarca su firma.`,
      `Compara ${isTypeSigned ? 'los valores firmados, sobre todo el Content-Type, con los del ticket' : 'la clave y el host firmados con los del ticket'}. Comprueba la clave secreta y la región con las que firma la API, si esas credenciales pueden escribir en el bucket, y si un proxy cambia el host o un encabezado.`,
    ],

    'connection-broken': [
      'La conexión con el almacenamiento se interrumpe en cuanto se envía el contenido del archivo de prueba.',
      'Busca entre el navegador y el almacenamiento un proxy o un cortafuegos que limite el tamaño o los métodos de las solicitudes, y consulta el registro del almacenamiento.',
    ],
    'connection-broken/early': [
      'La conexión se ha interrumpido antes de enviar todo el archivo de prueba. Puede que el almacenamiento haya rechazado el ticket sin leer el archivo; este navegador no muestra esa respuesta.',
      'Ejecuta la comprobación con un archivo de menos de 64 KiB, cuyo rechazo muestran todos los navegadores, o en Chromium.',
    ],
    'storage-slow': [
      'Se puede acceder al almacenamiento, pero no ha respondido a tiempo al archivo de prueba.',
      "Consulta el registro del almacenamiento, y busca proxys intermedios que estén esperando algo. Un 'timeoutMs' mayor muestra si el almacenamiento es lento o está bloqueado.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `El almacenamiento ha guardado el archivo de prueba, pero el service worker ${worker} intercepta las subidas. El navegador no informa entonces del progreso ni puede detener una transferencia cancelada.`,
      "Empieza el controlador fetch del worker con `if (event.request.method !== 'GET') return`, para que las subidas no pasen por él.",
    ],
    'storage-redirected': [
      'El almacenamiento ha redirigido el archivo de prueba a otro origen, donde el ticket no es válido.',
      'Firma para el endpoint al que redirige el almacenamiento. En S3 es el de la región del bucket.',
    ],
    'storage-redirected/region': (answer) => [
      `El bucket está en una región distinta de aquella para la que se firmó el ticket (${answered(answer)}).`,
      'Firma con la región y el endpoint del bucket.',
    ],
    'not-storage': [
      'Ha respondido algo que no es el almacenamiento: con una página, o con un error bajo un estado de éxito.',
      'Comprueba el endpoint para el que firma la API, y si hay por medio un proxy, una página de inicio de sesión o un portal cautivo.',
    ],
    'bucket-missing': (answer) => [
      `El bucket del ticket no existe (${answered(answer)}).`,
      'Créalo, o corrige la configuración de la API. Con MinIO, firma URL de tipo ruta (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `El almacenamiento no acepta subidas en la dirección del ticket (${answered(answer)}).`,
      'Comprueba qué firma la API: un formulario va a la URL del bucket; un PUT, a la del objeto.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Busca qué significa este código y compáralo con lo que firma la API: límites de tamaño, tipos, sumas de comprobación, la política del bucket.',
    ],
    'storage-refused/checksum': (answer) => [
      `La suma de comprobación firmada no coincide con el contenido (${answered(answer)}).`,
      'Firma, en base64, el hash con el que se solicitó el ticket. Si es correcto, algo entre la página y el almacenamiento cambia el contenido.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `La suma de comprobación firmada tiene un formato incorrecto (${answered(answer)}).`,
      'Content-MD5 espera los 16 bytes en base64, no en dígitos hexadecimales.',
    ],
    'storage-failed/full': (answer) => [`El almacenamiento está lleno (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`El almacenamiento está ocupado (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`El almacenamiento ha fallado (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'El almacenamiento ha guardado el archivo de prueba, pero oculta el ETag a la página. Esta API lo necesita para registrar archivos.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'El almacenamiento oculta el ETag a la página, así que no se puede comparar con el hash del contenido.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'El ETag no es el MD5 del archivo de prueba, al contrario de lo que espera este backend. Los archivos intactos se tomarían por dañados.',
      "Si el bucket cifra con KMS, sus ETag no son hashes: establece la opción 'etagIsMd5' del backend en false. De lo contrario, algo entre la página y el almacenamiento cambia el contenido.",
    ],
    'confirm-failed': ({ code, error }) => [
      `El almacenamiento tiene el archivo de prueba, pero el backend no lo ha registrado (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Busca esta llamada en el registro del servidor: comprueba qué compara con el almacenamiento, y si mira en el mismo bucket.',
    ],
    'clean-up-failed': [
      'No se ha podido abandonar el ticket, así que el archivo de prueba puede quedar en el almacenamiento sin registrar.',
      'Busca esta llamada en el registro del servidor: es la misma que limpia después de las subidas canceladas.',
    ],
  },
}
