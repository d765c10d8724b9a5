import { createFormats } from './formats.js'
import type { BatchNews, Messages } from './messages.js'

const { and, bytes, duration, number, percent, plural } = createFormats('de')

const files = (count: number): string => plural(count, { one: '# Datei', other: '# Dateien' })

function announce({ added, rejected, done, failed, isSettled, name }: BatchNews): string {
  const what = (count: number): string => (count === 1 && name !== undefined ? name : files(count))
  const sentences = [
    added > 0 && `${what(added)} hinzugefügt.`,
    rejected > 0 && `${what(rejected)} nicht angenommen.`,
    done > 0 && `${what(done)} hochgeladen.`,
    failed > 0 && `${what(failed)} fehlgeschlagen.`,
    isSettled && failed === 0 && done > 1 && 'Alles fertig.',
  ]
  return sentences.filter(Boolean).join(' ')
}

const tellSupport = 'Bitte melden Sie es dem Support.'

/** German. */
export const de: Messages = {
  language: 'de',
  formatBytes: bytes,
  formatPercent: percent,
  joinWords: and,

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Dateien hier ablegen oder auswählen' : 'Eine Datei hier ablegen oder auswählen',
    drop: (isMultiple) => (isMultiple ? 'Dateien loslassen' : 'Datei loslassen'),
    wrongType: 'Dieser Dateityp wird nicht angenommen',
    reading: 'Abgelegte Dateien werden gelesen …',
    disabled: 'Zurzeit können keine Dateien hinzugefügt werden',
    required: 'Pflichtfeld',
    accepts: (kinds) => kinds,
    kinds: { image: 'Bilder', video: 'Videos', audio: 'Audio', text: 'Text' },
    upTo: (size) => `je höchstens ${size}`,
    atLeast: (size) => `je mindestens ${size}`,
    atMostFiles: (count) => `höchstens ${files(count)}`,
    atMostInAll: (size) => `zusammen höchstens ${size}`,
    onlyOne: 'Es kann nur eine Datei auf einmal hinzugefügt werden. Die erste wurde hinzugefügt.',
    unreadable: (count) =>
      plural(count, { one: 'Ein Element war nicht lesbar.', other: '# Elemente waren nicht lesbar.' }),
    missing: (isMultiple) =>
      isMultiple ? 'Bitte fügen Sie mindestens eine Datei hinzu.' : 'Bitte fügen Sie eine Datei hinzu.',
    unfinished: 'Bitte warten Sie, bis alles hochgeladen ist.',
  },

  list: {
    label: 'Uploads',
    rejectionsLabel: 'Nicht angenommene Dateien',
    more: (count) => `und ${plural(count, { one: '# weitere Datei', other: '# weitere Dateien' })}`,
    storedAs: 'gespeichert als',
    progressOf: (name) => `Fortschritt von ${name}`,
    progressOfAll: 'Fortschritt aller Uploads',
  },

  status: {
    waiting: 'Wartet',
    waitingForDuplicate: 'Wartet auf eine identische Datei',
    retryingIn: (seconds) => `Nächster Versuch in ${duration(seconds)}`,
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
    anotherFile: 'Das ist eine andere Datei. Wählen Sie die, die Sie zuvor hinzugefügt haben.',
    cancelled: 'Abgebrochen',
    uploaded: 'Hochgeladen',
    existing: 'Schon vorhanden',
    existingAs: (name) => `Schon vorhanden als ${name}`,
    initial: 'Vorhanden',
    failedToRegister: 'Die Datei wurde gesendet, aber nicht eingetragen.',
    serverSays: 'Der Server meldet:',
    secondsLeft: (seconds) => `noch ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `${name} anhalten`,
    resume: (name) => `${name} fortsetzen`,
    cancel: (name) => `${name} abbrechen`,
    retry: (name) => `${name} erneut versuchen`,
    remove: (name) => `${name} entfernen`,
    choose: (name) => `${name} erneut auswählen`,
    dismiss: (name) => `${name} ausblenden`,
    retryFailed: (count) => `${files(count)} erneut versuchen`,
    pauseAll: 'Alle anhalten',
    resumeAll: 'Alle fortsetzen',
  },

  summary: (done, count) => `${number(done)} von ${files(count)} hochgeladen`,
  summaryFailed: (count) => `${number(count)} fehlgeschlagen`,

  errors: {
    'file-changed': ['Die Datei wurde nach dem Auswählen geändert.', 'Wählen Sie sie erneut aus.'],
    'file-missing': ['Die Datei wurde nach dem Auswählen verschoben oder gelöscht.', 'Wählen Sie sie erneut aus.'],
    'file-unreadable': [
      'Die Datei ist nicht lesbar.',
      'Prüfen Sie, ob sie auf diesem Gerät liegt und nicht anderswo geöffnet ist.',
    ],
    'file-restricted': ['Art oder Bildgröße der Datei wird hier nicht angenommen.', 'Wählen Sie eine andere Datei.'],
    'prepare-failed': [
      'Die Datei konnte nicht vorbereitet werden.',
      'Versuchen Sie es erneut oder mit einer anderen Datei.',
    ],
    'inspection-failed': ['Die Datei konnte nicht geprüft werden.', 'Versuchen Sie es erneut.'],
    'app-failed': [
      'In dieser Anwendung ist etwas fehlgeschlagen.',
      'Versuchen Sie es erneut. Passiert es wieder, sagen Sie dem Support Bescheid.',
    ],
    unauthorized: ['Sie sind abgemeldet.', 'Melden Sie sich an und versuchen Sie es erneut.'],
    forbidden: ['Sie haben hier keine Berechtigung zum Hochladen.', 'Bitten Sie die Verantwortlichen um Zugriff.'],
    'not-found': ['Das Ziel für diese Datei gibt es nicht mehr.', 'Laden Sie die Seite neu.'],
    'request-invalid': ['Der Server hat diesen Upload nicht angenommen.', 'Wählen Sie eine andere Datei.'],
    'too-large': ['Die Datei ist zu groß.', 'Wählen Sie eine kleinere.'],
    'too-small': ['Die Datei ist zu klein.', 'Wählen Sie eine größere.'],
    'rate-limited': ['Zu viele Uploads auf einmal.', 'Warten Sie kurz und versuchen Sie es erneut.'],
    'server-error': ['Der Server hat eine Störung.', 'Versuchen Sie es gleich noch einmal.'],
    'server-unreachable': [
      'Der Server ist nicht erreichbar.',
      'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    ],
    'server-timeout': ['Der Server hat nicht rechtzeitig geantwortet.', 'Versuchen Sie es gleich noch einmal.'],
    'endpoint-missing': ['Der Upload ist nicht richtig eingerichtet.', tellSupport],
    'server-redirected': [
      'Der Server hat die Anfrage umgeleitet. Vielleicht sind Sie abgemeldet.',
      'Melden Sie sich erneut an, und versuchen Sie es dann noch einmal.',
      'Melden Sie sich erneut an. Bleibt es dabei, melden Sie es dem Support.',
    ],
    'backend-failed': ['Der Server hat diesen Upload abgelehnt.', 'Versuchen Sie es erneut.'],
    'answer-malformed': [
      'Der Server hat unerwartet geantwortet.',
      'Versuchen Sie es erneut. Bleibt es dabei, melden Sie es dem Support.',
      tellSupport,
    ],
    'ticket-unusable': ['Der Upload ist nicht richtig eingerichtet.', tellSupport],
    'ticket-expired': ['Dieser Upload ist abgelaufen.', 'Versuchen Sie es erneut.'],
    'storage-refused': [
      'Der Speicher hat die Datei abgelehnt.',
      'Versuchen Sie es erneut. Bleibt es dabei, melden Sie es dem Support.',
      tellSupport,
    ],
    'storage-busy': ['Der Speicher ist ausgelastet.', 'Versuchen Sie es gleich noch einmal.'],
    'storage-error': ['Der Speicher hat eine Störung.', 'Versuchen Sie es gleich noch einmal.'],
    'storage-full': ['Der Speicher ist voll.', 'Schaffen Sie Platz und versuchen Sie es erneut.'],
    'storage-blocked': [
      'Browser, Erweiterung oder Netz haben den Upload blockiert.',
      'Versuchen Sie es in einem anderen Netz, oder schalten Sie Erweiterungen aus.',
    ],
    'storage-unreachable': [
      'Die Verbindung ist abgebrochen.',
      'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
    ],
    'storage-stalled': ['Der Upload ist stehen geblieben.', 'Prüfen Sie die Verbindung und versuchen Sie es erneut.'],
    'storage-silent': ['Der Speicher hat nicht geantwortet.', 'Versuchen Sie es erneut.'],
    'storage-redirected': ['Der Speicher hat den Upload umgeleitet.', tellSupport],
    'storage-unexpected': [
      'Die Antwort kam nicht vom Speicher.',
      'Prüfen Sie, ob dieses Netz eine Anmeldung verlangt.',
    ],
    'bytes-damaged': [
      'Die Datei wurde unterwegs beschädigt.',
      'Versuchen Sie es erneut.',
      'Versuchen Sie es in einem anderen Netz, oder melden Sie es dem Support.',
    ],
    'type-mismatch': ['Der Inhalt der Datei passt nicht zu ihrer Art.', 'Wählen Sie eine andere Datei.'],
    'etag-hidden': ['Der Speicher gibt nicht preis, was zum Abschluss nötig ist.', tellSupport],
    'confirm-ambiguous': [
      'Die Datei ist vielleicht schon eingetragen.',
      'Sehen Sie nach, bevor Sie es erneut versuchen.',
    ],
    'not-verified': ['Der Server hat die hochgeladene Datei nicht gefunden.', 'Versuchen Sie es erneut.'],
    'already-used': ['Dieser Upload wurde schon verwendet.', 'Laden Sie die Datei erneut hoch.'],
    'record-mismatch': [
      'Der Server hat eine andere Datei eingetragen als die gesendete.',
      'Versuchen Sie es erneut. Bleibt es dabei, melden Sie es dem Support.',
    ],
    unknown: ['Etwas ist schiefgegangen.', 'Versuchen Sie es erneut.'],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Dieser Dateityp wird nicht angenommen. Möglich: ${kinds}.`,
    'file-too-large': (limit) => `Größer als erlaubt: höchstens ${limit}.`,
    'file-too-small': (limit) => `Kleiner als erlaubt: mindestens ${limit}.`,
    'too-many-files': (limit) => `Zu viele: höchstens ${files(limit)}.`,
    'total-too-large': (limit) => `Alle Dateien zusammen überschreiten die Grenze von ${limit}.`,
    'too-many-pixels': (limit) => `Das Bild hat mehr als ${number(limit)} Pixel.`,
    'too-narrow': (limit) => `Das Bild ist schmaler als ${number(limit)} Pixel.`,
    'too-low': (limit) => `Das Bild ist niedriger als ${number(limit)} Pixel.`,
    'size-over-limit': (limit) => `Größer als ${limit}: so große Dateien kann der Dienst nicht annehmen.`,
    'entity-missing': () => 'Wählen Sie, woran diese Datei angehängt werden soll, und fügen Sie sie dann erneut hinzu.',
    'asset-missing': () => 'Wählen Sie das Objekt, zu dem diese Datei gehört, und fügen Sie sie dann erneut hinzu.',
    'extension-missing': () =>
      'Der Name lässt den Dateityp nicht erkennen. Ergänzen Sie eine Endung wie .jpg oder .pdf.',
    other: (code, limit) => `Nicht angenommen (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Einrichtung prüfen',
    title: 'Prüfung der Einrichtung',
    running: 'Eine kleine Testdatei wird hochgeladen …',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { one: 'Ein Problem gefunden.', other: '# Probleme gefunden.' })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Uploads funktionieren, mit einer Warnung.',
          other: 'Uploads funktionieren, mit # Warnungen.',
        })
      return 'Keine Probleme gefunden.'
    },
    failed: 'Die Prüfung konnte nicht ausgeführt werden. Den Grund zeigt die Konsole des Browsers.',
    notLoaded:
      'Die Prüfung konnte nicht geladen werden. Stellen Sie sicher, dass Sie online sind, und versuchen Sie es erneut. Hilft das nicht, laden Sie die Seite neu.',
    outcomes: { ok: 'In Ordnung', problem: 'Problem', warning: 'Warnung', 'not-checked': 'Nicht geprüft' },
    others: (count) => plural(count, { one: '# weitere Prüfung', other: '# weitere Prüfungen' }),
    copy: 'Als Text kopieren',
    copied: 'Kopiert',
    again: 'Erneut prüfen',
    close: 'Schließen',
  },

  announce,

  gallery: {
    label: 'Galerie',
    loading: 'Bilder werden geladen …',
    empty: 'Noch nichts da',
    failed: 'Die Bilder konnten nicht geladen werden.',
    retry: 'Erneut versuchen',
    more: 'Mehr anzeigen',
    loadingMore: 'Weitere werden geladen …',
    broken: 'Das Bild kann nicht angezeigt werden',
    untitled: 'Ohne Titel',
    open: (name) => `${name} öffnen`,
  },
}
