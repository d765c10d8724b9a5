import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('pl')

const answered = ({ status, code }: StorageAnswer): string => `status ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `Magazyn danych odrzucił plik testowy (${answered(answer)})`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` Komunikat serwera: „${said}”`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (status ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? '(nietypowa nazwa)').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Dodaj do bucketu tę regułę CORS (S3, R2):\n${rule}\nW MinIO ustaw MINIO_API_CORS_ALLOW_ORIGIN na źródło (origin) strony.`

/** The nominative after a colon, so that the number may be any. */
const signed = (aheadSeconds: number): string =>
  `podpis pochodzi z ${aheadSeconds > 0 ? 'przyszłości' : 'przeszłości'} (różnica: ${duration(Math.abs(aheadSeconds))})`

const verdicts = {
  expired: 'Według magazynu danych bilet wygasł, choć przed chwilą go zażądano.',
  premature: 'Według magazynu danych bilet nie jest jeszcze ważny.',
  skewed: 'Według magazynu danych czas podpisu zanadto odbiega od wskazań jego własnego zegara.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'Zegary komputera podpisującego i magazynu danych się różnią albo bilet pochodzi z pamięci podręcznej.'
  if (aheadSeconds === 0)
    return 'Według zegara tego urządzenia podpisano go przed chwilą, więc prawdopodobnie źle chodzi zegar magazynu danych.'
  return `Według zegara tego urządzenia ${signed(aheadSeconds)}. Jeśli ten zegar chodzi dobrze, to źle chodzi zegar komputera podpisującego albo bilet pochodzi z pamięci podręcznej.`
}

const credentials =
  'Podaj interfejsowi API dane uwierzytelniające, które magazyn danych zna i które nie wygasły. Bilet nie może być ważny dłużej niż tymczasowe dane, którymi go podpisano.'

const emptyChecksum =
  "W miejscu, w którym API tworzy klienta S3, ustaw requestChecksumCalculation na 'WHEN_REQUIRED'. Nowsze SDK AWS domyślnie podpisują sumę kontrolną w każdym adresie URL, choć w chwili podpisywania nie ma jeszcze żadnej treści."

const notTheSetUp = 'Konfiguracja nie jest przyczyną. Sprawdź dziennik magazynu danych i jego limit miejsca.'

const giveTheDoctor =
  "Podaj w opcjach sprawdzania to, co mają przesyłane pliki: 'metadata' z informacją, do czego należą, albo 'file' takiego rodzaju, jaki API przyjmuje."

const compareAnswer = 'W panelu sieci porównaj odpowiedź z tym, czego oczekuje adapter.'

const lifetime = 'Ustaw ważność biletów na 5–15 minut.'

