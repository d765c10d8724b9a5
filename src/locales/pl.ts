import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('pl')

const files = (count: number): string =>
  plural(count, { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' })

/** After 'do', 'z' and the like: '1 pliku', '5 plików'. */
const ofFiles = (count: number): string =>
  plural(count, { one: '# pliku', few: '# plików', many: '# plików', other: '# pliku' })

/** The impersonal form agrees with names and numbers of any kind: 'Dodano: 3 pliki.' */
const announce =
  (sentence: string) =>
  (news: AnnouncedFiles): string =>
    `${sentence}: ${news.name ?? files(news.count)}${news.reason === undefined ? '.' : `. ${news.reason}`}`

const manyOf = { image: 'zdjęcia', video: 'filmy', file: 'pliki' }
const oneOf = { image: 'zdjęcie', video: 'film', file: 'plik' }

const contactSupport = 'Skontaktuj się z pomocą techniczną.'
const tryAgain = 'Spróbuj ponownie.'
const tryAgainSoon = 'Spróbuj ponownie za chwilę.'
const tryAgainOrContactSupport =
  'Spróbuj ponownie. Jeśli problem będzie się powtarzał, skontaktuj się z pomocą techniczną.'
const chooseAnother = 'Wybierz inny plik.'
const checkConnection = 'Sprawdź połączenie i spróbuj ponownie.'

/** Polish. */
export const pl: Messages = {
  language: 'pl',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} z ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Upuść pliki tutaj lub wybierz je z dysku' : 'Upuść plik tutaj lub wybierz go z dysku',
    titleOrPaste: (isMultiple) =>
      isMultiple
        ? 'Upuść lub wklej pliki tutaj albo wybierz je z dysku'
        : 'Upuść lub wklej plik tutaj albo wybierz go z dysku',
    touchTitle: (isMultiple, kind) => `Wybierz ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) => ({ image: 'Zrób zdjęcie', video: 'Nagraj film', file: 'Użyj aparatu' })[kind],
    folder: 'Wybierz folder',
    addMore: (isMultiple) => (isMultiple ? 'Dodaj więcej plików' : 'Dodaj kolejny plik'),
    upload: (isMultiple) => (isMultiple ? 'Prześlij pliki' : 'Prześlij plik'),
    drop: (isMultiple) => (isMultiple ? 'Upuść pliki' : 'Upuść plik'),
    wrongType: 'Ten typ pliku nie jest dozwolony',
    reading: 'Odczytywanie plików…',
    disabled: 'W tej chwili nie można dodawać plików',
    readOnly: 'Tutaj nie można zmieniać plików',
    required: 'Wymagane',
    accepts: (kinds) => kinds,
    kinds: { image: 'obrazy', video: 'filmy', audio: 'pliki dźwiękowe', text: 'pliki tekstowe' },
    upTo: (size, isMultiple) => `${isMultiple ? 'każdy ' : ''}do ${size}`,
    atLeast: (size, isMultiple) => `${isMultiple ? 'każdy ' : ''}co najmniej ${size}`,
    atMostFiles: (count) => `do ${ofFiles(count)}`,
    atMostInAll: (size) => `łącznie do ${size}`,
    onlyOne: 'Można dodać tylko jeden plik naraz. Dodano pierwszy z nich.',
    unreadable: (count) =>
      plural(count, {
        one: 'Nie udało się odczytać # elementu.',
        few: 'Nie udało się odczytać # elementów.',
        many: 'Nie udało się odczytać # elementów.',
        other: 'Nie udało się odczytać # elementu.',
      }),
    missing: (isMultiple) => (isMultiple ? 'Dodaj co najmniej jeden plik.' : 'Dodaj plik.'),
    unfinished: 'Poczekaj na zakończenie przesyłania.',
  },

  avatar: {
    choose: 'Wybierz zdjęcie',
    change: 'Zmień zdjęcie',
    remove: 'Usuń zdjęcie',
    drop: 'Upuść zdjęcie',
    missing: 'Wybierz zdjęcie.',
  },

  list: {
    label: 'Przesyłane pliki',
    rejectionsLabel: 'Odrzucone pliki',
    more: (count) =>
      plural(count, {
        one: 'i jeszcze # plik',
        few: 'i jeszcze # pliki',
        many: 'i jeszcze # plików',
        other: 'i jeszcze # pliku',
      }),
    keys: 'Użyj klawiszy strzałek, aby przechodzić między plikami i przyciskami. Naciśnij Delete, aby usunąć plik z listy.',
    progressOf: (name) => `Postęp przesyłania: ${name}`,
    progressOfAll: 'Postęp przesyłania wszystkich plików',
  },

  status: {
    waiting: 'Oczekuje',
    waitingForDuplicate: 'Oczekuje na identyczny plik',
    retryingIn: (seconds) => `Ponowna próba ${fromNow(seconds)}`,
    retryingNow: 'Ponowna próba',
    inspecting: 'Odczytywanie pliku',
    requesting: 'Łączenie',
    sending: 'Przesyłanie',
    sendingAgain: 'Ponowne przesyłanie',
    confirming: 'Kończenie',
    pausedByUser: 'Wstrzymano',
    offline: 'Brak połączenia, wznowienie nastąpi automatycznie',
    otherContent: (found, declared) => `Zawartość to ${found}, a nie ${declared}.`,
    fileMissing: 'Wybierz plik ponownie, aby kontynuować',
    comparing: 'Porównywanie plików',
    anotherFile: 'To inny plik. Wybierz ten, który został dodany wcześniej.',
    cancelled: 'Anulowano',
    uploaded: 'Przesłano',
    uploadedAs: (name) => `Przesłano jako ${name}`,
    existing: 'Już zapisany',
    existingAs: (name) => `Już zapisany jako ${name}`,
    initial: 'Zapisany',
    processing: 'Przetwarzanie',
    rejected: 'Odrzucony',
    failedToRegister: 'Plik został przesłany, ale nie został zarejestrowany.',
    serverSays: 'Komunikat serwera:',
    secondsLeft: (seconds) => `Pozostało: ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `Wstrzymaj: ${name}`,
    resume: (name) => `Wznów: ${name}`,
    cancel: (name) => `Anuluj: ${name}`,
    retry: (name) => `Prześlij ponownie: ${name}`,
    clear: (name) => `Usuń z listy: ${name}`,
    choose: (name) => `Wybierz ponownie: ${name}`,
    dismiss: (name) => `Ukryj: ${name}`,
    dismissFiles: (count) => `Ukryj ${files(count)}`,
    dismissAll: 'Ukryj wszystkie',
    retryFailed: (count) => `Prześlij ponownie ${files(count)}`,
    nextFailed: 'Przejdź do następnego.',
    clearFinished: 'Ukryj zakończone',
    pauseAll: 'Wstrzymaj wszystkie',
    resumeAll: 'Wznów wszystkie',
    closeTray: 'Zamknij listę przesyłanych plików',
  },

  summary: (done, count) => `Przesłano ${number(done)} z ${ofFiles(count)}`,
  summaryFailed: (count, retryable) => {
    const failed = `Niepowodzenia: ${number(count)}`
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}, do ponowienia: ${number(retryable)}`
    return `${failed}, nie można ponowić`
  },

  errors: {
    'file-changed': ['Plik zmienił się po wybraniu.', 'Wybierz go ponownie.'],
    'file-missing': ['Plik został przeniesiony lub usunięty po wybraniu.', 'Wybierz go ponownie.'],
    'file-unreadable': [
      'Nie można odczytać pliku.',
      'Upewnij się, że znajduje się na tym urządzeniu i nie jest otwarty w innej aplikacji.',
    ],
    'file-restricted': ['Ten plik nie jest tu dozwolony.', chooseAnother],
    'prepare-failed': ['Nie udało się przygotować pliku.', 'Spróbuj ponownie lub wybierz inny plik.'],
    'inspection-failed': ['Nie udało się sprawdzić pliku.', tryAgain],
    'app-failed': ['W tej aplikacji wystąpił błąd.', tryAgainOrContactSupport],
    unauthorized: ['Sesja wygasła.', 'Zaloguj się ponownie i spróbuj jeszcze raz.'],
    forbidden: [
      'Nie masz uprawnień do przesyłania plików w tym miejscu.',
      'Poproś o dostęp osobę, która może go przyznać.',
    ],
    'not-found': ['Miejsce docelowe tego pliku już nie istnieje.', 'Odśwież stronę i zacznij od nowa.'],
    'request-invalid': ['Serwer nie przyjął tego pliku.', chooseAnother],
    'too-large': ['Plik jest za duży.', 'Wybierz mniejszy.'],
    'too-small': ['Plik jest za mały.', 'Wybierz większy.'],
    'rate-limited': ['Zbyt wiele plików przesyłanych naraz.', 'Poczekaj chwilę i spróbuj ponownie.'],
    'server-error': ['Na serwerze wystąpił błąd.', tryAgainSoon],
    'server-unreachable': ['Nie można połączyć się z serwerem.', checkConnection],
    'server-timeout': ['Serwer nie odpowiedział na czas.', tryAgainSoon],
    'endpoint-missing': ['Usługa przesyłania nie jest poprawnie skonfigurowana.', contactSupport],
    'server-redirected': [
      'Serwer przekierował żądanie. Być może sesja wygasła.',
      'Zaloguj się ponownie i spróbuj jeszcze raz.',
      'Zaloguj się ponownie. Jeśli problem będzie się powtarzał, skontaktuj się z pomocą techniczną.',
    ],
    'backend-failed': ['Serwer odrzucił ten plik.', tryAgain],
    'answer-malformed': ['Serwer udzielił nieoczekiwanej odpowiedzi.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['Usługa przesyłania nie jest poprawnie skonfigurowana.', contactSupport],
    'ticket-expired': ['Czas na przesłanie pliku minął.', tryAgain],
    'storage-refused': ['Magazyn danych odrzucił plik.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['Magazyn danych jest przeciążony.', tryAgainSoon],
    'storage-error': ['W magazynie danych wystąpił błąd.', tryAgainSoon],
    'storage-full': ['W magazynie danych zabrakło miejsca.', 'Zwolnij miejsce i spróbuj ponownie.'],
    'storage-blocked': [
      'Nie udało się połączyć z magazynem danych.',
      'Spróbuj ponownie za chwilę. Jeśli problem będzie się powtarzał, spróbuj w innej sieci lub wyłącz rozszerzenia.',
    ],
    'storage-unreachable': ['Połączenie zostało utracone.', checkConnection],
    'storage-stalled': ['Przesyłanie utknęło.', checkConnection],
    'storage-silent': ['Magazyn danych nie odpowiedział.', tryAgain],
    'storage-redirected': ['Magazyn danych przekierował przesyłanie.', contactSupport],
    'storage-unexpected': ['Odpowiedź nie pochodziła z magazynu danych.', 'Sprawdź, czy ta sieć wymaga zalogowania.'],
    'bytes-damaged': [
      'Plik uległ uszkodzeniu podczas przesyłania.',
      tryAgain,
      'Spróbuj w innej sieci lub skontaktuj się z pomocą techniczną.',
    ],
    'type-mismatch': ['Zawartość pliku nie odpowiada jego typowi.', chooseAnother],
    'etag-hidden': ['Magazyn danych nie udostępnia informacji potrzebnych do zakończenia przesyłania.', contactSupport],
    'confirm-ambiguous': ['Plik mógł już zostać zarejestrowany.', 'Sprawdź to, zanim spróbujesz ponownie.'],
    'not-verified': ['Serwer nie znalazł przesłanego pliku.', tryAgain],
    'already-used': ['Ta próba przesłania została już wykorzystana.', 'Prześlij plik ponownie.'],
    'record-mismatch': ['Serwer zarejestrował inny plik niż przesłany.', tryAgainOrContactSupport],
    unknown: ['Coś poszło nie tak.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Ten typ pliku nie jest dozwolony. Dozwolone: ${kinds}.`,
    'file-too-large': (limit) => `Przekracza limit ${limit}.`,
    'file-too-small': (limit) => `Mniejszy niż wymagane ${limit}.`,
    'file-empty': () => 'Plik jest pusty.',
    'too-many-files': (limit) => `Za dużo plików. Limit: ${number(limit)}.`,
    'total-too-large': (limit) => `Pliki łącznie przekraczają limit ${limit}.`,
    'too-many-pixels': (limit) => `Obraz ma więcej pikseli niż dozwolone ${number(limit)}.`,
    'too-narrow': (limit) => `Obraz jest za wąski. Minimalna szerokość w pikselach: ${number(limit)}.`,
    'too-low': (limit) => `Obraz jest za niski. Minimalna wysokość w pikselach: ${number(limit)}.`,
    'size-over-limit': (limit) => `Większy niż ${limit}. Usługa nie przyjmuje tak dużych plików.`,
    'entity-missing': () => 'Wybierz, do czego dołączyć ten plik, a następnie dodaj go ponownie.',
    'asset-missing': () => 'Wybierz element, do którego należy ten plik, a następnie dodaj go ponownie.',
    'extension-missing': () => 'Nazwa nie wskazuje typu pliku. Dodaj rozszerzenie, na przykład .jpg lub .pdf.',
    other: (code, limit) => `Odrzucono (${limit === undefined ? code : `${code}: ${limit}`}).`,
  },

  doctor: {
    check: 'Sprawdź konfigurację',
    title: 'Sprawdzanie konfiguracji',
    running: 'Przesyłanie małego pliku testowego…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, {
          one: 'Znaleziono # problem.',
          few: 'Znaleziono # problemy.',
          many: 'Znaleziono # problemów.',
          other: 'Znaleziono # problemu.',
        })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Przesyłanie działa, ale jest # ostrzeżenie.',
          few: 'Przesyłanie działa, ale są # ostrzeżenia.',
          many: 'Przesyłanie działa, ale jest # ostrzeżeń.',
          other: 'Przesyłanie działa, ale jest # ostrzeżenia.',
        })
      return 'Nie znaleziono problemów.'
    },
    failed: 'Nie udało się sprawdzić konfiguracji. Przyczynę podano w konsoli przeglądarki.',
    notLoaded:
      'Nie udało się wczytać narzędzia sprawdzającego. Upewnij się, że masz połączenie z internetem, i spróbuj ponownie. Jeśli to nie pomoże, odśwież stronę.',
    outcomes: { ok: 'W porządku', problem: 'Problem', warning: 'Ostrzeżenie', 'not-checked': 'Nie sprawdzono' },
    others: (count) =>
      plural(count, {
        one: 'Jeszcze # test',
        few: 'Jeszcze # testy',
        many: 'Jeszcze # testów',
        other: 'Jeszcze # testu',
      }),
    copy: 'Kopiuj jako tekst',
    copied: 'Skopiowano',
    again: 'Sprawdź ponownie',
    close: 'Zamknij',
    loadTexts: async () => (await import('./doctor/pl.js')).plDoctor,
  },

  announce: {
    added: announce('Dodano'),
    rejected: announce('Odrzucono'),
    done: announce('Przesłano'),
    ready: announce('Gotowe'),
    failed: announce('Nie udało się przesłać'),
    cancelled: announce('Anulowano'),
    paused: announce('Wstrzymano'),
    resumed: announce('Wznowiono'),
    cleared: announce('Usunięto z listy'),
    allDone: 'Wszystko gotowe.',
    manyReasons: 'Przyczyny podano na liście.',
    online: 'Ponownie online.',
  },

  gallery: {
    label: 'Galeria',
    loading: 'Wczytywanie obrazów…',
    empty: 'Nie ma jeszcze żadnych plików',
    failed: 'Nie udało się wczytać obrazów.',
    retry: 'Spróbuj ponownie',
    more: 'Pokaż więcej',
    loadingMore: 'Wczytywanie kolejnych…',
    broken: 'Nie można wyświetlić tego obrazu',
    untitled: 'Bez tytułu',
    open: (name) => `Otwórz: ${name}`,
    keys: 'Użyj klawiszy strzałek, aby przechodzić między plikami i przyciskami.',
    loadTexts: async () => (await import('./gallery/pl.js')).plGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/pl.js')).plPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/pl.js')).plRecovery },
}
