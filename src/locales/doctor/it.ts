import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('it')

const answered = ({ status, code }: StorageAnswer): string => `stato ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `Lo storage ha rifiutato il file di prova (${answered(answer)})`

const theServerSays = (said: string | undefined): string =>
  said === undefined ? '' : ` Messaggio del server: «${said}»`

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (stato ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'uno dal nome insolito').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Applica al bucket questa regola CORS (S3, R2):\n${rule}\nCon MinIO, imposta MINIO_API_CORS_ALLOW_ORIGIN sull’origine della pagina.`

const signed = (aheadSeconds: number): string =>
  `la sua firma si colloca ${duration(Math.abs(aheadSeconds))} nel ${aheadSeconds > 0 ? 'futuro' : 'passato'}`

const verdicts = {
  expired: 'Secondo lo storage il ticket è scaduto, anche se è stato appena richiesto.',
  premature: 'Secondo lo storage il ticket non è ancora valido.',
  skewed: 'Secondo lo storage l’ora della firma si discosta troppo dal suo orologio.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'Gli orologi del firmatario e dello storage non coincidono, oppure il ticket proviene da una cache.'
  if (aheadSeconds === 0)
    return 'Secondo l’orologio di questo dispositivo è stato appena firmato, quindi l’orologio dello storage è probabilmente sbagliato.'
  return `Secondo l’orologio di questo dispositivo ${signed(aheadSeconds)}. Se questo orologio è giusto, quello del firmatario è sbagliato, oppure il ticket proviene da una cache.`
}

const credentials =
  'Fornisci all’API credenziali che lo storage conosce e che non sono scadute. Un ticket non deve durare più delle credenziali temporanee con cui è firmato.'

const emptyChecksum =
  "Dove l’API crea il suo client S3, imposta requestChecksumCalculation su 'WHEN_REQUIRED'. Per impostazione predefinita, gli SDK AWS più recenti firmano una somma di controllo in ogni URL, ma quando un URL viene prefirmato non c’è ancora alcun contenuto."

const notTheSetUp = 'La configurazione non è la causa. Consulta il log dello storage e la sua quota.'

const giveTheDoctor =
  "Fornisci alla verifica ciò che hanno i tuoi caricamenti: i 'metadata' che indicano a cosa appartengono i file, oppure un 'file' di un tipo accettato dall’API."

const compareAnswer = 'Nel pannello di rete, confronta la risposta con ciò che l’adattatore si aspetta.'

