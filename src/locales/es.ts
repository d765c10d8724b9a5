import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('es')

const files = (count: number): string => plural(count, { one: '# archivo', many: '# de archivos', other: '# archivos' })

/** 'Archivo añadido: foto.jpg.' agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

const manyOf = { image: 'fotos', video: 'vídeos', file: 'archivos' }
const oneOf = { image: 'una foto', video: 'un vídeo', file: 'un archivo' }

const contactSupport = 'Ponte en contacto con el equipo de asistencia.'
const tryAgain = 'Inténtalo de nuevo.'
const tryAgainSoon = 'Inténtalo de nuevo dentro de un momento.'
const tryAgainOrContactSupport =
  'Inténtalo de nuevo. Si el problema continúa, ponte en contacto con el equipo de asistencia.'
const chooseAnother = 'Elige otro archivo.'
const checkConnection = 'Comprueba la conexión e inténtalo de nuevo.'

/** Spanish. */
export const es: Messages = {
  language: 'es',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} de ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Arrastra tus archivos aquí o elígelos' : 'Arrastra un archivo aquí o elige uno',
    titleOrPaste: (isMultiple) =>
      isMultiple ? 'Arrastra o pega tus archivos aquí, o elígelos' : 'Arrastra o pega un archivo aquí, o elige uno',
    touchTitle: (isMultiple, kind) => `Elegir ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'Hacer una foto', video: 'Grabar un vídeo', file: 'Usar la cámara' })[kind],
    folder: 'Elegir una carpeta',
    addMore: (isMultiple) => (isMultiple ? 'Añadir más archivos' : 'Añadir otro archivo'),
    upload: (isMultiple) => (isMultiple ? 'Subir archivos' : 'Subir un archivo'),
    drop: (isMultiple) => (isMultiple ? 'Suelta los archivos' : 'Suelta el archivo'),
    wrongType: 'No se admite este tipo de archivo',
    reading: 'Leyendo los archivos…',
    disabled: 'Ahora mismo no se pueden añadir archivos',
    readOnly: 'Aquí no se pueden modificar los archivos',
    required: 'Obligatorio',
    accepts: (kinds) => kinds,
    kinds: { image: 'imágenes', video: 'vídeos', audio: 'audio', text: 'texto' },
    upTo: (size, isMultiple) => `hasta ${size}${isMultiple ? ' cada uno' : ''}`,
    atLeast: (size, isMultiple) => `al menos ${size}${isMultiple ? ' cada uno' : ''}`,
    atMostFiles: (count) => `hasta ${files(count)}`,
    atMostInAll: (size) => `hasta ${size} en total`,
    onlyOne: 'Solo se puede añadir un archivo a la vez. Se ha añadido el primero.',
    unreadable: (count) =>
      plural(count, {
        one: 'No se ha podido leer # elemento.',
        many: 'No se han podido leer # de elementos.',
        other: 'No se han podido leer # elementos.',
      }),
    missing: (isMultiple) => (isMultiple ? 'Añade al menos un archivo.' : 'Añade un archivo.'),
    unfinished: 'Espera a que termine la subida.',
  },

  avatar: {
    choose: 'Elegir una foto',
    change: 'Cambiar la foto',
    remove: 'Quitar la foto',
    drop: 'Suelta la foto',
    missing: 'Elige una foto.',
  },

  list: {
    label: 'Subidas',
    rejectionsLabel: 'Archivos rechazados',
    more: (count) => plural(count, { one: 'y # archivo más', many: 'y # de archivos más', other: 'y # archivos más' }),
    keys: 'Usa las teclas de flecha para moverte entre archivos y botones. Pulsa Supr para quitar un archivo de la lista.',
    progressOf: (name) => `Progreso de ${name}`,
    progressOfAll: 'Progreso de todas las subidas',
  },

  status: {
    waiting: 'En espera',
    waitingForDuplicate: 'En espera de un archivo idéntico',
    retryingIn: (seconds) => `Nuevo intento ${fromNow(seconds)}`,
    retryingNow: 'Intentándolo de nuevo',
    inspecting: 'Leyendo el archivo',
    requesting: 'Conectando',
    sending: 'Subiendo',
    sendingAgain: 'Subiendo de nuevo',
    confirming: 'Finalizando',
    pausedByUser: 'En pausa',
    offline: 'Sin conexión, se reanudará automáticamente',
    otherContent: (found, declared) => `El contenido es ${found}, no ${declared}.`,
    fileMissing: 'Vuelve a elegir el archivo para continuar',
    comparing: 'Comparando los archivos',
    anotherFile: 'Este archivo es distinto. Elige el que añadiste antes.',
    cancelled: 'Cancelado',
    uploaded: 'Subido',
    uploadedAs: (name) => `Subido como ${name}`,
    existing: 'Ya guardado',
    existingAs: (name) => `Ya guardado como ${name}`,
    initial: 'Guardado',
    processing: 'Procesando',
    rejected: 'Rechazado',
    failedToRegister: 'El archivo se ha enviado, pero no se ha registrado.',
    serverSays: 'Mensaje del servidor:',
    secondsLeft: (seconds) => `Tiempo restante: ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `Pausar ${name}`,
    resume: (name) => `Reanudar ${name}`,
    cancel: (name) => `Cancelar ${name}`,
    retry: (name) => `Reintentar ${name}`,
    clear: (name) => `Quitar ${name} de la lista`,
    choose: (name) => `Volver a elegir ${name}`,
    dismiss: (name) => `Descartar ${name}`,
    dismissFiles: (count) => `Descartar ${files(count)}`,
    dismissAll: 'Descartar todo',
    retryFailed: (count) => `Reintentar ${files(count)}`,
    nextFailed: 'Ir al siguiente.',
    clearFinished: 'Quitar los terminados',
    pauseAll: 'Pausar todo',
    resumeAll: 'Reanudar todo',
    closeTray: 'Cerrar las subidas',
  },

  summary: (done, count) => `${number(done)} de ${files(count)} ${count === 1 ? 'subido' : 'subidos'}`,
  summaryFailed: (count, retryable) => {
    const failed = plural(count, { one: '# con error', many: '# con error', other: '# con error' })
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}, ${number(retryable)} se puede${retryable === 1 ? '' : 'n'} reintentar`
    return `${failed}, no se puede${count === 1 ? '' : 'n'} reintentar`
  },

  errors: {
    'file-changed': ['El archivo ha cambiado después de elegirlo.', 'Vuelve a elegirlo.'],
    'file-missing': ['El archivo se ha movido o eliminado después de elegirlo.', 'Vuelve a elegirlo.'],
    'file-unreadable': [
      'No se puede leer el archivo.',
      'Comprueba que esté en este dispositivo y que no esté abierto en otra aplicación.',
    ],
    'file-restricted': ['Aquí no se admite este archivo.', chooseAnother],
    'prepare-failed': ['No se ha podido preparar el archivo.', 'Inténtalo de nuevo o elige otro archivo.'],
    'inspection-failed': ['No se ha podido comprobar el archivo.', tryAgain],
    'app-failed': ['Se ha producido un error en esta aplicación.', tryAgainOrContactSupport],
    unauthorized: ['Tu sesión se ha cerrado.', 'Inicia sesión de nuevo y reinténtalo.'],
    forbidden: ['No tienes permiso para subir archivos aquí.', 'Pide acceso a alguien que pueda dártelo.'],
    'not-found': ['El destino de este archivo ya no existe.', 'Vuelve a cargar la página y empieza de nuevo.'],
    'request-invalid': ['El servidor no ha aceptado esta subida.', chooseAnother],
    'too-large': ['El archivo es demasiado grande.', 'Elige uno más pequeño.'],
    'too-small': ['El archivo es demasiado pequeño.', 'Elige uno más grande.'],
    'rate-limited': ['Demasiadas subidas a la vez.', 'Espera un momento e inténtalo de nuevo.'],
    'server-error': ['El servidor tiene problemas.', tryAgainSoon],
    'server-unreachable': ['No se puede acceder al servidor.', checkConnection],
    'server-timeout': ['El servidor no ha respondido a tiempo.', tryAgainSoon],
    'endpoint-missing': ['El servicio de subida no está bien configurado.', contactSupport],
    'server-redirected': [
      'El servidor ha redirigido la solicitud. Puede que se haya cerrado tu sesión.',
      'Inicia sesión de nuevo y reinténtalo.',
      'Inicia sesión de nuevo. Si el problema continúa, ponte en contacto con el equipo de asistencia.',
    ],
    'backend-failed': ['El servidor ha rechazado esta subida.', tryAgain],
    'answer-malformed': ['El servidor ha dado una respuesta inesperada.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['El servicio de subida no está bien configurado.', contactSupport],
    'ticket-expired': ['Esta subida ha caducado.', tryAgain],
    'storage-refused': [
      'El servicio de almacenamiento ha rechazado el archivo.',
      tryAgainOrContactSupport,
      contactSupport,
    ],
    'storage-busy': ['El servicio de almacenamiento está ocupado.', tryAgainSoon],
    'storage-error': ['El servicio de almacenamiento tiene problemas.', tryAgainSoon],
    'storage-full': ['El almacenamiento está lleno.', 'Libera espacio e inténtalo de nuevo.'],
    'storage-blocked': [
      'No se ha podido acceder al servicio de almacenamiento.',
      'Inténtalo de nuevo dentro de un momento. Si el problema continúa, prueba con otra red o desactiva las extensiones.',
    ],
    'storage-unreachable': ['Se ha perdido la conexión.', checkConnection],
    'storage-stalled': ['La subida se ha detenido.', checkConnection],
    'storage-silent': ['El servicio de almacenamiento no ha respondido.', tryAgain],
    'storage-redirected': ['El servicio de almacenamiento ha redirigido la subida.', contactSupport],
    'storage-unexpected': [
      'La respuesta no venía del servicio de almacenamiento.',
      'Comprueba si esta red exige iniciar sesión.',
    ],
    'bytes-damaged': [
      'El archivo se ha dañado durante la transferencia.',
      tryAgain,
      'Prueba con otra red o ponte en contacto con el equipo de asistencia.',
    ],
    'type-mismatch': ['El contenido del archivo no coincide con su tipo.', chooseAnother],
    'etag-hidden': ['El servicio de almacenamiento oculta datos necesarios para terminar la subida.', contactSupport],
    'confirm-ambiguous': ['Puede que el archivo ya esté registrado.', 'Compruébalo antes de reintentarlo.'],
    'not-verified': ['El servidor no ha encontrado el archivo subido.', tryAgain],
    'already-used': ['Esta subida ya se ha utilizado.', 'Vuelve a subir el archivo.'],
    'record-mismatch': ['El servidor ha registrado un archivo distinto del que se envió.', tryAgainOrContactSupport],
    unknown: ['Se ha producido un error.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `No se admite este tipo de archivo. Tipos admitidos: ${kinds}.`,
    'file-too-large': (limit) => `Supera el límite de ${limit}.`,
    'file-too-small': (limit) => `No llega al mínimo de ${limit}.`,
    'file-empty': () => 'El archivo está vacío.',
    'too-many-files': (limit) => `Demasiados archivos. El máximo es ${number(limit)}.`,
    'total-too-large': (limit) => `Los archivos superan en conjunto el límite de ${limit}.`,
    'too-many-pixels': (limit) => `La imagen tiene más de ${number(limit)} píxeles.`,
    'too-narrow': (limit) => `La imagen tiene menos de ${number(limit)} píxeles de ancho.`,
    'too-low': (limit) => `La imagen tiene menos de ${number(limit)} píxeles de alto.`,
    'size-over-limit': (limit) => `Supera ${limit}. El servicio no admite archivos tan grandes.`,
    'entity-missing': () => 'Elige a qué se debe adjuntar este archivo y vuelve a añadirlo.',
    'asset-missing': () => 'Elige el elemento al que pertenece este archivo y vuelve a añadirlo.',
    'extension-missing': () => 'El nombre no indica el tipo de archivo. Añade una extensión, como .jpg o .pdf.',
    other: (code, limit) => `Rechazado (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Comprobar la configuración',
    title: 'Comprobación de la configuración',
    running: 'Subiendo un pequeño archivo de prueba…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, {
          one: 'Se ha encontrado # problema.',
          many: 'Se han encontrado # de problemas.',
          other: 'Se han encontrado # problemas.',
        })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Las subidas funcionan, con # advertencia.',
          many: 'Las subidas funcionan, con # de advertencias.',
          other: 'Las subidas funcionan, con # advertencias.',
        })
      return 'No se han encontrado problemas.'
    },
    failed: 'No se ha podido ejecutar la comprobación. La consola del navegador indica el motivo.',
    notLoaded:
      'No se ha podido cargar la comprobación. Asegúrate de tener conexión e inténtalo de nuevo. Si no funciona, vuelve a cargar la página.',
    outcomes: { ok: 'Correcto', problem: 'Problema', warning: 'Advertencia', 'not-checked': 'Sin comprobar' },
    others: (count) =>
      plural(count, {
        one: '# comprobación más',
        many: '# de comprobaciones más',
        other: '# comprobaciones más',
      }),
    copy: 'Copiar como texto',
    copied: 'Copiado',
    again: 'Volver a comprobar',
    close: 'Cerrar',
    loadTexts: async () => (await import('./doctor/es.js')).esDoctor,
  },

  announce: {
    added: announce('Archivo añadido', 'añadidos'),
    rejected: announce('Archivo rechazado', 'rechazados'),
    done: announce('Archivo subido', 'subidos'),
    ready: announce('Archivo listo', 'listos'),
    failed: announce('Error al subir', 'con error'),
    cancelled: announce('Subida cancelada', 'cancelados'),
    paused: announce('Subida en pausa', 'en pausa'),
    resumed: announce('Subida reanudada', 'reanudados'),
    cleared: announce('Quitado de la lista', 'quitados de la lista'),
    allDone: 'Todo listo.',
    manyReasons: 'Los motivos están en la lista.',
    online: 'De nuevo en línea.',
  },

  gallery: {
    label: 'Galería',
    loading: 'Cargando imágenes…',
    empty: 'Todavía no hay archivos',
    failed: 'No se han podido cargar las imágenes.',
    retry: 'Reintentar',
    more: 'Mostrar más',
    loadingMore: 'Cargando más…',
    broken: 'No se puede mostrar esta imagen',
    untitled: 'Sin título',
    open: (name) => `Abrir ${name}`,
    keys: 'Usa las teclas de flecha para moverte entre archivos y botones.',
    loadTexts: async () => (await import('./gallery/es.js')).esGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/es.js')).esPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/es.js')).esRecovery },
}
