import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('it')

const files = (count: number): string => plural(count, { one: '# file', many: '# di file', other: '# file' })

/** 'File aggiunto: foto.jpg.' agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

const manyOf = { image: 'foto', video: 'video', file: 'file' }
const oneOf = { image: 'una foto', video: 'un video', file: 'un file' }

const contactSupport = 'Contatta l’assistenza.'
const tryAgain = 'Riprova.'
const tryAgainSoon = 'Riprova tra poco.'
const tryAgainOrContactSupport = 'Riprova. Se il problema persiste, contatta l’assistenza.'
const chooseAnother = 'Scegli un altro file.'
const checkConnection = 'Controlla la connessione e riprova.'

/** Italian. */
export const it: Messages = {
  language: 'it',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} di ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) => (isMultiple ? 'Trascina qui i file o sceglili' : 'Trascina qui un file o scegline uno'),
    titleOrPaste: (isMultiple) =>
      isMultiple
        ? 'Trascina o incolla qui i file, oppure sceglili'
        : 'Trascina o incolla qui un file, oppure scegline uno',
    touchTitle: (isMultiple, kind) => `Scegli ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'Scatta una foto', video: 'Registra un video', file: 'Usa la fotocamera' })[kind],
    folder: 'Scegli una cartella',
    addMore: (isMultiple) => (isMultiple ? 'Aggiungi altri file' : 'Aggiungi un altro file'),
    upload: (isMultiple) => (isMultiple ? 'Carica file' : 'Carica un file'),
    drop: (isMultiple) => (isMultiple ? 'Rilascia i file' : 'Rilascia il file'),
    wrongType: 'Questo tipo di file non è accettato',
    reading: 'Lettura dei file…',
    disabled: 'Al momento non è possibile aggiungere file',
    readOnly: 'Qui i file non possono essere modificati',
    required: 'Obbligatorio',
    accepts: (kinds) => kinds,
    kinds: { image: 'immagini', video: 'video', audio: 'audio', text: 'testo' },
    upTo: (size, isMultiple) => `massimo ${size}${isMultiple ? ' ciascuno' : ''}`,
    atLeast: (size, isMultiple) => `almeno ${size}${isMultiple ? ' ciascuno' : ''}`,
    atMostFiles: (count) => `massimo ${files(count)}`,
    atMostInAll: (size) => `massimo ${size} in totale`,
    onlyOne: 'È possibile aggiungere un solo file alla volta. È stato aggiunto il primo.',
    unreadable: (count) =>
      plural(count, {
        one: 'Impossibile leggere # elemento.',
        many: 'Impossibile leggere # di elementi.',
        other: 'Impossibile leggere # elementi.',
      }),
    missing: (isMultiple) => (isMultiple ? 'Aggiungi almeno un file.' : 'Aggiungi un file.'),
    unfinished: 'Attendi il completamento del caricamento.',
  },

  avatar: {
    choose: 'Scegli una foto',
    change: 'Cambia foto',
    remove: 'Rimuovi foto',
    drop: 'Rilascia la foto',
    missing: 'Scegli una foto.',
  },

  list: {
    label: 'Caricamenti',
    rejectionsLabel: 'File rifiutati',
    more: (count) => plural(count, { one: 'e # altro file', many: 'e # di altri file', other: 'e # altri file' }),
    keys: 'Usa i tasti freccia per spostarti tra file e pulsanti. Premi Canc per rimuovere un file dall’elenco.',
    progressOf: (name) => `Avanzamento di ${name}`,
    progressOfAll: 'Avanzamento di tutti i caricamenti',
  },

  status: {
    waiting: 'In attesa',
    waitingForDuplicate: 'In attesa di un file identico',
    retryingIn: (seconds) => `Nuovo tentativo ${fromNow(seconds)}`,
    retryingNow: 'Nuovo tentativo in corso',
    inspecting: 'Lettura del file',
    requesting: 'Connessione',
    sending: 'Caricamento',
    sendingAgain: 'Nuovo caricamento',
    confirming: 'Completamento',
    pausedByUser: 'In pausa',
    offline: 'Offline, riprenderà automaticamente',
    otherContent: (found, declared) => `Il contenuto è ${found}, non ${declared}.`,
    fileMissing: 'Scegli di nuovo il file per continuare',
    comparing: 'Confronto dei file',
    anotherFile: 'È un file diverso. Scegli quello aggiunto in precedenza.',
    cancelled: 'Annullato',
    uploaded: 'Caricato',
    uploadedAs: (name) => `Caricato come ${name}`,
    existing: 'Già salvato',
    existingAs: (name) => `Già salvato come ${name}`,
    initial: 'Salvato',
    processing: 'Elaborazione in corso',
    rejected: 'Rifiutato',
    failedToRegister: 'Il file è stato inviato, ma non registrato.',
    serverSays: 'Messaggio del server:',
    secondsLeft: (seconds) => `ancora ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `Metti in pausa ${name}`,
    resume: (name) => `Riprendi ${name}`,
    cancel: (name) => `Annulla ${name}`,
    retry: (name) => `Riprova a caricare ${name}`,
    clear: (name) => `Rimuovi ${name} dall’elenco`,
    choose: (name) => `Scegli di nuovo ${name}`,
    dismiss: (name) => `Ignora ${name}`,
    dismissFiles: (count) => `Ignora ${files(count)}`,
    dismissAll: 'Ignora tutti',
    retryFailed: (count) => `Riprova a caricare ${files(count)}`,
    nextFailed: 'Vai al successivo.',
    clearFinished: 'Rimuovi i completati',
    pauseAll: 'Metti tutto in pausa',
    resumeAll: 'Riprendi tutto',
    closeTray: 'Chiudi i caricamenti',
  },

  summary: (done, count) => `${number(done)} di ${files(count)} ${count === 1 ? 'caricato' : 'caricati'}`,
  summaryFailed: (count, retryable) => {
    const failed = plural(count, { one: '# non riuscito', many: '# non riusciti', other: '# non riusciti' })
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}, ${number(retryable)} da riprovare`
    return `${failed}, non è possibile riprovare`
  },

  errors: {
    'file-changed': ['Il file è stato modificato dopo la selezione.', 'Sceglilo di nuovo.'],
    'file-missing': ['Il file è stato spostato o eliminato dopo la selezione.', 'Sceglilo di nuovo.'],
    'file-unreadable': [
      'Impossibile leggere il file.',
      'Assicurati che si trovi su questo dispositivo e che non sia aperto in un’altra app.',
    ],
    'file-restricted': ['Questo file non è accettato qui.', chooseAnother],
    'prepare-failed': ['Impossibile preparare il file.', 'Riprova o scegli un altro file.'],
    'inspection-failed': ['Impossibile verificare il file.', tryAgain],
    'app-failed': ['Si è verificato un problema in questa app.', tryAgainOrContactSupport],
    unauthorized: ['La sessione è terminata.', 'Accedi di nuovo e riprova.'],
    forbidden: ['Non hai l’autorizzazione per caricare file qui.', 'Chiedi l’accesso a chi può concederlo.'],
    'not-found': ['La destinazione di questo file non esiste più.', 'Ricarica la pagina e ricomincia.'],
    'request-invalid': ['Il server non ha accettato questo caricamento.', chooseAnother],
    'too-large': ['Il file è troppo grande.', 'Scegline uno più piccolo.'],
    'too-small': ['Il file è troppo piccolo.', 'Scegline uno più grande.'],
    'rate-limited': ['Troppi caricamenti contemporanei.', 'Attendi un momento e riprova.'],
    'server-error': ['Il server ha un problema.', tryAgainSoon],
    'server-unreachable': ['Impossibile raggiungere il server.', checkConnection],
    'server-timeout': ['Il server non ha risposto in tempo.', tryAgainSoon],
    'endpoint-missing': ['Il servizio di caricamento non è configurato correttamente.', contactSupport],
    'server-redirected': [
      'Il server ha reindirizzato la richiesta. La sessione potrebbe essere terminata.',
      'Accedi di nuovo e riprova.',
      'Accedi di nuovo. Se il problema persiste, contatta l’assistenza.',
    ],
    'backend-failed': ['Il server ha rifiutato questo caricamento.', tryAgain],
    'answer-malformed': ['Il server ha dato una risposta inattesa.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['Il servizio di caricamento non è configurato correttamente.', contactSupport],
    'ticket-expired': ['Questo caricamento è scaduto.', tryAgain],
    'storage-refused': ['Il servizio di archiviazione ha rifiutato il file.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['Il servizio di archiviazione è sovraccarico.', tryAgainSoon],
    'storage-error': ['Il servizio di archiviazione ha un problema.', tryAgainSoon],
    'storage-full': ['Lo spazio di archiviazione è esaurito.', 'Libera spazio e riprova.'],
    'storage-blocked': [
      'Non è stato possibile raggiungere il servizio di archiviazione.',
      'Riprova tra poco. Se il problema persiste, prova con un’altra rete o disattiva le estensioni.',
    ],
    'storage-unreachable': ['La connessione si è interrotta.', checkConnection],
    'storage-stalled': ['Il caricamento si è bloccato.', checkConnection],
    'storage-silent': ['Il servizio di archiviazione non ha risposto.', tryAgain],
    'storage-redirected': ['Il servizio di archiviazione ha reindirizzato il caricamento.', contactSupport],
    'storage-unexpected': [
      'La risposta non proveniva dal servizio di archiviazione.',
      'Controlla se questa rete richiede l’accesso.',
    ],
    'bytes-damaged': [
      'Il file è stato danneggiato durante il trasferimento.',
      tryAgain,
      'Prova con un’altra rete o contatta l’assistenza.',
    ],
    'type-mismatch': ['Il contenuto del file non corrisponde al suo tipo.', chooseAnother],
    'etag-hidden': [
      'Il servizio di archiviazione nasconde dati necessari per completare il caricamento.',
      contactSupport,
    ],
    'confirm-ambiguous': ['Il file potrebbe essere già registrato.', 'Controlla prima di riprovare.'],
    'not-verified': ['Il server non ha trovato il file caricato.', tryAgain],
    'already-used': ['Questo caricamento è già stato utilizzato.', 'Carica di nuovo il file.'],
    'record-mismatch': ['Il server ha registrato un file diverso da quello inviato.', tryAgainOrContactSupport],
    unknown: ['Si è verificato un problema.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Questo tipo di file non è accettato. Tipi accettati: ${kinds}.`,
    'file-too-large': (limit) => `Supera il limite di ${limit}.`,
    'file-too-small': (limit) => `Inferiore al minimo di ${limit}.`,
    'file-empty': () => 'Il file è vuoto.',
    'too-many-files': (limit) => `Troppi file. Il limite è ${number(limit)}.`,
    'total-too-large': (limit) => `Nel complesso i file superano il limite di ${limit}.`,
    'too-many-pixels': (limit) => `L’immagine ha più di ${number(limit)} pixel.`,
    'too-narrow': (limit) => `L’immagine è larga meno di ${number(limit)} pixel.`,
    'too-low': (limit) => `L’immagine è alta meno di ${number(limit)} pixel.`,
    'size-over-limit': (limit) => `Supera ${limit}. Il servizio non accetta file così grandi.`,
    'entity-missing': () => 'Scegli a cosa allegare questo file, quindi aggiungilo di nuovo.',
    'asset-missing': () => 'Scegli l’elemento a cui appartiene questo file, quindi aggiungilo di nuovo.',
    'extension-missing': () => 'Il nome non indica il tipo di file. Aggiungi un’estensione, ad esempio .jpg o .pdf.',
    other: (code, limit) => `Rifiutato (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Verifica la configurazione',
    title: 'Verifica della configurazione',
    running: 'Caricamento di un piccolo file di prova…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, {
          one: '# problema rilevato.',
          many: '# di problemi rilevati.',
          other: '# problemi rilevati.',
        })
      if (warnings > 0)
        return plural(warnings, {
          one: 'I caricamenti funzionano, con # avviso.',
          many: 'I caricamenti funzionano, con # di avvisi.',
          other: 'I caricamenti funzionano, con # avvisi.',
        })
      return 'Nessun problema rilevato.'
    },
    failed: 'Impossibile eseguire la verifica. Il motivo è indicato nella console del browser.',
    notLoaded:
      'Impossibile caricare la verifica. Assicurati di essere online e riprova. Se non basta, ricarica la pagina.',
    outcomes: { ok: 'OK', problem: 'Problema', warning: 'Avviso', 'not-checked': 'Non verificato' },
    others: (count) =>
      plural(count, { one: '# altra verifica', many: '# di altre verifiche', other: '# altre verifiche' }),
    copy: 'Copia come testo',
    copied: 'Copiato',
    again: 'Verifica di nuovo',
    close: 'Chiudi',
    loadTexts: async () => (await import('./doctor/it.js')).itDoctor,
  },

  announce: {
    added: announce('File aggiunto', 'aggiunti'),
    rejected: announce('File rifiutato', 'rifiutati'),
    done: announce('File caricato', 'caricati'),
    ready: announce('File pronto', 'pronti'),
    failed: announce('Caricamento non riuscito', 'non riusciti'),
    cancelled: announce('Caricamento annullato', 'annullati'),
    paused: announce('Caricamento in pausa', 'in pausa'),
    resumed: announce('Caricamento ripreso', 'ripresi'),
    cleared: announce('Rimosso dall’elenco', 'rimossi dall’elenco'),
    allDone: 'Tutto completato.',
    manyReasons: 'I motivi sono indicati nell’elenco.',
    online: 'Di nuovo online.',
  },

  gallery: {
    label: 'Galleria',
    loading: 'Caricamento delle immagini…',
    empty: 'Ancora nessun file',
    failed: 'Impossibile caricare le immagini.',
    retry: 'Riprova',
    more: 'Mostra altro',
    loadingMore: 'Caricamento…',
    broken: 'Impossibile visualizzare questa immagine',
    untitled: 'Senza titolo',
    open: (name) => `Apri ${name}`,
    keys: 'Usa i tasti freccia per spostarti tra file e pulsanti.',
    loadTexts: async () => (await import('./gallery/it.js')).itGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/it.js')).itPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/it.js')).itRecovery },
}
