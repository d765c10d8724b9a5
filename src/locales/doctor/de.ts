import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('de')

const answered = ({ status, code }: StorageAnswer): string => `Status ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `Der Speicher hat die Testdatei abgelehnt (${answered(answer)})`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` Der Server meldet: „${said}“`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (Status ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? '(ungewöhnlicher Name)').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Geben Sie dem Bucket diese CORS-Regel (S3, R2):\n${rule}\nBei MinIO setzen Sie MINIO_API_CORS_ALLOW_ORIGIN auf den Origin der Seite.`

const signed = (aheadSeconds: number): string =>
  `liegt seine Signatur ${duration(Math.abs(aheadSeconds))} in der ${aheadSeconds > 0 ? 'Zukunft' : 'Vergangenheit'}`

const verdicts = {
  expired: 'Laut Speicher ist das Ticket abgelaufen, obwohl es gerade erst angefordert wurde.',
  premature: 'Laut Speicher ist das Ticket noch nicht gültig.',
  skewed: 'Laut Speicher weicht der Zeitpunkt der Signatur zu stark von seiner eigenen Uhr ab.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'Die Uhren von Speicher und signierendem Rechner weichen voneinander ab, oder das Ticket kam aus einem Cache.'
  if (aheadSeconds === 0)
    return 'Nach der Uhr dieses Geräts wurde es gerade eben signiert. Vermutlich geht die Uhr des Speichers falsch.'
  return `Nach der Uhr dieses Geräts ${signed(aheadSeconds)}. Geht diese Uhr richtig, dann geht die des signierenden Rechners falsch, oder das Ticket kam aus einem Cache.`
}

const credentials =
  'Geben Sie der API Zugangsdaten, die der Speicher kennt und die nicht abgelaufen sind. Ein Ticket darf nicht länger gelten als die temporären Zugangsdaten, mit denen es signiert wurde.'

const emptyChecksum =
  "Setzen Sie dort, wo die API ihren S3-Client erzeugt, requestChecksumCalculation auf 'WHEN_REQUIRED'. Neuere AWS-SDKs signieren standardmäßig in jede URL eine Prüfsumme, obwohl es beim Vorsignieren noch gar keinen Inhalt gibt."

const notTheSetUp =
  'Die Einrichtung ist nicht die Ursache. Sehen Sie im Protokoll des Speichers nach und prüfen Sie sein Kontingent.'

const giveTheDoctor =
  "Geben Sie der Prüfung mit, was auch Ihre Uploads haben: 'metadata', die angeben, wozu Dateien gehören, oder eine 'file' von einer Art, die die API annimmt."