/** The doctor's report in Polish. */
export const plDoctor: DoctorTexts = {
  language: 'pl',

  notes: {
    'not-reached': 'Przesyłanie nie doszło do tego kroku.',
    'page-secure': 'Strona działa w bezpiecznym kontekście.',
    'worker-started': 'Pliki są odczytywane w Web Workerze.',
    'worker-from-blob':
      'Pliki są odczytywane w Web Workerze. Uruchomiono go z adresu blob:, ponieważ nie udało się wczytać jego własnego pliku.',
    'no-digest': 'Ten backend nie wymaga skrótu, więc go nie obliczono.',
    'wasm-used': 'Skróty są obliczane za pomocą WebAssembly.',
    'probe-accepted': 'Backend przyjmuje plik testowy.',
    'ticket-answered': ({ kind }) =>
      `Backend odpowiada biletem na ${{ put: 'żądanie PUT', post: 'formularz (POST)', multipart: 'przesyłanie w częściach' }[kind]}.`,
    'file-known': 'API ma już ten plik, więc nic nie jest wysyłane. Podaj w opcjach sprawdzania nowy plik.',
    'address-allowed': 'Strona może wysyłać pliki pod adres URL z biletu.',
    'policy-allows': 'Content Security Policy strony zezwala na połączenia z API i magazynem danych.',
    'storage-reachable': 'Magazyn danych jest osiągalny.',
    'preflight-answered': 'Magazyn danych odpowiada na żądanie wstępne (preflight).',
    'answers-readable': 'Strona może odczytywać odpowiedzi magazynu danych.',
    'signing-time-unknown': 'Bilet nie zawiera informacji, kiedy go podpisano.',
    'signed-just-now': 'Według zegara tego urządzenia bilet podpisano przed chwilą.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `Zegar tego urządzenia ${aheadSeconds > 0 ? 'się późni' : 'się spieszy'} (różnica: ${duration(Math.abs(aheadSeconds))}). Przesyłanie od niego nie zależy.`,
    'signature-accepted': 'Magazyn danych akceptuje podpis.',
    'signature-unopposed': 'Magazyn danych nie ma zastrzeżeń do podpisu.',
    'probe-stored': 'Magazyn danych zapisał plik testowy.',
    'etag-readable': 'Strona może odczytać ETag.',
    'etag-unneeded': 'Magazyn danych ukrywa ETag przed stroną. Ten backend go nie potrzebuje.',
    'confirm-not-asked':
      "Plik testowy nie został zarejestrowany. Z opcją 'confirm: true' zostanie, ale trzeba go potem samodzielnie usunąć.",
    'confirm-multipart': 'API wydaje bilety na przesyłanie w częściach, a przesłano tylko jedną część.',
    'probe-registered': ({ id }) =>
      `Backend zarejestrował plik testowy. Pamiętaj, aby usunąć ${id === null ? 'ten plik' : `plik o identyfikatorze „${id}”`}.`,
    'nothing-to-abandon': 'Nie ma biletu do porzucenia: plik testowy jest już zarejestrowany.',
    'no-ticket': 'Nie było biletu do porzucenia.',
    'cannot-abandon':
      'W tym API nie można porzucać biletów: kilkubajtowy plik testowy może pozostać w magazynie danych bez rejestracji.',
    'ticket-abandoned': 'Porzucono bilet, a wraz z nim plik testowy.',
  },

  findings: {
    'page-insecure': [
      'Strona jest udostępniana przez http z innego komputera. Przesyłanie działa, ale każdy na trasie sieciowej może odczytać i zmienić pliki.',
      'Udostępniaj stronę przez https.',
    ],
    'wasm-blocked': [
      'WebAssembly jest zablokowane tam, gdzie obliczane są skróty. Zastępuje je JavaScript, co trwa kilka razy dłużej.',
      "Dodaj 'wasm-unsafe-eval' do script-src, zarówno w Content Security Policy strony, jak i w tej, z którą udostępniany jest plik workera.",
    ],
    'worker-blocked': [
      'Content Security Policy strony blokuje Web Workery. Pliki są odczytywane małymi fragmentami w wątku strony, co jest wolniejsze.',
      "Zezwól w zasadach na worker-src 'self', a także na blob:, jeśli bundler nie dołącza pliku workera.",
    ],
    'worker-not-found': [
      'Nie udało się uruchomić Web Workera. Pliki są odczytywane małymi fragmentami w wątku strony, co jest wolniejsze.',
      "Skopiuj plik coatcheck/worker do zasobów aplikacji i przekaż 'createWorker'. Musi być udostępniany jako JavaScript ze źródła (origin) strony.",
    ],
    'own-worker-failed': [
      "Worker utworzony przez 'createWorker' nie uruchomił się, więc pliki są odczytywane w inny sposób.",
      "Sprawdź, czy adres URL w 'createWorker' udostępnia jako JavaScript plik coatcheck/worker z zainstalowanej wersji i czy worker-src na to zezwala.",
    ],
    'inspection-failed': [
      'Nie udało się odczytać pliku testowego ani obliczyć jego skrótu: ani w workerze, ani na stronie.',
      "Poszukaj w konsoli i w panelu sieci skryptów coatcheck, których nie udało się wczytać. Jeśli przekazujesz 'file', sprawdź, czy nadal można go odczytać.",
    ],

    'probe-refused': ({ reasons }) => [
      `Funkcja 'check' backendu odrzuca plik testowy przed wysłaniem żądania: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "Funkcja 'check' backendu zgłasza błąd dla pliku testowego przed wysłaniem żądania.",
      `${giveTheDoctor} Jeśli przesyłanie kończy się tym samym błędem, popraw 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('API nie przyjmuje danych uwierzytelniających z żądania biletu', answer),
      "Zaloguj się. Następnie sprawdź, co zwraca opcja 'headers' backendu. Aby używać plików cookie w innym źródle (origin), ustaw 'credentials' na 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('API nie zezwala temu użytkownikowi na przesyłanie plików', answer),
      "Nadaj temu użytkownikowi prawo do przesyłania albo podaj w opcjach sprawdzania 'metadata' elementu, do którego może on przesyłać pliki. Brak tokenu CSRF wygląda tak samo.",
    ],
    'api-not-found': (answer) => [
      api('API nie zna elementu, do którego należy plik', answer),
      "Sprawdź identyfikatory w 'metadata', a potem opcję adresu URL backendu.",
    ],
    'api-missing': (answer) => [
      api('Serwer odpowiada, ale pod adresem podanym backendowi nie ma punktu końcowego dla żądania biletu', answer),
      'Sprawdź opcję adresu URL backendu, a w środowisku deweloperskim także proxy do API.',
    ],
    'api-refused': (answer) => [
      api('API odrzuciło plik testowy', answer),
      "Przeczytaj komunikat serwera. Jeśli potrzebuje więcej informacji o przesyłanym pliku, podaj w opcjach sprawdzania 'metadata'; jeśli przyjmuje tylko niektóre pliki, podaj 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('API otrzymało zbyt wiele żądań', answer),
      'Odczekaj minutę i sprawdź ponownie.',
    ],
    'api-failed': (answer) => [api('W API wystąpił błąd', answer), 'Przyczynę podano w dzienniku serwera.'],
    'api-unreachable': (answer) => [
      api('Nie udało się połączyć z API albo przeglądarka ukryła jego odpowiedź', answer),
      'Sprawdź, czy API działa i czy adres URL backendu jest prawidłowy. Jeśli jego źródło (origin) różni się od źródła strony, potrzebuje własnych nagłówków CORS: Access-Control-Allow-Origin oraz Access-Control-Allow-Headers dla nagłówków wysyłanych przez aplikację.',
    ],
    'api-timeout': (answer) => [
      api('API nie odpowiedziało na czas', answer),
      "Poszukaj tego wywołania w dzienniku serwera. Dłuższy 'timeoutMs' pokaże, czy API jest wolne, czy się zawiesiło.",
    ],
    'api-redirected': (answer) => [
      api('API przekierowuje żądanie biletu, a przekierowania nie są wykonywane', answer),
      "Podaj backendowi docelowy adres URL: sprawdź http lub https, 'www' i końcowy ukośnik. Przekierowanie na stronę logowania oznacza, że nikt nie jest zalogowany: niech API odpowiada wtedy kodem 401.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} HTML zamiast JSON to strona logowania albo sama aplikacja, gdy adres URL lub proxy są błędne.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('Adapter zgłosił błąd nieznanego rodzaju', answer),
      'Niech requestTicket adaptera zgłasza UploadError albo błąd ze statusem odpowiedzi. Aby zobaczyć przyczynę, ustaw debuger tak, by zatrzymywał się także na przechwyconych wyjątkach.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "Przyczynę podano w konsoli. Aby poinformować, że użytkownik nie jest zalogowany, niech 'headers' zgłosi UploadError z kodem 'unauthorized'.",
    ],
    'already-stored': [
      'API twierdzi, że ma już plik testowy, choć jego zawartość jest nowa.',
      'Rozpoznawaj pliki po skrócie zawartości wraz z rozmiarem, a nie po samej nazwie, typie lub rozmiarze.',
    ],

    'mixed-content': [
      'Strona używa https, ale adres URL w bilecie używa http. Przeglądarki blokują takie żądania.',
      'Udostępniaj magazyn danych przez https i niech API podpisuje adresy URL dla punktu końcowego https, którego używają przeglądarki.',
    ],
    'ticket-unusable': ({ why }) => [
      `Biletu nie można użyć w tej postaci. ${why}`,
      "Popraw to, co API umieszcza w biletach. Jeśli źródło (origin) jest prawidłowe, dodaj je do 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'Content Security Policy strony blokuje połączenie z API.',
      'Dodaj źródło (origin) API do connect-src.',
    ],
    'policy-blocks-storage': [
      'Content Security Policy strony blokuje połączenie z magazynem danych.',
      'Dodaj do connect-src źródło (origin) magazynu danych, czyli źródło adresu URL z biletu. Jeśli pochodzą stamtąd obrazy, dodaj je także do img-src.',
    ],

    offline: ['Przeglądarka jest offline.', 'Połącz się z siecią i sprawdź ponownie.'],
    'storage-unreachable': [
      'Pod adresem z biletu nic nie odpowiada.',
      'Sprawdź host i port, dla których podpisuje API: przeglądarki muszą móc się z nimi połączyć, więc nazwy istniejące tylko między serwerami lub kontenerami nie zadziałają. Następnie sprawdź certyfikat TLS i rozszerzenia blokujące żądania.',
    ],
    'cors-origin-refused': (facts) => [
      'Magazyn danych odrzucił żądanie wstępne i nie pozwala tej stronie odczytać żadnej odpowiedzi: nie zezwala na jej źródło (origin).',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `Magazyn danych zezwala na źródło tej strony, ale odrzucił żądanie wstępne dla metody ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `Magazyn danych zezwala na metodę ${facts.method}, ale odrzucił żądanie wstępne dla nagłówków przesyłania: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'Magazyn danych odpowiada na zwykły formularz, ale odrzucił żądanie wstępne (OPTIONS), które przeglądarki wysyłają przed formularzem ze śledzeniem postępu.',
      `${corsRule(facts)} Jeśli przed magazynem danych działa proxy lub zapora, przepuść w nich OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'Magazyn danych otrzymał plik testowy, ale jego odpowiedź nie zezwala na źródło tej strony (Access-Control-Allow-Origin), więc przeglądarka ukrywa ją przed stroną.',
      `${corsRule(facts)} Jeśli przed magazynem danych działa proxy lub CDN, niech przekazuje ten nagłówek.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Zsynchronizuj zegary magazynu danych i komputera podpisującego z serwerem czasu i nie pozwól, by odpowiedzi API trafiały do pamięci podręcznej (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `Biletu zażądano przed chwilą, ale według zegara tego urządzenia ${signed(aheadSeconds)}. ${isStored ? 'Magazyn danych mimo to go przyjął.' : 'Magazyn danych odrzucił plik testowy, ale nie wspomina o czasie.'}`,
      'Porównaj zegar komputera podpisującego z serwerem czasu. Jeśli chodzi dobrze, sprawdź, czy pamięć podręczna nie zwraca starych biletów; odpowiedzi API nie mogą być w niej zapisywane. Jeśli przyczyną nie jest ani jedno, ani drugie, źle chodzi zegar tego urządzenia, co w niczym nie szkodzi.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `Czas ważności biletu jest zbyt krótki, by wysłać plik: ${unit(seconds, 'second')}.`,
      `${lifetime} Jeśli API wysyła godzinę wygaśnięcia, porównaj zegary jego komputerów.`,
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} Podpisany czas ważności: ${unit(seconds, 'second')}.`,
      lifetime,
    ],
    'credentials-refused/key': (answer) => [
      `Magazyn danych nie zna klucza, którym podpisuje API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `Tymczasowe dane uwierzytelniające, którymi podpisuje API, wygasły (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `Magazyn danych nie przyjmuje tokenu sesji, którym podpisuje API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `Magazyn danych nie przyjmuje zakresu podpisu (${answered(answer)}).`,
      'Podpisuj dla regionu i usługi magazynu danych, najwyżej na tydzień.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: podpisano Content-Type, ale bilet go nie zawiera.`,
      `Niech API doda Content-Type do ${method === 'PUT' ? 'nagłówków' : 'pól'} biletu, z dokładnie taką wartością, jaką podpisało.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. Biletu zażądano dla typu ${type}, ale zawiera inny Content-Type. Prawdopodobnie podpisano jeden, a w bilecie umieszczono drugi.`,
      'Niech API podpisuje dokładnie ten Content-Type, który umieszcza w nagłówkach biletu.',
    ],
    'signed-header-missing': ({ answer, method, names }) => [
      `${refused(answer)}: te nazwy są podpisane, ale brakuje ich w ${method === 'PUT' ? 'nagłówkach' : 'polach'} biletu: ${list(names)}.`,
      `Niech API doda je do ${method === 'PUT' ? 'nagłówków' : 'pól'} biletu, z dokładnie takimi wartościami, jakie podpisało, albo przestanie je podpisywać.`,
    ],
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: bilet zawiera nagłówki, których nie podpisano: ${list(names)}.`,
            "Podpisuj je jako nagłówki (w SDK AWS 'unhoistableHeaders' nie dopuszcza sumy kontrolnej do parametrów adresu) albo usuń je z biletu.",
          ]
        : [
            `${refused(answer)}: formularz ma pola bez warunku w zasadach: ${list(names)}.`,
            'Dodaj do zasad warunek dla każdego z nich albo usuń je z formularza.',
          ],
    'empty-checksum-signed': (answer) => [`${refused(answer)}: podpisano sumę kontrolną pustej treści.`, emptyChecksum],
    'empty-checksum-signed/ignored': [
      'Podpisano sumę kontrolną pustej treści. Ten magazyn danych ją ignoruje; inne odrzucają każdy plik.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, choć nazwy w bilecie zgadzają się z tymi, które obejmuje jego podpis.`,
      `Porównaj ${isTypeSigned ? 'podpisane wartości, przede wszystkim Content-Type, z wartościami w bilecie' : 'podpisany klucz i host z tymi w bilecie'}. Sprawdź tajny klucz i region, których API używa do podpisywania, a także czy te dane uwierzytelniające pozwalają zapisywać w buckecie i czy proxy nie zmienia hosta lub nagłówka.`,
    ],

    'connection-broken': [
      'Połączenie z magazynem danych urywa się, gdy tylko rozpoczyna się wysyłanie zawartości pliku testowego.',
      'Poszukaj między przeglądarką a magazynem danych proxy lub zapory, która ogranicza rozmiar lub metody żądań, i sprawdź dziennik magazynu danych.',
    ],
    'connection-broken/early': [
      'Połączenie urwało się przed wysłaniem całego pliku testowego. Być może magazyn danych odrzucił bilet bez odczytania pliku; ta przeglądarka nie pokazuje takiej odpowiedzi.',
      'Przeprowadź sprawdzanie z plikiem mniejszym niż 64 KiB, bo wtedy każda przeglądarka pokazuje odmowę, albo w Chromium.',
    ],
    'storage-slow': [
      'Magazyn danych jest osiągalny, ale nie odpowiedział na czas na plik testowy.',
      "Sprawdź dziennik magazynu danych i poszukaj po drodze proxy, które na coś czeka. Dłuższy 'timeoutMs' pokaże, czy magazyn danych jest wolny, czy się zawiesił.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `Magazyn danych zapisał plik testowy, ale service worker ${worker} przechwytuje przesyłane pliki. Przeglądarka nie zgłasza wtedy postępu i nie może przerwać anulowanego transferu.`,
      "Zacznij obsługę zdarzenia fetch w tym workerze od `if (event.request.method !== 'GET') return`, aby przesyłane pliki go omijały.",
    ],
    'storage-redirected': [
      'Magazyn danych przekierował plik testowy do innego źródła (origin), gdzie bilet jest nieważny.',
      'Podpisuj dla punktu końcowego, do którego przekierowuje magazyn danych. W S3 jest to punkt końcowy regionu bucketu.',
    ],
    'storage-redirected/region': (answer) => [
      `Bucket znajduje się w innym regionie niż ten, dla którego podpisano bilet (${answered(answer)}).`,
      'Podpisuj z regionem i punktem końcowym bucketu.',
    ],
    'not-storage': [
      'Odpowiedziało coś innego niż magazyn danych: stroną albo błędem ze statusem powodzenia.',
      'Sprawdź punkt końcowy, dla którego podpisuje API, oraz czy po drodze nie ma proxy, strony logowania lub portalu przechwytującego (captive portal).',
    ],
    'bucket-missing': (answer) => [
      `Bucket z biletu nie istnieje (${answered(answer)}).`,
      'Utwórz go albo popraw konfigurację API. W MinIO podpisuj adresy URL ze ścieżką (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `Magazyn danych nie przyjmuje plików pod adresem z biletu (${answered(answer)}).`,
      'Sprawdź, co podpisuje API: formularz trafia pod adres URL bucketu, a PUT pod adres obiektu.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Sprawdź, co oznacza ten kod, i porównaj to z tym, co podpisuje API: limity rozmiaru, typy, sumy kontrolne, zasady bucketu.',
    ],
    'storage-refused/checksum': (answer) => [
      `Podpisana suma kontrolna nie zgadza się z zawartością (${answered(answer)}).`,
      'Podpisuj w base64 skrót, z którym zażądano biletu. Jeśli jest prawidłowy, coś między stroną a magazynem danych zmienia zawartość.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `Podpisana suma kontrolna ma nieprawidłową postać (${answered(answer)}).`,
      'Content-MD5 przyjmuje 16 bajtów w base64, a nie w postaci cyfr szesnastkowych.',
    ],
    'storage-failed/full': (answer) => [`W magazynie danych brakuje miejsca (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`Magazyn danych jest przeciążony (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`W magazynie danych wystąpił błąd (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'Magazyn danych zapisał plik testowy, ale ukrywa ETag przed stroną. To API potrzebuje go do rejestrowania plików.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'Magazyn danych ukrywa ETag przed stroną, więc nie można go porównać ze skrótem zawartości.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'ETag nie jest skrótem MD5 pliku testowego, czego oczekuje ten backend. Nienaruszone pliki byłyby uznawane za uszkodzone.',
      "Jeśli bucket szyfruje za pomocą KMS, jego ETagi nie są skrótami: ustaw opcję 'etagIsMd5' backendu na false. W przeciwnym razie coś między stroną a magazynem danych zmienia zawartość.",
    ],
    'confirm-failed': ({ code, error }) => [
      `Magazyn danych ma plik testowy, ale backend go nie zarejestrował (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Poszukaj tego wywołania w dzienniku serwera: sprawdź, co porównuje z magazynem danych i czy zagląda do tego samego bucketu.',
    ],
    'clean-up-failed': [
      'Nie udało się porzucić biletu, więc plik testowy może pozostać w magazynie danych bez rejestracji.',
      'Poszukaj tego wywołania w dzienniku serwera: to samo wywołanie sprząta po anulowanym przesyłaniu.',
    ],
  },
}