/** The doctor's report in Italian. */
export const itDoctor: DoctorTexts = {
  language: 'it',

  notes: {
    'not-reached': 'Il caricamento non è arrivato fin qui.',
    'page-secure': 'La pagina è un contesto sicuro.',
    'worker-started': 'I file vengono letti in un Web Worker.',
    'worker-from-blob':
      'I file vengono letti in un Web Worker. È stato avviato da un URL blob:, perché non è stato possibile caricare il suo file.',
    'no-digest': 'Questo backend non richiede alcuna impronta, quindi non ne è stata calcolata nessuna.',
    'wasm-used': 'Le impronte vengono calcolate con WebAssembly.',
    'probe-accepted': 'Il backend accetta il file di prova.',
    'ticket-answered': ({ kind }) =>
      `Il backend risponde con un ticket per ${{ put: 'un PUT', post: 'un form (POST)', multipart: 'un caricamento in più parti' }[kind]}.`,
    'file-known':
      'L’API ha già questo file, quindi non viene inviato nulla. Fornisci alla verifica un file che l’API non conosca.',
    'address-allowed': 'La pagina può inviare file all’URL del ticket.',
    'policy-allows': 'La Content Security Policy della pagina consente le connessioni all’API e allo storage.',
    'storage-reachable': 'Lo storage è raggiungibile.',
    'preflight-answered': 'Lo storage risponde alla richiesta di preflight.',
    'answers-readable': 'La pagina può leggere le risposte dello storage.',
    'signing-time-unknown': 'Il ticket non indica quando è stato firmato.',
    'signed-just-now': 'Secondo l’orologio di questo dispositivo, il ticket è stato appena firmato.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `L’orologio di questo dispositivo è ${aheadSeconds > 0 ? 'indietro' : 'avanti'} di ${duration(Math.abs(aheadSeconds))}. I caricamenti non ne dipendono.`,
    'signature-accepted': 'Lo storage accetta la firma.',
    'signature-unopposed': 'Lo storage non solleva obiezioni sulla firma.',
    'probe-stored': 'Lo storage ha salvato il file di prova.',
    'etag-readable': 'La pagina può leggere l’ETag.',
    'etag-unneeded': 'Lo storage nasconde l’ETag alla pagina. Questo backend non ne ha bisogno.',
    'confirm-not-asked':
      "Il file di prova non è stato registrato. Con 'confirm: true' viene registrato, e devi eliminarlo tu.",
    'confirm-multipart': 'L’API emette ticket per caricamenti in più parti, e ne è stata caricata una sola.',
    'probe-registered': ({ id }) =>
      `Il backend ha registrato il file di prova. Ricordati di eliminare ${id === null ? 'il file' : `il file con l’ID «${id}»`}.`,
    'nothing-to-abandon': 'Non c’è alcun ticket da abbandonare: il file di prova è ora registrato.',
    'no-ticket': 'Non c’era alcun ticket da abbandonare.',
    'cannot-abandon':
      'Con questa API i ticket non si possono abbandonare: un file di prova di pochi byte può restare nello storage senza essere registrato.',
    'ticket-abandoned': 'Il ticket è stato abbandonato, e con esso il file di prova.',
  },

  findings: {
    'page-insecure': [
      'La pagina è fornita tramite http da un’altra macchina. I caricamenti funzionano, ma chiunque lungo il percorso di rete può leggerli e modificarli.',
      'Fornisci la pagina tramite https.',
    ],
    'wasm-blocked': [
      'WebAssembly è bloccato dove si calcolano le impronte. Se ne occupa JavaScript, che impiega un tempo diverse volte superiore.',
      "Aggiungi 'wasm-unsafe-eval' a script-src, sia nella Content Security Policy della pagina sia in quella con cui viene fornito il file del worker.",
    ],
    'worker-blocked': [
      'La Content Security Policy della pagina blocca i Web Worker. I file vengono letti a piccoli blocchi nel thread della pagina, più lentamente.',
      "Consenti worker-src 'self' nella policy, e anche blob: se il tuo bundler non include il file del worker.",
    ],
    'worker-not-found': [
      'Non è stato possibile avviare alcun Web Worker. I file vengono letti a piccoli blocchi nel thread della pagina, più lentamente.',
      "Copia il file di coatcheck/worker tra le tue risorse e passa 'createWorker'. Deve essere fornito come JavaScript dall’origine della pagina.",
    ],
    'own-worker-failed': [
      "Il worker creato da 'createWorker' non si è avviato, quindi i file vengono letti in un altro modo.",
      "Controlla che l’URL in 'createWorker' fornisca come JavaScript il file di coatcheck/worker della versione installata, e che worker-src lo consenta.",
    ],
    'inspection-failed': [
      'Non è stato possibile leggere il file di prova o calcolarne l’impronta, né in un worker né nella pagina.',
      "Cerca nella console e nel pannello di rete gli script di coatcheck che non si sono caricati. Se passi un 'file', controlla che sia ancora leggibile.",
    ],

    'probe-refused': ({ reasons }) => [
      `Il 'check' del backend rifiuta il file di prova prima di qualsiasi richiesta: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "Il 'check' del backend genera un errore con il file di prova, prima di qualsiasi richiesta.",
      `${giveTheDoctor} Se i caricamenti falliscono allo stesso modo, correggi 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('L’API non accetta le credenziali della richiesta del ticket', answer),
      "Accedi. Poi controlla che cosa restituisce l’opzione 'headers' del backend. Per i cookie su un’altra origine, imposta 'credentials' su 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('L’API non consente a questo utente di caricare file', answer),
      "Concedi a questo utente il diritto di caricare file, oppure fornisci alla verifica i 'metadata' di un elemento per cui può caricarli. La mancanza di un token CSRF produce lo stesso risultato.",
    ],
    'api-not-found': (answer) => [
      api('L’API non conosce l’elemento a cui appartiene il file', answer),
      "Controlla gli ID in 'metadata', poi l’opzione URL del backend.",
    ],
    'api-missing': (answer) => [
      api(
        'Un server risponde, ma all’indirizzo fornito al backend non c’è alcun endpoint per la richiesta del ticket',
        answer,
      ),
      'Controlla l’opzione URL del backend e, durante lo sviluppo, il proxy verso l’API.',
    ],
    'api-refused': (answer) => [
      api('L’API ha rifiutato il file di prova', answer),
      "Leggi il messaggio del server. Se gli servono più informazioni su un caricamento, fornisci 'metadata' alla verifica; se accetta solo certi file, un 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('L’API ha ricevuto troppe richieste', answer),
      'Attendi un minuto e verifica di nuovo.',
    ],
    'api-failed': (answer) => [api('L’API ha generato un errore', answer), 'La causa si trova nel log del server.'],
    'api-unreachable': (answer) => [
      api('Non è stato possibile raggiungere l’API, oppure il browser ha nascosto la sua risposta', answer),
      'Controlla che sia in esecuzione e che l’URL del backend sia corretto. Se la sua origine è diversa da quella della pagina, le servono intestazioni CORS proprie: Access-Control-Allow-Origin, e Access-Control-Allow-Headers per le intestazioni inviate dall’app.',
    ],
    'api-timeout': (answer) => [
      api('L’API non ha risposto in tempo', answer),
      "Cerca questa chiamata nel log del server. Un 'timeoutMs' più lungo mostra se l’API è lenta o bloccata.",
    ],
    'api-redirected': (answer) => [
      api('L’API reindirizza la richiesta del ticket, e i reindirizzamenti non vengono seguiti', answer),
      "Fornisci al backend l’URL definitivo: controlla http o https, 'www' e la barra finale. Un reindirizzamento a una pagina di accesso significa che nessuno ha effettuato l’accesso: in quel caso l’API deve rispondere con 401.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} HTML al posto di JSON indica una pagina di accesso, oppure l’app stessa perché l’URL o il proxy è sbagliato.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('L’adattatore ha generato un errore di tipo sconosciuto', answer),
      'Fai in modo che requestTicket dell’adattatore generi un UploadError, o un errore con lo stato della risposta. Per vedere la causa, imposta il debugger in modo che si fermi anche sulle eccezioni intercettate.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "La causa si trova nella console. Per indicare che l’utente non ha effettuato l’accesso, fai in modo che 'headers' generi un UploadError con il codice 'unauthorized'.",
    ],
    'already-stored': [
      'L’API afferma di avere già il file di prova, anche se il suo contenuto è nuovo.',
      'Riconosci i file da un’impronta del contenuto insieme alla dimensione, non solo da nome, tipo o dimensione.',
    ],

    'mixed-content': [
      'La pagina usa https, ma l’URL del ticket usa http. I browser bloccano queste richieste.',
      'Fornisci lo storage tramite https, e fai in modo che l’API firmi gli URL per l’endpoint https usato dai browser.',
    ],
    'ticket-unusable': ({ why }) => [
      `Il ticket non è utilizzabile così com’è. ${why}`,
      "Correggi ciò che l’API inserisce nei ticket. Se l’origine è giusta, aggiungila ad 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'La Content Security Policy della pagina blocca la connessione all’API.',
      'Aggiungi l’origine dell’API a connect-src.',
    ],
    'policy-blocks-storage': [
      'La Content Security Policy della pagina blocca la connessione allo storage.',
      'Aggiungi l’origine dello storage, cioè quella dell’URL del ticket, a connect-src. Se da lì provengono immagini, aggiungila anche a img-src.',
    ],

    offline: ['Il browser è offline.', 'Connettiti alla rete e verifica di nuovo.'],
    'storage-unreachable': [
      'All’indirizzo del ticket non risponde nulla.',
      'Controlla l’host e la porta per cui firma l’API: i browser devono poterli raggiungere, quindi i nomi che esistono solo tra server o container non funzionano. Poi controlla il certificato TLS e le estensioni che bloccano le richieste.',
    ],
    'cors-origin-refused': (facts) => [
      'Lo storage ha rifiutato la richiesta di preflight e non lascia leggere alcuna risposta a questa pagina: non ne consente l’origine.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `Lo storage consente l’origine di questa pagina, ma ha rifiutato la richiesta di preflight per ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `Lo storage consente ${facts.method}, ma ha rifiutato la richiesta di preflight per le intestazioni del caricamento: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'Lo storage risponde a un form semplice, ma ha rifiutato la richiesta di preflight (OPTIONS) che i browser inviano prima di un form con avanzamento.',
      `${corsRule(facts)} Se davanti allo storage c’è un proxy o un firewall, fai in modo che lasci passare OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'Lo storage ha ricevuto il file di prova, ma la sua risposta non consente l’origine di questa pagina (Access-Control-Allow-Origin), quindi il browser la nasconde alla pagina.',
      `${corsRule(facts)} Se davanti allo storage c’è un proxy o una CDN, fai in modo che inoltri questa intestazione.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Sincronizza con un server NTP gli orologi dello storage e della macchina che firma, e non lasciare che una cache conservi le risposte dell’API (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `Il ticket è stato appena richiesto, ma secondo l’orologio di questo dispositivo ${signed(aheadSeconds)}. ${isStored ? 'Lo storage lo ha accettato comunque.' : 'Lo storage ha rifiutato il file di prova, ma non cita l’ora.'}`,
      'Confronta l’orologio della macchina che firma con un server NTP. Se è giusto, controlla se una cache restituisce vecchi ticket; nulla deve memorizzare nella cache le risposte dell’API. Se la causa non è nessuna delle due, l’orologio di questo dispositivo è sbagliato, il che non crea problemi.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `Il ticket scade dopo ${unit(seconds, 'second')}: troppo poco per inviare un file.`,
      'Fai durare i ticket da cinque a quindici minuti. Se l’API invia l’ora di scadenza, confronta gli orologi delle sue macchine.',
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} È stato firmato per durare ${unit(seconds, 'second')}.`,
      'Fai durare i ticket da cinque a quindici minuti.',
    ],
    'credentials-refused/key': (answer) => [
      `Lo storage non conosce la chiave con cui firma l’API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `Le credenziali temporanee con cui firma l’API sono scadute (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `Lo storage non accetta il token di sessione con cui firma l’API (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `Lo storage non accetta l’ambito della firma (${answered(answer)}).`,
      'Firma per la regione e il servizio dello storage, e per una settimana al massimo.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: è stato firmato un Content-Type, ma il ticket non lo contiene.`,
      `Fai in modo che l’API aggiunga Content-Type ${method === 'PUT' ? 'alle intestazioni' : 'ai campi'} del ticket, con lo stesso identico valore che ha firmato.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. Il ticket è stato richiesto per il tipo ${type}, ma contiene un altro Content-Type. Probabilmente uno è stato firmato e l’altro inserito nel ticket.`,
      'Fai in modo che l’API firmi esattamente il Content-Type che inserisce nelle intestazioni del ticket.',
    ],
    'signed-header-missing': ({ answer, method, names }) => [
      `${refused(answer)}: questi nomi sono firmati, ma mancano ${method === 'PUT' ? 'nelle intestazioni' : 'nei campi'} del ticket: ${list(names)}.`,
      `Fai in modo che l’API li aggiunga ${method === 'PUT' ? 'alle intestazioni' : 'ai campi'} del ticket, con gli stessi identici valori che ha firmato, oppure che smetta di firmarli.`,
    ],
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: il ticket contiene intestazioni che non sono state firmate: ${list(names)}.`,
            "Firmale come intestazioni (nell’SDK AWS 'unhoistableHeaders' tiene una somma di controllo fuori dalla query), oppure toglile dal ticket.",
          ]
        : [
            `${refused(answer)}: il form ha campi senza una condizione nella sua policy: ${list(names)}.`,
            'Aggiungi alla policy una condizione per ognuno, oppure toglili dal form.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}: è stata firmata la somma di controllo di un contenuto vuoto.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'È stata firmata la somma di controllo di un contenuto vuoto. Questo storage la ignora; altri rifiutano ogni file.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, anche se i nomi nel ticket coincidono con quelli coperti dalla firma.`,
      `Confronta ${isTypeSigned ? 'i valori firmati, soprattutto il Content-Type, con quelli del ticket' : 'la chiave e l’host firmati con quelli del ticket'}. Controlla la chiave segreta e la regione con cui firma l’API, se quelle credenziali possono scrivere nel bucket, e se un proxy modifica l’host o un’intestazione.`,
    ],

    'connection-broken': [
      'La connessione allo storage si interrompe non appena viene inviato il contenuto del file di prova.',
      'Cerca tra il browser e lo storage un proxy o un firewall che limita la dimensione o i metodi delle richieste, e consulta il log dello storage.',
    ],
    'connection-broken/early': [
      'La connessione si è interrotta prima che il file di prova fosse inviato per intero. Lo storage potrebbe aver rifiutato il ticket senza leggere il file; questo browser non mostra una risposta del genere.',
      'Esegui la verifica con un file più piccolo di 64 KiB, di cui ogni browser mostra il rifiuto, oppure in Chromium.',
    ],
    'storage-slow': [
      'Lo storage è raggiungibile, ma non ha risposto in tempo al file di prova.',
      "Consulta il log dello storage e cerca proxy intermedi in attesa di qualcosa. Un 'timeoutMs' più lungo mostra se lo storage è lento o bloccato.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `Lo storage ha salvato il file di prova, ma il service worker ${worker} intercetta i caricamenti. In tal caso il browser non segnala l’avanzamento e non può fermare un trasferimento annullato.`,
      "Inizia il gestore fetch del worker con `if (event.request.method !== 'GET') return`, in modo che i caricamenti non passino di lì.",
    ],
    'storage-redirected': [
      'Lo storage ha reindirizzato il file di prova a un’altra origine, dove il ticket non è valido.',
      'Firma per l’endpoint a cui reindirizza lo storage. Con S3 è quello della regione del bucket.',
    ],
    'storage-redirected/region': (answer) => [
      `Il bucket si trova in una regione diversa da quella per cui è stato firmato il ticket (${answered(answer)}).`,
      'Firma con la regione e l’endpoint del bucket.',
    ],
    'not-storage': [
      'Ha risposto qualcosa di diverso dallo storage: con una pagina, o con un errore sotto uno stato di successo.',
      'Controlla l’endpoint per cui firma l’API, e se in mezzo c’è un proxy, una pagina di accesso o un captive portal.',
    ],
    'bucket-missing': (answer) => [
      `Il bucket del ticket non esiste (${answered(answer)}).`,
      'Crealo, oppure correggi la configurazione dell’API. Con MinIO, firma URL basati sul percorso (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `Lo storage non accetta caricamenti all’indirizzo del ticket (${answered(answer)}).`,
      'Controlla che cosa firma l’API: un form va all’URL del bucket, un PUT a quello dell’oggetto.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Cerca il significato di questo codice e confrontalo con ciò che firma l’API: limiti di dimensione, tipi, somme di controllo, policy del bucket.',
    ],
    'storage-refused/checksum': (answer) => [
      `La somma di controllo firmata non corrisponde al contenuto (${answered(answer)}).`,
      'Firma, in base64, l’impronta con cui è stato richiesto il ticket. Se è giusta, qualcosa tra la pagina e lo storage modifica il contenuto.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `La somma di controllo firmata non è nel formato corretto (${answered(answer)}).`,
      'Content-MD5 richiede i 16 byte in base64, non in cifre esadecimali.',
    ],
    'storage-failed/full': (answer) => [`Lo storage è pieno (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`Lo storage è sovraccarico (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`Lo storage ha generato un errore (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'Lo storage ha salvato il file di prova, ma nasconde l’ETag alla pagina. Questa API ne ha bisogno per registrare i file.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'Lo storage nasconde l’ETag alla pagina, quindi non può essere confrontato con l’impronta del contenuto.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'L’ETag non è l’MD5 del file di prova, contrariamente a quanto si aspetta questo backend. File intatti verrebbero ritenuti danneggiati.',
      "Se il bucket usa la crittografia KMS, i suoi ETag non sono impronte: imposta l’opzione 'etagIsMd5' del backend su false. Altrimenti qualcosa tra la pagina e lo storage modifica il contenuto.",
    ],
    'confirm-failed': ({ code, error }) => [
      `Lo storage ha il file di prova, ma il backend non lo ha registrato (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Cerca questa chiamata nel log del server: controlla che cosa confronta con lo storage, e se guarda nello stesso bucket.',
    ],
    'clean-up-failed': [
      'Non è stato possibile abbandonare il ticket, quindi il file di prova può restare nello storage senza essere registrato.',
      'Cerca questa chiamata nel log del server: è la stessa che ripulisce dopo i caricamenti annullati.',
    ],
  },
}