/** The doctor's report in German. */
export const deDoctor: DoctorTexts = {
  language: 'de',

  notes: {
    'not-reached': 'So weit ist der Upload nicht gekommen.',
    'page-secure': 'Die Seite läuft in einem sicheren Kontext.',
    'worker-started': 'Dateien werden in einem Web Worker gelesen.',
    'worker-from-blob':
      'Dateien werden in einem Web Worker gelesen. Er wurde über eine blob:-URL gestartet, weil seine eigene Datei nicht geladen werden konnte.',
    'no-digest': 'Dieses Backend verlangt keine Prüfsumme, daher wurde keine berechnet.',
    'wasm-used': 'Prüfsummen werden mit WebAssembly berechnet.',
    'probe-accepted': 'Das Backend nimmt die Testdatei an.',
    'ticket-answered': ({ kind }) =>
      `Das Backend antwortet mit einem Ticket für ${{ put: 'ein PUT', post: 'ein Formular (POST)', multipart: 'einen mehrteiligen Upload' }[kind]}.`,
    'file-known':
      'Die API hat diese Datei bereits, daher wird nichts gesendet. Geben Sie der Prüfung eine Datei, die neu ist.',
    'address-allowed': 'Die Seite darf Dateien an die URL im Ticket senden.',
    'policy-allows': 'Die Content Security Policy der Seite erlaubt die Verbindungen zur API und zum Speicher.',
    'storage-reachable': 'Der Speicher ist erreichbar.',
    'preflight-answered': 'Der Speicher beantwortet die Preflight-Anfrage.',
    'answers-readable': 'Die Seite darf die Antworten des Speichers lesen.',
    'signing-time-unknown': 'Das Ticket gibt nicht an, wann es signiert wurde.',
    'signed-just-now': 'Nach der Uhr dieses Geräts wurde das Ticket gerade eben signiert.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `Die Uhr dieses Geräts geht ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'nach' : 'vor'}. Uploads hängen davon nicht ab.`,
    'signature-accepted': 'Der Speicher akzeptiert die Signatur.',
    'signature-unopposed': 'Der Speicher hat an der Signatur nichts auszusetzen.',
    'probe-stored': 'Der Speicher hat die Testdatei gespeichert.',
    'etag-readable': 'Die Seite darf den ETag lesen.',
    'etag-unneeded': 'Der Speicher verbirgt den ETag vor der Seite. Dieses Backend braucht ihn nicht.',
    'confirm-not-asked':
      "Die Testdatei wurde nicht registriert. Mit 'confirm: true' wird sie es; löschen müssen Sie sie dann selbst.",
    'confirm-multipart': 'Die API stellt Tickets für mehrteilige Uploads aus, und nur ein Teil wurde hochgeladen.',
    'probe-registered': ({ id }) =>
      `Das Backend hat die Testdatei registriert. Denken Sie daran, ${id === null ? 'die Datei' : `die Datei mit der ID „${id}“`} zu löschen.`,
    'nothing-to-abandon': 'Es gibt kein Ticket zu verwerfen: Die Testdatei ist jetzt eine registrierte Datei.',
    'no-ticket': 'Es gab kein Ticket zu verwerfen.',
    'cannot-abandon':
      'Bei dieser API lassen sich Tickets nicht verwerfen: Eine Testdatei von wenigen Byte bleibt möglicherweise unregistriert im Speicher.',
    'ticket-abandoned': 'Das Ticket wurde verworfen und mit ihm die Testdatei.',
  },

  findings: {
    'page-insecure': [
      'Die Seite wird über http von einem anderen Rechner ausgeliefert. Uploads funktionieren, aber jeder auf dem Netzwerkpfad kann sie lesen und verändern.',
      'Liefern Sie die Seite über https aus.',
    ],
    'wasm-blocked': [
      'WebAssembly ist dort blockiert, wo Prüfsummen berechnet werden. JavaScript übernimmt das, braucht dafür aber ein Mehrfaches der Zeit.',
      "Ergänzen Sie 'wasm-unsafe-eval' in script-src, sowohl in der Content Security Policy der Seite als auch in der, mit der die Datei des Workers ausgeliefert wird.",
    ],
    'worker-blocked': [
      'Die Content Security Policy der Seite blockiert Web Worker. Dateien werden in kleinen Abschnitten im Thread der Seite gelesen, was langsamer ist.',
      "Erlauben Sie worker-src 'self' in der Policy, und zusätzlich blob:, falls Ihr Bundler die Datei des Workers nicht mitliefert.",
    ],
    'worker-not-found': [
      'Es konnte kein Web Worker gestartet werden. Dateien werden in kleinen Abschnitten im Thread der Seite gelesen, was langsamer ist.',
      "Kopieren Sie die Datei von coatcheck/worker zu Ihren Assets und übergeben Sie 'createWorker'. Sie muss als JavaScript vom Origin der Seite ausgeliefert werden.",
    ],
    'own-worker-failed': [
      "Der von 'createWorker' erzeugte Worker ist nicht gestartet, daher werden Dateien auf andere Weise gelesen.",
      "Prüfen Sie, ob die URL in 'createWorker' die Datei von coatcheck/worker aus der installierten Version als JavaScript liefert und ob worker-src sie erlaubt.",
    ],
    'inspection-failed': [
      'Weder in einem Worker noch auf der Seite ließ sich die Testdatei lesen oder ihre Prüfsumme berechnen.',
      "Suchen Sie in der Konsole und in der Netzwerkanalyse nach Skripten von coatcheck, die nicht geladen werden konnten. Wenn Sie eine 'file' übergeben, prüfen Sie, ob sie noch lesbar ist.",
    ],

    'probe-refused': ({ reasons }) => [
      `Die eigene Prüfung des Backends ('check') lehnt die Testdatei ab, bevor eine Anfrage gestellt wird: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "Die eigene Prüfung des Backends ('check') löst bei der Testdatei einen Fehler aus, bevor eine Anfrage gestellt wird.",
      `${giveTheDoctor} Scheitern Uploads genauso, korrigieren Sie 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('Die API akzeptiert die Zugangsdaten der Ticket-Anfrage nicht', answer),
      "Melden Sie sich an. Prüfen Sie dann, was die Option 'headers' des Backends liefert. Für Cookies auf einem anderen Origin setzen Sie 'credentials' auf 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('Die API erlaubt dieser Person das Hochladen nicht', answer),
      "Erteilen Sie das Recht zum Hochladen, oder geben Sie der Prüfung die 'metadata' eines Objekts, zu dem diese Person Dateien hochladen darf. Ein fehlendes CSRF-Token sieht genauso aus.",
    ],
    'api-not-found': (answer) => [
      api('Die API kennt das Objekt nicht, zu dem die Datei gehört', answer),
      "Prüfen Sie die IDs in 'metadata' und dann die URL-Option des Backends.",
    ],
    'api-missing': (answer) => [
      api(
        'Ein Server antwortet, aber unter der Adresse, die das Backend bekommen hat, gibt es keinen Endpunkt für die Ticket-Anfrage',
        answer,
      ),
      'Prüfen Sie die URL-Option des Backends und während der Entwicklung den Proxy zur API.',
    ],
    'api-refused': (answer) => [
      api('Die API hat die Testdatei abgelehnt', answer),
      "Lesen Sie, was der Server meldet. Braucht er mehr Angaben zu einem Upload, geben Sie der Prüfung 'metadata' mit; nimmt er nur bestimmte Dateien an, eine 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('Die API hat zu viele Anfragen erhalten', answer),
      'Warten Sie eine Minute und prüfen Sie erneut.',
    ],
    'api-failed': (answer) => [
      api('In der API ist ein Fehler aufgetreten', answer),
      'Die Ursache steht im Protokoll des Servers.',
    ],
    'api-unreachable': (answer) => [
      api('Die API ist nicht erreichbar, oder der Browser hat ihre Antwort verborgen', answer),
      'Prüfen Sie, ob sie läuft und ob die URL des Backends stimmt. Weicht ihr Origin von dem der Seite ab, braucht sie eigene CORS-Header: Access-Control-Allow-Origin sowie Access-Control-Allow-Headers für die Header, die die App sendet.',
    ],
    'api-timeout': (answer) => [
      api('Die API hat nicht rechtzeitig geantwortet', answer),
      "Suchen Sie diesen Aufruf im Protokoll des Servers. Ein größeres 'timeoutMs' zeigt, ob die API langsam ist oder hängt.",
    ],
    'api-redirected': (answer) => [
      api('Die API leitet die Ticket-Anfrage um, und Umleitungen werden nicht befolgt', answer),
      "Geben Sie dem Backend die endgültige URL: Prüfen Sie http oder https, 'www' und den Schrägstrich am Ende. Eine Umleitung zur Anmeldeseite bedeutet, dass niemand angemeldet ist: Lassen Sie die API stattdessen mit 401 antworten.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      'Vergleichen Sie in der Netzwerkanalyse die Antwort mit dem, was der Adapter erwartet. HTML statt JSON stammt von einer Anmeldeseite oder von der App selbst, weil die URL oder der Proxy nicht stimmt.',
    ],
    'api-answer-malformed/ticket': (error) => [
      apiError(error),
      'Vergleichen Sie in der Netzwerkanalyse die Antwort mit dem, was der Adapter erwartet.',
    ],
    'adapter-failed': (answer) => [
      api('Der Adapter ist mit einem Fehler unbekannter Art gescheitert', answer),
      'Lassen Sie requestTicket des Adapters einen UploadError auslösen, oder einen Fehler mit dem Status der Antwort. Um die Ursache zu sehen, lassen Sie den Debugger auch bei abgefangenen Ausnahmen anhalten.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "Die Ursache steht in der Konsole. Um mitzuteilen, dass niemand angemeldet ist, lassen Sie 'headers' einen UploadError mit dem Code 'unauthorized' auslösen.",
    ],
    'already-stored': [
      'Die API gibt an, die Testdatei bereits zu haben, obwohl ihr Inhalt neu ist.',
      'Erkennen Sie Dateien an einer Prüfsumme ihres Inhalts zusammen mit der Größe, nicht an Name, Typ oder Größe allein.',
    ],

    'mixed-content': [
      'Die Seite verwendet https, die URL des Tickets aber http. Browser blockieren solche Anfragen.',
      'Stellen Sie den Speicher über https bereit, und lassen Sie die API URLs für den https-Endpunkt signieren, den Browser verwenden.',
    ],
    'ticket-unusable': ({ why }) => [
      `Das Ticket ist so nicht verwendbar. ${why}`,
      "Korrigieren Sie, was die API in ihre Tickets schreibt. Stimmt der Origin, ergänzen Sie ihn in 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'Die Content Security Policy der Seite blockiert die Verbindung zur API.',
      'Ergänzen Sie den Origin der API in connect-src.',
    ],
    'policy-blocks-storage': [
      'Die Content Security Policy der Seite blockiert die Verbindung zum Speicher.',
      'Ergänzen Sie den Origin des Speichers, also den der URL im Ticket, in connect-src. Kommen von dort auch Bilder, ergänzen Sie ihn außerdem in img-src.',
    ],

    offline: ['Der Browser ist offline.', 'Stellen Sie eine Netzwerkverbindung her und prüfen Sie erneut.'],
    'storage-unreachable': [
      'Unter der Adresse im Ticket antwortet nichts.',
      'Prüfen Sie Host und Port, für die die API signiert: Browser müssen sie erreichen, deshalb funktionieren Namen nicht, die es nur zwischen Servern oder Containern gibt. Prüfen Sie dann das TLS-Zertifikat und Erweiterungen, die Anfragen blockieren.',
    ],
    'cors-origin-refused': (facts) => [
      'Der Speicher hat die Preflight-Anfrage abgelehnt und lässt diese Seite gar keine Antwort lesen: Er erlaubt ihren Origin nicht.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `Der Speicher erlaubt den Origin dieser Seite, hat aber die Preflight-Anfrage für ${facts.method} abgelehnt.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `Der Speicher erlaubt ${facts.method}, hat aber die Preflight-Anfrage für die Header des Uploads abgelehnt: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'Der Speicher beantwortet ein einfaches Formular, hat aber die Preflight-Anfrage (OPTIONS) abgelehnt, die Browser vor einem Formular mit Fortschrittsanzeige senden.',
      `${corsRule(facts)} Steht ein Proxy oder eine Firewall vor dem Speicher, lassen Sie OPTIONS dort durch.`,
    ],
    'cors-answer-hidden': (facts) => [
      'Der Speicher hat die Testdatei erhalten, aber seine Antwort erlaubt den Origin dieser Seite nicht (Access-Control-Allow-Origin). Deshalb verbirgt der Browser sie vor der Seite.',
      `${corsRule(facts)} Steht ein Proxy oder CDN vor dem Speicher, muss dieser Header dort durchgereicht werden.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Gleichen Sie die Uhren des Speichers und des signierenden Rechners mit einem Zeitserver ab, und sorgen Sie dafür, dass kein Cache die Antworten der API aufbewahrt (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `Das Ticket wurde gerade eben angefordert, aber nach der Uhr dieses Geräts ${signed(aheadSeconds)}. ${isStored ? 'Der Speicher hat es trotzdem akzeptiert.' : 'Der Speicher hat die Testdatei abgelehnt, nennt aber nicht die Zeit als Grund.'}`,
      'Vergleichen Sie die Uhr des signierenden Rechners mit einem Zeitserver. Geht sie richtig, prüfen Sie, ob ein Cache alte Tickets liefert; nichts darf die Antworten der API zwischenspeichern. Ist beides nicht die Ursache, geht die Uhr dieses Geräts falsch, was nicht schadet.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `Das Ticket läuft nach ${unit(seconds, 'second')} ab. Das ist zu kurz, um eine Datei zu senden.`,
      'Lassen Sie Tickets fünf bis fünfzehn Minuten gelten. Sendet die API den Zeitpunkt des Ablaufs, vergleichen Sie die Uhren ihrer Rechner.',
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} Laut Signatur gilt es ${unit(seconds, 'second')}.`,
      'Lassen Sie Tickets fünf bis fünfzehn Minuten gelten.',
    ],
    'credentials-refused/key': (answer) => [
      `Der Speicher kennt den Schlüssel nicht, mit dem die API signiert (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `Die temporären Zugangsdaten, mit denen die API signiert, sind abgelaufen (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `Der Speicher akzeptiert das Sitzungstoken nicht, mit dem die API signiert (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `Der Speicher akzeptiert den Geltungsbereich der Signatur nicht (${answered(answer)}).`,
      'Signieren Sie für Region und Dienst des Speichers, und höchstens für eine Woche.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: Ein Content-Type wurde signiert, steht aber nicht im Ticket.`,
      `Lassen Sie die API Content-Type in die ${method === 'PUT' ? 'Header' : 'Felder'} des Tickets schreiben, mit genau dem Wert, den sie signiert hat.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. Das Ticket wurde für den Typ ${type} angefordert, enthält aber einen anderen Content-Type. Vermutlich wurde der eine signiert und der andere ins Ticket geschrieben.`,
      'Lassen Sie die API genau den Content-Type signieren, den sie in die Header des Tickets schreibt.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'Headern' : 'Feldern'
      return [
        `${refused(answer)}: Diese Namen sind signiert, fehlen aber in den ${what} des Tickets: ${list(names)}.`,
        `Lassen Sie die API sie mit genau den signierten Werten zu den ${what} des Tickets hinzufügen, oder signieren Sie sie nicht mehr.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: Das Ticket enthält Header, die nicht signiert wurden: ${list(names)}.`,
            "Signieren Sie sie als Header (im AWS-SDK hält 'unhoistableHeaders' eine Prüfsumme aus der Query heraus), oder lassen Sie sie im Ticket weg.",
          ]
        : [
            `${refused(answer)}: Das Formular hat Felder ohne Bedingung in seiner Policy: ${list(names)}.`,
            'Ergänzen Sie für jedes davon eine Bedingung in der Policy, oder lassen Sie sie im Formular weg.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}: Es wurde die Prüfsumme eines leeren Inhalts signiert.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'Es wurde die Prüfsumme eines leeren Inhalts signiert. Dieser Speicher ignoriert sie; andere lehnen jede Datei ab.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, obwohl die Namen im Ticket mit denen übereinstimmen, die seine Signatur umfasst.`,
      `Vergleichen Sie ${isTypeSigned ? 'die signierten Werte, vor allem den Content-Type, mit denen im Ticket' : 'den signierten Schlüssel und Host mit denen im Ticket'}. Prüfen Sie den geheimen Schlüssel und die Region, mit denen die API signiert, ob diese Zugangsdaten in den Bucket schreiben dürfen, und ob ein Proxy den Host oder einen Header verändert.`,
    ],

    'connection-broken': [
      'Die Verbindung zum Speicher bricht ab, sobald der Inhalt der Testdatei gesendet wird.',
      'Suchen Sie zwischen Browser und Speicher nach einem Proxy oder einer Firewall, die Größe oder Methoden von Anfragen begrenzt, und sehen Sie im Protokoll des Speichers nach.',
    ],
    'connection-broken/early': [
      'Die Verbindung ist abgebrochen, bevor die ganze Testdatei gesendet war. Vielleicht hat der Speicher das Ticket abgelehnt, ohne die Datei zu lesen; dieser Browser zeigt eine solche Antwort nicht.',
      'Führen Sie die Prüfung mit einer Datei unter 64 KiB aus, weil dann jeder Browser die Ablehnung zeigt, oder in Chromium.',
    ],
    'storage-slow': [
      'Der Speicher ist erreichbar, hat aber auf die Testdatei nicht rechtzeitig geantwortet.',
      "Sehen Sie im Protokoll des Speichers nach, und suchen Sie nach Proxys dazwischen, die auf etwas warten. Ein größeres 'timeoutMs' zeigt, ob der Speicher langsam ist oder hängt.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `Der Speicher hat die Testdatei gespeichert, aber der Service Worker ${worker} fängt Uploads ab. Der Browser meldet dann keinen Fortschritt und kann eine abgebrochene Übertragung nicht beenden.`,
      "Beginnen Sie den fetch-Handler des Service Workers mit `if (event.request.method !== 'GET') return`, damit Uploads an ihm vorbeigehen.",
    ],
    'storage-redirected': [
      'Der Speicher hat die Testdatei zu einem anderen Origin umgeleitet, wo das Ticket nicht gilt.',
      'Signieren Sie für den Endpunkt, zu dem der Speicher umleitet. Bei S3 ist das der Endpunkt in der Region des Buckets.',
    ],
    'storage-redirected/region': (answer) => [
      `Der Bucket liegt in einer anderen Region als der, für die das Ticket signiert wurde (${answered(answer)}).`,
      'Signieren Sie mit Region und Endpunkt des Buckets.',
    ],
    'not-storage': [
      'Etwas anderes als der Speicher hat geantwortet: mit einer Seite oder mit einem Fehler trotz Erfolgsstatus.',
      'Prüfen Sie den Endpunkt, für den die API signiert, und ob ein Proxy, eine Anmeldeseite oder ein Captive Portal dazwischen liegt.',
    ],
    'bucket-missing': (answer) => [
      `Den Bucket im Ticket gibt es nicht (${answered(answer)}).`,
      'Legen Sie ihn an, oder korrigieren Sie die Konfiguration der API. Für MinIO signieren Sie URLs im Pfad-Stil (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `Der Speicher nimmt unter der Adresse im Ticket keine Uploads an (${answered(answer)}).`,
      'Prüfen Sie, was die API signiert: Ein Formular geht an die URL des Buckets, ein PUT an die des Objekts.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Schlagen Sie nach, was dieser Code bedeutet, und vergleichen Sie es mit dem, was die API signiert: Größengrenzen, Typen, Prüfsummen, die Policy des Buckets.',
    ],
    'storage-refused/checksum': (answer) => [
      `Die signierte Prüfsumme passt nicht zum Inhalt (${answered(answer)}).`,
      'Signieren Sie in Base64 die Prüfsumme, mit der das Ticket angefordert wurde. Stimmt sie, verändert etwas zwischen Seite und Speicher den Inhalt.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `Die signierte Prüfsumme hat nicht das richtige Format (${answered(answer)}).`,
      'Content-MD5 erwartet die 16 Byte in Base64, nicht in Hexadezimalziffern.',
    ],
    'storage-failed/full': (answer) => [`Der Speicher ist voll (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`Der Speicher ist ausgelastet (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`Der Speicher hat eine Störung (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'Der Speicher hat die Testdatei gespeichert, verbirgt aber den ETag vor der Seite. Diese API braucht ihn, um Dateien zu registrieren.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'Der Speicher verbirgt den ETag vor der Seite, daher kann er nicht mit der Prüfsumme des Inhalts verglichen werden.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'Der ETag ist nicht der MD5 der Testdatei, wie ihn dieses Backend erwartet. Unversehrte Dateien würden für beschädigt gehalten.',
      "Verschlüsselt der Bucket mit KMS, sind seine ETags keine Prüfsummen: Setzen Sie die Option 'etagIsMd5' des Backends auf false. Andernfalls verändert etwas zwischen Seite und Speicher den Inhalt.",
    ],
    'confirm-failed': ({ code, error }) => [
      `Der Speicher hat die Testdatei, aber das Backend hat sie nicht registriert (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Suchen Sie diesen Aufruf im Protokoll des Servers: Prüfen Sie, was er mit dem Speicher vergleicht und ob er auf denselben Bucket zugreift.',
    ],
    'clean-up-failed': [
      'Das Ticket konnte nicht verworfen werden, daher bleibt die Testdatei möglicherweise unregistriert im Speicher.',
      'Suchen Sie diesen Aufruf im Protokoll des Servers: Derselbe Aufruf räumt auch nach abgebrochenen Uploads auf.',
    ],
  },
}
