import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('de')

const files = (count: number): string => plural(count, { one: '# Datei', other: '# Dateien' })

const what = ({ count, name }: AnnouncedFiles): string => name ?? files(count)
const why = ({ reason }: AnnouncedFiles): string => (reason === undefined ? '.' : `: ${reason}`)

const manyOf = { image: 'Fotos', video: 'Videos', file: 'Dateien' }
const oneOf = { image: 'Foto', video: 'Video', file: 'Datei' }

const tellSupport = 'Bitte wenden Sie sich an den Support.'
const tryAgainOrTellSupport = 'Versuchen Sie es erneut. Bleibt das Problem bestehen, wenden Sie sich an den Support.'

/** German. */
export const de: Messages = {
  language: 'de',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} von ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Dateien hier ablegen oder auswählen' : 'Eine Datei hier ablegen oder auswählen',
    titleOrPaste: (isMultiple) =>
      isMultiple ? 'Dateien hier ablegen, einfügen oder auswählen' : 'Eine Datei hier ablegen, einfügen oder auswählen',
    touchTitle: (isMultiple, kind) => `${(isMultiple ? manyOf : oneOf)[kind]} auswählen`,
    camera: (kind) => ({ image: 'Foto aufnehmen', video: 'Video aufnehmen', file: 'Kamera verwenden' })[kind],
    folder: 'Ordner auswählen',
    addMore: (isMultiple) => (isMultiple ? 'Weitere Dateien hinzufügen' : 'Weitere Datei hinzufügen'),
    upload: (isMultiple) => (isMultiple ? 'Dateien hochladen' : 'Datei hochladen'),
    drop: (isMultiple) => (isMultiple ? 'Dateien loslassen' : 'Datei loslassen'),
    wrongType: 'Dieser Dateityp ist nicht erlaubt',
    reading: 'Abgelegte Dateien werden gelesen …',
    disabled: 'Zurzeit können keine Dateien hinzugefügt werden',
    readOnly: 'Dateien können hier nicht geändert werden',
    required: 'Pflichtfeld',
    accepts: (kinds) => kinds,
    kinds: { image: 'Bilder', video: 'Videos', audio: 'Audiodateien', text: 'Textdateien' },
    upTo: (size, isMultiple) => `${isMultiple ? 'je ' : ''}höchstens ${size}`,
    atLeast: (size, isMultiple) => `${isMultiple ? 'je ' : ''}mindestens ${size}`,
    atMostFiles: (count) => `höchstens ${files(count)}`,
    atMostInAll: (size) => `zusammen höchstens ${size}`,
    onlyOne: 'Es kann nur eine Datei auf einmal hinzugefügt werden. Die erste wurde hinzugefügt.',
    unreadable: (count) =>
      plural(count, { one: 'Ein Element war nicht lesbar.', other: '# Elemente waren nicht lesbar.' }),
    missing: (isMultiple) =>
      isMultiple ? 'Bitte fügen Sie mindestens eine Datei hinzu.' : 'Bitte fügen Sie eine Datei hinzu.',
    unfinished: 'Bitte warten Sie, bis alles hochgeladen ist.',
  },

  avatar: {
    choose: 'Foto auswählen',
    change: 'Foto ändern',
    remove: 'Foto entfernen',
    drop: 'Foto loslassen',
    missing: 'Bitte wählen Sie ein Foto aus.',
  },

  list: {
    label: 'Uploads',
    rejectionsLabel: 'Abgelehnte Dateien',
    more: (count) => `und ${plural(count, { one: '# weitere Datei', other: '# weitere Dateien' })}`,
    keys: 'Mit den Pfeiltasten wechseln Sie zwischen Dateien und Schaltflächen. Entf nimmt eine Datei aus der Liste.',
    progressOf: (name) => `Fortschritt von ${name}`,
    progressOfAll: 'Fortschritt aller Uploads',
  },

  status: {
    waiting: 'Wartet',
    waitingForDuplicate: 'Wartet auf eine identische Datei',
    retryingIn: (seconds) => `Nächster Versuch ${fromNow(seconds)}`,
    retryingNow: 'Neuer Versuch',
    inspecting: 'Wird gelesen',
    requesting: 'Verbindung wird aufgebaut',
    sending: 'Wird gesendet',
    sendingAgain: 'Wird erneut gesendet',
    confirming: 'Wird abgeschlossen',
    pausedByUser: 'Angehalten',
    offline: 'Offline, wird automatisch fortgesetzt',
    otherContent: (found, declared) => `Der Inhalt ist ${found}, nicht ${declared}.`,
    fileMissing: 'Datei zum Fortsetzen erneut auswählen',
    comparing: 'Dateien werden verglichen',
    anotherFile: 'Das ist eine andere Datei. Wählen Sie die zuvor hinzugefügte aus.',
    cancelled: 'Abgebrochen',
    uploaded: 'Hochgeladen',
    uploadedAs: (name) => `Hochgeladen als ${name}`,
    existing: 'Bereits vorhanden',
    existingAs: (name) => `Bereits vorhanden als ${name}`,
    initial: 'Vorhanden',
    processing: 'Wird verarbeitet',
    rejected: 'Abgelehnt',
    failedToRegister: 'Die Datei wurde gesendet, aber nicht registriert.',
    serverSays: 'Der Server meldet:',
    secondsLeft: (seconds) => `noch ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `${name} anhalten`,
    resume: (name) => `${name} fortsetzen`,
    cancel: (name) => `${name} abbrechen`,
    retry: (name) => `${name} erneut hochladen`,
    clear: (name) => `${name} aus der Liste nehmen`,
    choose: (name) => `${name} erneut auswählen`,
    dismiss: (name) => `${name} ausblenden`,
    dismissFiles: (count) => `${files(count)} ausblenden`,
    dismissAll: 'Alle ausblenden',
    retryFailed: (count) => `${files(count)} erneut hochladen`,
    nextFailed: 'Zur nächsten springen.',
    clearFinished: 'Fertige ausblenden',
    closeTray: 'Uploads schließen',
    pauseAll: 'Alle anhalten',
    resumeAll: 'Alle fortsetzen',
  },

  summary: (done, count) => `${number(done)} von ${files(count)} hochgeladen`,
  summaryFailed: (count, retryable) => {
    if (retryable === count) return `${number(count)} fehlgeschlagen`
    if (retryable > 0) return `${number(count)} fehlgeschlagen, davon ${number(retryable)} wiederholbar`
    return `${number(count)} fehlgeschlagen, nicht wiederholbar`
  },

  errors: {
    'file-changed': ['Die Datei wurde nach dem Auswählen geändert.', 'Wählen Sie sie erneut aus.'],
    'file-missing': ['Die Datei wurde nach dem Auswählen verschoben oder gelöscht.', 'Wählen Sie sie erneut aus.'],
    'file-unreadable': [
      'Die Datei ist nicht lesbar.',
      'Prüfen Sie, ob sie auf diesem Gerät liegt und nicht anderswo geöffnet ist.',
    ],
    'file-restricted': ['Diese Datei ist hier nicht erlaubt.', 'Wählen Sie eine andere Datei.'],
    'prepare-failed': [
      'Die Datei konnte nicht vorbereitet werden.',
      'Versuchen Sie es erneut oder mit einer anderen Datei.',
    ],
    'inspection-failed': ['Die Datei konnte nicht geprüft werden.', 'Versuchen Sie es erneut.'],
    'app-failed': ['In dieser Anwendung ist etwas schiefgegangen.', tryAgainOrTellSupport],
    unauthorized: ['Sie sind abgemeldet.', 'Melden Sie sich an und versuchen Sie es erneut.'],
    forbidden: ['Sie haben hier keine Berechtigung zum Hochladen.', 'Bitten Sie die Verantwortlichen um Zugriff.'],
    'not-found': ['Das Ziel für diese Datei gibt es nicht mehr.', 'Laden Sie die Seite neu und beginnen Sie von vorn.'],
    'request-invalid': ['Der Server hat diesen Upload nicht akzeptiert.', 'Wählen Sie eine andere Datei.'],
    'too-large': ['Die Datei ist zu groß.', 'Wählen Sie eine kleinere.'],
    'too-small': ['Die Datei ist zu klein.', 'Wählen Sie eine größere.'],
    'rate-limited': ['Zu viele Uploads auf einmal.', 'Warten Sie kurz und versuchen Sie es erneut.'],
    'server-error': ['Der Server hat eine Störung.', 'Versuchen Sie es gleich noch einmal.'],
    'server-unreachable': [
      'Der Server ist nicht erreichbar.',
      'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    ],
    'server-timeout': ['Der Server hat nicht rechtzeitig geantwortet.', 'Versuchen Sie es gleich noch einmal.'],
    'endpoint-missing': ['Der Upload-Dienst ist nicht richtig eingerichtet.', tellSupport],
    'server-redirected': [
      'Der Server hat die Anfrage umgeleitet. Vielleicht sind Sie abgemeldet.',
      'Melden Sie sich erneut an und versuchen Sie es dann noch einmal.',
      'Melden Sie sich erneut an. Bleibt das Problem bestehen, wenden Sie sich an den Support.',
    ],
    'backend-failed': ['Der Server hat diesen Upload abgelehnt.', 'Versuchen Sie es erneut.'],
    'answer-malformed': ['Der Server hat unerwartet geantwortet.', tryAgainOrTellSupport, tellSupport],
    'ticket-unusable': ['Der Upload-Dienst ist nicht richtig eingerichtet.', tellSupport],
    'ticket-expired': ['Dieser Upload ist abgelaufen.', 'Versuchen Sie es erneut.'],
    'storage-refused': ['Der Speicher hat die Datei abgelehnt.', tryAgainOrTellSupport, tellSupport],
    'storage-busy': ['Der Speicher ist ausgelastet.', 'Versuchen Sie es gleich noch einmal.'],
    'storage-error': ['Der Speicher hat eine Störung.', 'Versuchen Sie es gleich noch einmal.'],
    'storage-full': ['Der Speicher ist voll.', 'Schaffen Sie Platz und versuchen Sie es erneut.'],
    'storage-blocked': [
      'Der Speicher war nicht erreichbar.',
      'Versuchen Sie es gleich noch einmal. Bleibt das Problem bestehen, versuchen Sie es in einem anderen Netz oder schalten Sie Erweiterungen aus.',
    ],
    'storage-unreachable': [
      'Die Verbindung ist abgebrochen.',
      'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    ],
    'storage-stalled': [
      'Der Upload ist ins Stocken geraten.',
      'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    ],
    'storage-silent': ['Der Speicher hat nicht geantwortet.', 'Versuchen Sie es erneut.'],
    'storage-redirected': ['Der Speicher hat den Upload umgeleitet.', tellSupport],
    'storage-unexpected': [
      'Die Antwort kam nicht vom Speicher.',
      'Prüfen Sie, ob dieses Netz eine Anmeldung verlangt.',
    ],
    'bytes-damaged': [
      'Die Datei wurde unterwegs beschädigt.',
      'Versuchen Sie es erneut.',
      'Versuchen Sie es in einem anderen Netz oder wenden Sie sich an den Support.',
    ],
    'type-mismatch': ['Der Inhalt der Datei passt nicht zum Dateityp.', 'Wählen Sie eine andere Datei.'],
    'etag-hidden': ['Der Speicher hält Angaben zurück, die zum Abschließen nötig sind.', tellSupport],
    'confirm-ambiguous': [
      'Die Datei ist möglicherweise bereits registriert.',
      'Sehen Sie nach, bevor Sie es erneut versuchen.',
    ],
    'not-verified': ['Der Server hat die hochgeladene Datei nicht gefunden.', 'Versuchen Sie es erneut.'],
    'already-used': ['Dieser Upload wurde schon verwendet.', 'Laden Sie die Datei erneut hoch.'],
    'record-mismatch': ['Der Server hat eine andere Datei registriert als die gesendete.', tryAgainOrTellSupport],
    unknown: ['Etwas ist schiefgegangen.', 'Versuchen Sie es erneut.'],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Dieser Dateityp ist nicht erlaubt. Erlaubt: ${kinds}.`,
    'file-too-large': (limit) => `Größer als die erlaubten ${limit}.`,
    'file-too-small': (limit) => `Kleiner als die geforderten ${limit}.`,
    'file-empty': () => 'Die Datei ist leer.',
    'too-many-files': (limit) => `Zu viele Dateien. Erlaubt sind höchstens ${number(limit)}.`,
    'total-too-large': (limit) => `Alle Dateien zusammen überschreiten die Grenze von ${limit}.`,
    'too-many-pixels': (limit) => `Das Bild hat mehr als ${number(limit)} Pixel.`,
    'too-narrow': (limit) => `Das Bild ist schmaler als ${number(limit)} Pixel.`,
    'too-low': (limit) => `Das Bild ist niedriger als ${number(limit)} Pixel.`,
    'size-over-limit': (limit) => `Größer als ${limit}. Der Dienst kann so große Dateien nicht annehmen.`,
    'entity-missing': () => 'Wählen Sie aus, woran diese Datei angehängt werden soll, und fügen Sie sie erneut hinzu.',
    'asset-missing': () => 'Wählen Sie das Objekt aus, zu dem diese Datei gehört, und fügen Sie sie erneut hinzu.',
    'extension-missing': () =>
      'Der Name lässt den Dateityp nicht erkennen. Ergänzen Sie eine Endung wie .jpg oder .pdf.',
    other: (code, limit) => `Abgelehnt (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Einrichtung prüfen',
    title: 'Prüfung der Einrichtung',
    running: 'Eine kleine Testdatei wird hochgeladen …',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { one: 'Ein Problem gefunden.', other: '# Probleme gefunden.' })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Uploads funktionieren, es gibt aber eine Warnung.',
          other: 'Uploads funktionieren, es gibt aber # Warnungen.',
        })
      return 'Keine Probleme gefunden.'
    },
    failed: 'Die Prüfung konnte nicht ausgeführt werden. Der Grund steht in der Konsole des Browsers.',
    notLoaded:
      'Die Prüfung konnte nicht geladen werden. Stellen Sie sicher, dass Sie online sind, und versuchen Sie es erneut. Hilft das nicht, laden Sie die Seite neu.',
    outcomes: { ok: 'In Ordnung', problem: 'Problem', warning: 'Warnung', 'not-checked': 'Nicht geprüft' },
    others: (count) => plural(count, { one: '# weitere Prüfung', other: '# weitere Prüfungen' }),
    copy: 'Als Text kopieren',
    copied: 'Kopiert',
    again: 'Erneut prüfen',
    close: 'Schließen',
    loadTexts: async () => (await import('./doctor/de.js')).deDoctor,
  },

  announce: {
    added: (news) => `${what(news)} hinzugefügt.`,
    rejected: (news) => `${what(news)} abgelehnt${why(news)}`,
    done: (news) => `${what(news)} hochgeladen.`,
    ready: (news) => `${what(news)} bereit.`,
    failed: (news) => `${what(news)} fehlgeschlagen${why(news)}`,
    cancelled: (news) => `${what(news)} abgebrochen.`,
    paused: (news) => `${what(news)} angehalten.`,
    resumed: (news) => `${what(news)} fortgesetzt.`,
    cleared: (news) => `${what(news)} aus der Liste genommen.`,
    allDone: 'Alles fertig.',
    manyReasons: 'Die Gründe stehen in der Liste.',
    online: 'Wieder online.',
  },

  gallery: {
    label: 'Galerie',
    loading: 'Bilder werden geladen …',
    empty: 'Noch keine Dateien',
    failed: 'Die Bilder konnten nicht geladen werden.',
    retry: 'Erneut versuchen',
    more: 'Mehr anzeigen',
    loadingMore: 'Weitere werden geladen …',
    broken: 'Das Bild kann nicht angezeigt werden',
    untitled: 'Ohne Titel',
    open: (name) => `${name} öffnen`,
    keys: 'Mit den Pfeiltasten wechseln Sie zwischen Dateien und Schaltflächen.',
    loadTexts: async () => (await import('./gallery/de.js')).deGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/de.js')).dePrepare },
  recovery: { loadTexts: async () => (await import('./recovery/de.js')).deRecovery },
}
