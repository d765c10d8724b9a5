import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('nl')

const files = (count: number): string => plural(count, { one: '# bestand', other: '# bestanden' })

const what = ({ count, name }: AnnouncedFiles): string => name ?? files(count)
const why = ({ reason }: AnnouncedFiles): string => (reason === undefined ? '.' : `. ${reason}`)

const manyOf = { image: 'Foto’s', video: 'Video’s', file: 'Bestanden' }
const oneOf = { image: 'Foto', video: 'Video', file: 'Bestand' }

const contactSupport = 'Neem contact op met support.'
const tryAgain = 'Probeer het opnieuw.'
const tryAgainSoon = 'Probeer het zo meteen opnieuw.'
const tryAgainOrContactSupport =
  'Probeer het opnieuw. Neem contact op met support als het probleem zich blijft voordoen.'
const chooseAnother = 'Kies een ander bestand.'
const checkConnection = 'Controleer je verbinding en probeer het opnieuw.'

/** Dutch. */
export const nl: Messages = {
  language: 'nl',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} van ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Sleep bestanden hierheen of kies ze' : 'Sleep een bestand hierheen of kies er een',
    titleOrPaste: (isMultiple) =>
      isMultiple
        ? 'Sleep bestanden hierheen, plak ze of kies ze'
        : 'Sleep een bestand hierheen, plak het of kies er een',
    touchTitle: (isMultiple, kind) => `${(isMultiple ? manyOf : oneOf)[kind]} kiezen`,
    camera: (kind) => ({ image: 'Foto maken', video: 'Video opnemen', file: 'Camera gebruiken' })[kind],
    folder: 'Map kiezen',
    addMore: (isMultiple) => (isMultiple ? 'Meer bestanden toevoegen' : 'Nog een bestand toevoegen'),
    upload: (isMultiple) => (isMultiple ? 'Bestanden uploaden' : 'Bestand uploaden'),
    drop: (isMultiple) => (isMultiple ? 'Laat de bestanden los' : 'Laat het bestand los'),
    wrongType: 'Dit bestandstype is niet toegestaan',
    reading: 'Bestanden worden gelezen…',
    disabled: 'Er kunnen nu geen bestanden worden toegevoegd',
    readOnly: 'Bestanden kunnen hier niet worden gewijzigd',
    required: 'Verplicht',
    accepts: (kinds) => kinds,
    kinds: { image: 'afbeeldingen', video: 'video’s', audio: 'audio', text: 'tekst' },
    upTo: (size, isMultiple) => `maximaal ${size}${isMultiple ? ' per bestand' : ''}`,
    atLeast: (size, isMultiple) => `minimaal ${size}${isMultiple ? ' per bestand' : ''}`,
    atMostFiles: (count) => `maximaal ${files(count)}`,
    atMostInAll: (size) => `maximaal ${size} in totaal`,
    onlyOne: 'Je kunt maar één bestand tegelijk toevoegen. Het eerste is toegevoegd.',
    unreadable: (count) =>
      plural(count, { one: '# item kon niet worden gelezen.', other: '# items konden niet worden gelezen.' }),
    missing: (isMultiple) => (isMultiple ? 'Voeg minstens één bestand toe.' : 'Voeg een bestand toe.'),
    unfinished: 'Wacht tot alles is geüpload.',
  },

  avatar: {
    choose: 'Foto kiezen',
    change: 'Foto wijzigen',
    remove: 'Foto verwijderen',
    drop: 'Laat de foto los',
    missing: 'Kies een foto.',
  },

  list: {
    label: 'Uploads',
    rejectionsLabel: 'Geweigerde bestanden',
    more: (count) => plural(count, { one: 'en nog # bestand', other: 'en nog # bestanden' }),
    keys: 'Gebruik de pijltoetsen om tussen bestanden en knoppen te navigeren. Druk op Delete om een bestand uit de lijst te halen.',
    progressOf: (name) => `Voortgang van ${name}`,
    progressOfAll: 'Voortgang van alle uploads',
  },

  status: {
    waiting: 'In de wachtrij',
    waitingForDuplicate: 'Wacht op een identiek bestand',
    retryingIn: (seconds) => `Nieuwe poging ${fromNow(seconds)}`,
    retryingNow: 'Nieuwe poging',
    inspecting: 'Bestand lezen',
    requesting: 'Verbinding maken',
    sending: 'Verzenden',
    sendingAgain: 'Opnieuw verzenden',
    confirming: 'Afronden',
    pausedByUser: 'Gepauzeerd',
    offline: 'Offline, wordt automatisch hervat',
    otherContent: (found, declared) => `De inhoud is ${found}, niet ${declared}.`,
    fileMissing: 'Kies het bestand opnieuw om door te gaan',
    comparing: 'Bestanden vergelijken',
    anotherFile: 'Dat is een ander bestand. Kies het bestand dat je eerder hebt toegevoegd.',
    cancelled: 'Geannuleerd',
    uploaded: 'Geüpload',
    uploadedAs: (name) => `Geüpload als ${name}`,
    existing: 'Al opgeslagen',
    existingAs: (name) => `Al opgeslagen als ${name}`,
    initial: 'Opgeslagen',
    processing: 'Wordt verwerkt',
    rejected: 'Afgewezen',
    failedToRegister: 'Het bestand is verzonden, maar niet geregistreerd.',
    serverSays: 'De server meldt:',
    secondsLeft: (seconds) => `nog ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `${name} pauzeren`,
    resume: (name) => `${name} hervatten`,
    cancel: (name) => `${name} annuleren`,
    retry: (name) => `${name} opnieuw proberen`,
    clear: (name) => `${name} uit de lijst halen`,
    choose: (name) => `${name} opnieuw kiezen`,
    dismiss: (name) => `${name} verbergen`,
    dismissFiles: (count) => `${files(count)} verbergen`,
    dismissAll: 'Alles verbergen',
    retryFailed: (count) => `${files(count)} opnieuw proberen`,
    nextFailed: 'Naar de volgende.',
    clearFinished: 'Voltooide verbergen',
    pauseAll: 'Alles pauzeren',
    resumeAll: 'Alles hervatten',
    closeTray: 'Uploads sluiten',
  },

  summary: (done, count) => `${number(done)} van ${files(count)} geüpload`,
  summaryFailed: (count, retryable) => {
    if (retryable === count) return `${number(count)} mislukt`
    if (retryable > 0) return `${number(count)} mislukt, ${number(retryable)} opnieuw te proberen`
    return `${number(count)} mislukt, niet opnieuw te proberen`
  },

  errors: {
    'file-changed': ['Het bestand is gewijzigd nadat het was gekozen.', 'Kies het opnieuw.'],
    'file-missing': ['Het bestand is verplaatst of verwijderd nadat het was gekozen.', 'Kies het opnieuw.'],
    'file-unreadable': [
      'Het bestand kan niet worden gelezen.',
      'Controleer of het op dit apparaat staat en niet in een andere app is geopend.',
    ],
    'file-restricted': ['Dit bestand is hier niet toegestaan.', chooseAnother],
    'prepare-failed': ['Het bestand kon niet worden voorbereid.', 'Probeer het opnieuw of kies een ander bestand.'],
    'inspection-failed': ['Het bestand kon niet worden gecontroleerd.', tryAgain],
    'app-failed': ['Er is iets misgegaan in deze app.', tryAgainOrContactSupport],
    unauthorized: ['Je bent uitgelogd.', 'Log opnieuw in en probeer het nog eens.'],
    forbidden: ['Je hebt geen toestemming om hier te uploaden.', 'Vraag toegang aan iemand die je die kan geven.'],
    'not-found': [
      'De bestemming van dit bestand bestaat niet meer.',
      'Laad de pagina opnieuw en begin van voren af aan.',
    ],
    'request-invalid': ['De server heeft deze upload niet geaccepteerd.', chooseAnother],
    'too-large': ['Het bestand is te groot.', 'Kies een kleiner bestand.'],
    'too-small': ['Het bestand is te klein.', 'Kies een groter bestand.'],
    'rate-limited': ['Te veel uploads tegelijk.', 'Wacht even en probeer het opnieuw.'],
    'server-error': ['De server heeft een storing.', tryAgainSoon],
    'server-unreachable': ['De server is niet bereikbaar.', checkConnection],
    'server-timeout': ['De server heeft niet op tijd geantwoord.', tryAgainSoon],
    'endpoint-missing': ['De uploadservice is niet goed ingesteld.', contactSupport],
    'server-redirected': [
      'De server heeft het verzoek omgeleid. Misschien ben je uitgelogd.',
      'Log opnieuw in en probeer het nog eens.',
      'Log opnieuw in. Neem contact op met support als het probleem zich blijft voordoen.',
    ],
    'backend-failed': ['De server heeft deze upload geweigerd.', tryAgain],
    'answer-malformed': ['De server gaf een onverwacht antwoord.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['De uploadservice is niet goed ingesteld.', contactSupport],
    'ticket-expired': ['Deze upload is verlopen.', tryAgain],
    'storage-refused': ['De opslag heeft het bestand geweigerd.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['De opslag is overbelast.', tryAgainSoon],
    'storage-error': ['De opslag heeft een storing.', tryAgainSoon],
    'storage-full': ['De opslag is vol.', 'Maak ruimte vrij en probeer het opnieuw.'],
    'storage-blocked': [
      'De opslag was niet bereikbaar.',
      'Probeer het zo meteen opnieuw. Blijft het probleem bestaan, probeer dan een ander netwerk of schakel extensies uit.',
    ],
    'storage-unreachable': ['De verbinding is verbroken.', checkConnection],
    'storage-stalled': ['De upload is vastgelopen.', checkConnection],
    'storage-silent': ['De opslag heeft niet geantwoord.', tryAgain],
    'storage-redirected': ['De opslag heeft de upload omgeleid.', contactSupport],
    'storage-unexpected': ['Het antwoord kwam niet van de opslag.', 'Controleer of je op dit netwerk moet inloggen.'],
    'bytes-damaged': [
      'Het bestand is onderweg beschadigd geraakt.',
      tryAgain,
      'Probeer een ander netwerk of neem contact op met support.',
    ],
    'type-mismatch': ['De inhoud van het bestand komt niet overeen met het type.', chooseAnother],
    'etag-hidden': ['De opslag houdt informatie achter die nodig is om de upload af te ronden.', contactSupport],
    'confirm-ambiguous': [
      'Het bestand is mogelijk al geregistreerd.',
      'Controleer dat voordat je het opnieuw probeert.',
    ],
    'not-verified': ['De server kon het geüploade bestand niet vinden.', tryAgain],
    'already-used': ['Deze upload is al gebruikt.', 'Upload het bestand opnieuw.'],
    'record-mismatch': [
      'De server heeft een ander bestand geregistreerd dan het verzonden bestand.',
      tryAgainOrContactSupport,
    ],
    unknown: ['Er is iets misgegaan.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Dit bestandstype is niet toegestaan. Toegestaan: ${kinds}.`,
    'file-too-large': (limit) => `Groter dan de limiet van ${limit}.`,
    'file-too-small': (limit) => `Kleiner dan het minimum van ${limit}.`,
    'file-empty': () => 'Het bestand is leeg.',
    'too-many-files': (limit) => `Te veel bestanden. Het maximum is ${number(limit)}.`,
    'total-too-large': (limit) => `Alle bestanden samen overschrijden de limiet van ${limit}.`,
    'too-many-pixels': (limit) => `De afbeelding heeft meer dan ${number(limit)} pixels.`,
    'too-narrow': (limit) => `De afbeelding is minder dan ${number(limit)} pixels breed.`,
    'too-low': (limit) => `De afbeelding is minder dan ${number(limit)} pixels hoog.`,
    'size-over-limit': (limit) => `Groter dan ${limit}. De service accepteert geen bestanden van deze grootte.`,
    'entity-missing': () => 'Kies waaraan dit bestand moet worden toegevoegd en voeg het daarna opnieuw toe.',
    'asset-missing': () => 'Kies het item waar dit bestand bij hoort en voeg het daarna opnieuw toe.',
    'extension-missing': () =>
      'Uit de naam blijkt niet wat voor bestand dit is. Voeg een extensie toe, zoals .jpg of .pdf.',
    other: (code, limit) => `Geweigerd (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Configuratie controleren',
    title: 'Controle van de configuratie',
    running: 'Een klein testbestand wordt geüpload…',
    summary: (problems, warnings) => {
      if (problems > 0) return plural(problems, { one: '# probleem gevonden.', other: '# problemen gevonden.' })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Uploads werken, met # waarschuwing.',
          other: 'Uploads werken, met # waarschuwingen.',
        })
      return 'Geen problemen gevonden.'
    },
    failed: 'De controle kon niet worden uitgevoerd. De reden staat in de console van de browser.',
    notLoaded:
      'De controle kon niet worden geladen. Controleer of je online bent en probeer het opnieuw. Helpt dat niet, laad dan de pagina opnieuw.',
    outcomes: { ok: 'In orde', problem: 'Probleem', warning: 'Waarschuwing', 'not-checked': 'Niet gecontroleerd' },
    others: (count) => plural(count, { one: 'Nog # controle', other: 'Nog # controles' }),
    copy: 'Als tekst kopiëren',
    copied: 'Gekopieerd',
    again: 'Opnieuw controleren',
    close: 'Sluiten',
    loadTexts: async () => (await import('./doctor/nl.js')).nlDoctor,
  },

  announce: {
    added: (news) => `${what(news)} toegevoegd.`,
    rejected: (news) => `${what(news)} geweigerd${why(news)}`,
    done: (news) => `${what(news)} geüpload.`,
    ready: (news) => `${what(news)} klaar.`,
    failed: (news) => `${what(news)} mislukt${why(news)}`,
    cancelled: (news) => `${what(news)} geannuleerd.`,
    paused: (news) => `${what(news)} gepauzeerd.`,
    resumed: (news) => `${what(news)} hervat.`,
    cleared: (news) => `${what(news)} uit de lijst gehaald.`,
    allDone: 'Alles klaar.',
    manyReasons: 'De redenen staan in de lijst.',
    online: 'Weer online.',
  },

  gallery: {
    label: 'Galerij',
    loading: 'Afbeeldingen laden…',
    empty: 'Nog geen bestanden',
    failed: 'De afbeeldingen konden niet worden geladen.',
    retry: 'Opnieuw proberen',
    more: 'Meer tonen',
    loadingMore: 'Meer laden…',
    broken: 'Deze afbeelding kan niet worden weergegeven',
    untitled: 'Naamloos',
    open: (name) => `${name} openen`,
    keys: 'Gebruik de pijltoetsen om tussen bestanden en knoppen te navigeren.',
    loadTexts: async () => (await import('./gallery/nl.js')).nlGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/nl.js')).nlPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/nl.js')).nlRecovery },
}
