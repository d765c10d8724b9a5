import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('nl')

const answered = ({ status, code }: StorageAnswer): string => `status ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `De opslag heeft het testbestand geweigerd (${answered(answer)})`

const theServerSays = (said: string | undefined): string => (said === undefined ? '' : ` De server meldt: “${said}”`)

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (status ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'een met een ongebruikelijke naam').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Geef de bucket deze CORS-regel (S3, R2):\n${rule}\nStel bij MinIO MINIO_API_CORS_ALLOW_ORIGIN in op de origin van de pagina.`

const signed = (aheadSeconds: number): string =>
  `${duration(Math.abs(aheadSeconds))} in ${aheadSeconds > 0 ? 'de toekomst' : 'het verleden'}`

const verdicts = {
  expired: 'Volgens de opslag is het ticket verlopen, hoewel het net is aangevraagd.',
  premature: 'Volgens de opslag is het ticket nog niet geldig.',
  skewed: 'Volgens de opslag wijkt het tijdstip van ondertekening te veel af van de eigen klok.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'De klokken van de ondertekenaar en de opslag verschillen, of het ticket kwam uit een cache.'
  if (aheadSeconds === 0)
    return 'Volgens de klok van dit apparaat is het zojuist ondertekend, dus de klok van de opslag loopt waarschijnlijk niet goed.'
  return `Volgens de klok van dit apparaat ligt de ondertekening ${signed(aheadSeconds)}. Als deze klok goed loopt, loopt die van de ondertekenaar verkeerd, of kwam het ticket uit een cache.`
}

const credentials =
  'Geef de API toegangsgegevens die de opslag kent en die niet zijn verlopen. Een ticket mag niet langer geldig zijn dan de tijdelijke toegangsgegevens waarmee het is ondertekend.'

const emptyChecksum =
  "Stel op de plek waar de API de S3-client maakt requestChecksumCalculation in op 'WHEN_REQUIRED'. Nieuwere AWS-SDK’s nemen standaard een controlesom op in elke URL die ze ondertekenen, maar op dat moment is er nog geen inhoud."

const notTheSetUp = 'De configuratie is niet de oorzaak. Bekijk het logboek van de opslag en het quotum.'

const giveTheDoctor =
  "Geef de controle mee wat je uploads hebben: de 'metadata' die aangeven waar bestanden bij horen, of een 'file' van een soort die de API accepteert."

const compareAnswer = 'Vergelijk in het netwerkpaneel het antwoord met wat de adapter verwacht.'

/** The doctor's report in Dutch. */
export const nlDoctor: DoctorTexts = {
  language: 'nl',

  notes: {
    'not-reached': 'Zo ver is de upload niet gekomen.',
    'page-secure': 'De pagina is een beveiligde context.',
    'worker-started': 'Bestanden worden in een Web Worker gelezen.',
    'worker-from-blob':
      'Bestanden worden in een Web Worker gelezen. Die is gestart vanaf een blob:-URL, omdat zijn eigen bestand niet kon worden geladen.',
    'no-digest': 'Deze backend vraagt niet om een hash, dus er is er geen berekend.',
    'wasm-used': 'Hashes worden met WebAssembly berekend.',
    'probe-accepted': 'De backend accepteert het testbestand.',
    'ticket-answered': ({ kind }) =>
      `De backend antwoordt met een ticket voor ${{ put: 'een PUT', post: 'een formulier (POST)', multipart: 'een upload in delen' }[kind]}.`,
    'file-known': 'De API heeft dit bestand al, dus er wordt niets verzonden. Geef de controle een nieuw bestand.',
    'address-allowed': 'De pagina mag bestanden verzenden naar de URL in het ticket.',
    'policy-allows': 'De Content Security Policy van de pagina staat de verbindingen met de API en de opslag toe.',
    'storage-reachable': 'De opslag is bereikbaar.',
    'preflight-answered': 'De opslag beantwoordt het preflight-verzoek.',
    'answers-readable': 'De pagina mag de antwoorden van de opslag lezen.',
    'signing-time-unknown': 'Het ticket vermeldt niet wanneer het is ondertekend.',
    'signed-just-now': 'Volgens de klok van dit apparaat is het ticket zojuist ondertekend.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `De klok van dit apparaat loopt ${duration(Math.abs(aheadSeconds))} ${aheadSeconds > 0 ? 'achter' : 'voor'}. Uploads hangen daar niet van af.`,
    'signature-accepted': 'De opslag accepteert de handtekening.',
    'signature-unopposed': 'De opslag heeft geen bezwaar tegen de handtekening.',
    'probe-stored': 'De opslag heeft het testbestand opgeslagen.',
    'etag-readable': 'De pagina mag de ETag lezen.',
    'etag-unneeded': 'De opslag verbergt de ETag voor de pagina. Deze backend heeft hem niet nodig.',
    'confirm-not-asked':
      "Het testbestand is niet geregistreerd. Met 'confirm: true' wel, en dan moet je het zelf verwijderen.",
    'confirm-multipart': 'De API geeft tickets uit voor uploads in delen, en er is maar één deel geüpload.',
    'probe-registered': ({ id }) =>
      `De backend heeft het testbestand geregistreerd. Vergeet niet ${id === null ? 'het bestand' : `het bestand met de ID “${id}”`} te verwijderen.`,
    'nothing-to-abandon': 'Er is geen ticket om in te trekken: het testbestand is nu geregistreerd.',
    'no-ticket': 'Er was geen ticket om in te trekken.',
    'cannot-abandon':
      'Bij deze API kunnen tickets niet worden ingetrokken: een testbestand van enkele bytes kan ongeregistreerd in de opslag achterblijven.',
    'ticket-abandoned': 'Het ticket is ingetrokken, en daarmee ook het testbestand.',
  },

  findings: {
    'page-insecure': [
      'De pagina wordt via http vanaf een andere machine aangeboden. Uploads werken, maar iedereen op het netwerkpad kan ze lezen en wijzigen.',
      'Bied de pagina via https aan.',
    ],
    'wasm-blocked': [
      'WebAssembly is geblokkeerd op de plek waar hashes worden berekend. JavaScript neemt dat over, wat een veelvoud van de tijd kost.',
      "Voeg 'wasm-unsafe-eval' toe aan script-src, zowel in de Content Security Policy van de pagina als in die waarmee het bestand van de worker wordt aangeboden.",
    ],
    'worker-blocked': [
      'De Content Security Policy van de pagina blokkeert Web Workers. Bestanden worden in kleine stukken op de thread van de pagina gelezen, wat langzamer is.',
      "Sta worker-src 'self' toe in het beleid, en ook blob: als je bundler het bestand van de worker niet meelevert.",
    ],
    'worker-not-found': [
      'Er kon geen Web Worker worden gestart. Bestanden worden in kleine stukken op de thread van de pagina gelezen, wat langzamer is.',
      "Kopieer het bestand van coatcheck/worker naar je assets en geef 'createWorker' mee. Het moet als JavaScript vanaf de origin van de pagina worden aangeboden.",
    ],
    'own-worker-failed': [
      "De worker die 'createWorker' heeft gemaakt, is niet gestart, dus bestanden worden op een andere manier gelezen.",
      "Controleer of de URL in 'createWorker' het bestand van coatcheck/worker uit de geïnstalleerde versie als JavaScript aanbiedt, en of worker-src dat toestaat.",
    ],
    'inspection-failed': [
      'Het testbestand kon niet worden gelezen of gehasht, noch in een worker, noch op de pagina.',
      "Zoek in de console en het netwerkpaneel naar scripts van coatcheck die niet konden worden geladen. Als je een 'file' meegeeft, controleer dan of het nog leesbaar is.",
    ],

    'probe-refused': ({ reasons }) => [
      `De 'check' van de backend weigert het testbestand voordat er een verzoek wordt gedaan: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "De 'check' van de backend gooit een fout bij het testbestand, voordat er een verzoek wordt gedaan.",
      `${giveTheDoctor} Als uploads op dezelfde manier mislukken, herstel dan 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('De API accepteert de inloggegevens van de ticketaanvraag niet', answer),
      "Log in. Controleer daarna wat de optie 'headers' van de backend oplevert. Stel voor cookies op een andere origin 'credentials' in op 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('De API staat niet toe dat deze gebruiker uploadt', answer),
      "Geef deze gebruiker het recht om te uploaden, of geef de controle de 'metadata' van iets waarnaar de gebruiker mag uploaden. Een ontbrekend CSRF-token ziet er hetzelfde uit.",
    ],
    'api-not-found': (answer) => [
      api('De API kent het item niet waar het bestand bij hoort', answer),
      "Controleer de ID’s in 'metadata', en daarna de URL-optie van de backend.",
    ],
    'api-missing': (answer) => [
      api(
        'Er antwoordt een server, maar op het adres dat de backend heeft gekregen is er geen endpoint voor de ticketaanvraag',
        answer,
      ),
      'Controleer de URL-optie van de backend en, tijdens het ontwikkelen, de proxy naar de API.',
    ],
    'api-refused': (answer) => [
      api('De API heeft het testbestand geweigerd', answer),
      "Lees wat de server meldt. Heeft hij meer gegevens over een upload nodig, geef de controle dan 'metadata' mee; accepteert hij alleen bepaalde bestanden, een 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('De API heeft te veel verzoeken ontvangen', answer),
      'Wacht een minuut en controleer opnieuw.',
    ],
    'api-failed': (answer) => [
      api('Er is een fout opgetreden in de API', answer),
      'De oorzaak staat in het logboek van de server.',
    ],
    'api-unreachable': (answer) => [
      api('De API was niet bereikbaar, of de browser heeft het antwoord verborgen', answer),
      'Controleer of de API draait en of de URL van de backend klopt. Als de origin verschilt van die van de pagina, heeft de API eigen CORS-headers nodig: Access-Control-Allow-Origin, en Access-Control-Allow-Headers voor de headers die de app verzendt.',
    ],
    'api-timeout': (answer) => [
      api('De API heeft niet op tijd geantwoord', answer),
      "Zoek deze aanroep in het logboek van de server. Een langere 'timeoutMs' laat zien of de API traag is of vastzit.",
    ],
    'api-redirected': (answer) => [
      api('De API leidt de ticketaanvraag om, en omleidingen worden niet gevolgd', answer),
      "Geef de backend de uiteindelijke URL: controleer http of https, 'www' en de schuine streep aan het eind. Een omleiding naar een inlogpagina betekent dat niemand is ingelogd: laat de API dan met 401 antwoorden.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} HTML in plaats van JSON is een inlogpagina, of de app zelf omdat de URL of de proxy niet klopt.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('De adapter heeft een onbekend soort fout gegooid', answer),
      'Laat requestTicket van de adapter een UploadError gooien, of een fout met de status van het antwoord. Laat de debugger ook op opgevangen uitzonderingen stoppen om de oorzaak te zien.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "De oorzaak staat in de console. Laat 'headers' een UploadError met de code 'unauthorized' gooien om te melden dat de gebruiker is uitgelogd.",
    ],
    'already-stored': [
      'Volgens de API bestaat het testbestand al, hoewel de inhoud nieuw is.',
      'Herken bestanden aan een hash van de inhoud samen met de grootte, niet alleen aan naam, type of grootte.',
    ],

    'mixed-content': [
      'De pagina gebruikt https, maar de URL van het ticket gebruikt http. Browsers blokkeren zulke verzoeken.',
      'Bied de opslag via https aan, en laat de API URL’s ondertekenen voor het https-endpoint dat browsers gebruiken.',
    ],
    'ticket-unusable': ({ why }) => [
      `Het ticket is zo niet bruikbaar. ${why}`,
      "Corrigeer wat de API in de tickets zet. Als de origin klopt, voeg die dan toe aan 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'De Content Security Policy van de pagina blokkeert de verbinding met de API.',
      'Voeg de origin van de API toe aan connect-src.',
    ],
    'policy-blocks-storage': [
      'De Content Security Policy van de pagina blokkeert de verbinding met de opslag.',
      'Voeg de origin van de opslag, die van de URL in het ticket, toe aan connect-src. Komen er ook afbeeldingen vandaan, voeg hem dan ook toe aan img-src.',
    ],

    offline: ['De browser is offline.', 'Maak verbinding met het netwerk en controleer opnieuw.'],
    'storage-unreachable': [
      'Op het adres in het ticket antwoordt niets.',
      'Controleer de host en poort waarvoor de API ondertekent: browsers moeten die kunnen bereiken, dus namen die alleen tussen servers of containers bestaan werken niet. Controleer daarna het TLS-certificaat en extensies die verzoeken blokkeren.',
    ],
    'cors-origin-refused': (facts) => [
      'De opslag heeft het preflight-verzoek geweigerd en laat deze pagina geen enkel antwoord lezen: de origin van de pagina is niet toegestaan.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `De opslag staat de origin van deze pagina toe, maar heeft het preflight-verzoek voor ${facts.method} geweigerd.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `De opslag staat ${facts.method} toe, maar heeft het preflight-verzoek voor de headers van de upload geweigerd: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'De opslag beantwoordt een eenvoudig formulier, maar heeft het preflight-verzoek (OPTIONS) geweigerd dat browsers vóór een formulier met voortgang verzenden.',
      `${corsRule(facts)} Staat er een proxy of firewall voor de opslag, zorg dan dat die OPTIONS doorlaat.`,
    ],
    'cors-answer-hidden': (facts) => [
      'De opslag heeft het testbestand ontvangen, maar het antwoord staat de origin van deze pagina niet toe (Access-Control-Allow-Origin), dus verbergt de browser het voor de pagina.',
      `${corsRule(facts)} Staat er een proxy of CDN voor de opslag, zorg dan dat die deze header doorgeeft.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Synchroniseer de klokken van de opslag en van de machine die ondertekent met een tijdserver, en laat geen cache de antwoorden van de API bewaren (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `Het ticket is zojuist aangevraagd, maar volgens de klok van dit apparaat ligt de ondertekening ${signed(aheadSeconds)}. ${isStored ? 'De opslag heeft het toch geaccepteerd.' : 'De opslag heeft het testbestand geweigerd, maar noemt de tijd niet.'}`,
      'Vergelijk de klok van de machine die ondertekent met een tijdserver. Loopt die goed, controleer dan of een cache oude tickets teruggeeft; niets mag de antwoorden van de API in een cache bewaren. Is geen van beide de oorzaak, dan loopt de klok van dit apparaat verkeerd, wat geen kwaad kan.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `Het ticket verloopt na ${unit(seconds, 'second')}. Dat is te kort om een bestand te verzenden.`,
      'Laat tickets vijf tot vijftien minuten geldig zijn. Als de API meestuurt wanneer het ticket verloopt, vergelijk dan de klokken van de machines waarop de API draait.',
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} Het is ondertekend om ${unit(seconds, 'second')} geldig te zijn.`,
      'Laat tickets vijf tot vijftien minuten geldig zijn.',
    ],
    'credentials-refused/key': (answer) => [
      `De opslag kent de sleutel niet waarmee de API ondertekent (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `De tijdelijke toegangsgegevens waarmee de API ondertekent, zijn verlopen (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `De opslag accepteert het sessietoken niet waarmee de API ondertekent (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `De opslag accepteert het bereik van de handtekening niet (${answered(answer)}).`,
      'Onderteken voor de regio en de service van de opslag zelf, en voor hooguit een week.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}: er is een Content-Type ondertekend, maar het staat niet in het ticket.`,
      `Laat de API Content-Type toevoegen aan de ${method === 'PUT' ? 'headers' : 'velden'} van het ticket, met precies de waarde die is ondertekend.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. Het ticket is aangevraagd voor het type ${type}, maar bevat een ander Content-Type. Waarschijnlijk is het ene ondertekend en het andere in het ticket gezet.`,
      'Laat de API precies het Content-Type ondertekenen dat in de headers van het ticket komt te staan.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'headers' : 'velden'
      return [
        `${refused(answer)}: deze namen zijn ondertekend, maar ontbreken in de ${what} van het ticket: ${list(names)}.`,
        `Laat de API ze toevoegen aan de ${what} van het ticket, met precies de waarden die zijn ondertekend, of onderteken ze niet meer.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}: het ticket bevat headers die niet zijn ondertekend: ${list(names)}.`,
            "Onderteken ze als headers (in de AWS-SDK houdt 'unhoistableHeaders' een controlesom buiten de query), of laat ze weg uit het ticket.",
          ]
        : [
            `${refused(answer)}: het formulier heeft velden zonder voorwaarde in het beleid: ${list(names)}.`,
            'Voeg voor elk daarvan een voorwaarde toe aan het beleid, of laat ze weg uit het formulier.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}: de controlesom van een lege inhoud is ondertekend.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'De controlesom van een lege inhoud is ondertekend. Deze opslag negeert die; andere weigeren elk bestand.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, hoewel de namen in het ticket overeenkomen met die waar de handtekening voor geldt.`,
      `Vergelijk ${isTypeSigned ? 'de ondertekende waarden, vooral het Content-Type, met die in het ticket' : 'de ondertekende sleutel en host met die in het ticket'}. Controleer de geheime sleutel en de regio waarmee de API ondertekent, of je met die toegangsgegevens naar de bucket mag schrijven, en of een proxy de host of een header wijzigt.`,
    ],

    'connection-broken': [
      'De verbinding met de opslag valt weg zodra de inhoud van het testbestand wordt verzonden.',
      'Zoek tussen de browser en de opslag naar een proxy of firewall die de grootte of methoden van verzoeken beperkt, en bekijk het logboek van de opslag.',
    ],
    'connection-broken/early': [
      'De verbinding viel weg voordat het hele testbestand was verzonden. Misschien heeft de opslag het ticket geweigerd zonder het bestand te lezen; deze browser toont zo’n antwoord niet.',
      'Voer de controle uit met een bestand kleiner dan 64 KiB, want dan toont elke browser de weigering, of voer de controle uit in Chromium.',
    ],
    'storage-slow': [
      'De opslag is bereikbaar, maar heeft niet op tijd op het testbestand geantwoord.',
      "Bekijk het logboek van de opslag, en zoek naar tussenliggende proxy’s die ergens op wachten. Een langere 'timeoutMs' laat zien of de opslag traag is of vastzit.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `De opslag heeft het testbestand opgeslagen, maar de service worker ${worker} onderschept uploads. De browser meldt dan geen voortgang en kan een geannuleerde overdracht niet stoppen.`,
      "Begin de fetch-handler van de worker met `if (event.request.method !== 'GET') return`, zodat uploads eromheen gaan.",
    ],
    'storage-redirected': [
      'De opslag heeft het testbestand omgeleid naar een andere origin, waar het ticket niet geldig is.',
      'Onderteken voor het endpoint waarnaar de opslag omleidt. Bij S3 is dat het endpoint van de regio van de bucket.',
    ],
    'storage-redirected/region': (answer) => [
      `De bucket staat in een andere regio dan die waarvoor het ticket is ondertekend (${answered(answer)}).`,
      'Onderteken met de regio en het endpoint van de bucket zelf.',
    ],
    'not-storage': [
      'Iets anders dan de opslag heeft geantwoord: met een pagina, of met een fout die een successtatus heeft.',
      'Controleer het endpoint waarvoor de API ondertekent, en of er een proxy, een inlogpagina of een captive portal tussen zit.',
    ],
    'bucket-missing': (answer) => [
      `De bucket in het ticket bestaat niet (${answered(answer)}).`,
      'Maak hem aan, of corrigeer de configuratie van de API. Onderteken bij MinIO URL’s in padstijl (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `De opslag accepteert geen uploads op het adres in het ticket (${answered(answer)}).`,
      'Controleer wat de API ondertekent: een formulier gaat naar de URL van de bucket, een PUT naar die van het object.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Zoek op wat deze code betekent, en vergelijk dat met wat de API ondertekent: maximale grootte, typen, controlesommen, het beleid van de bucket.',
    ],
    'storage-refused/checksum': (answer) => [
      `De ondertekende controlesom komt niet overeen met de inhoud (${answered(answer)}).`,
      'Onderteken in base64 de hash waarmee het ticket is aangevraagd. Klopt die, dan wijzigt iets tussen de pagina en de opslag de inhoud.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `De ondertekende controlesom heeft een onjuiste vorm (${answered(answer)}).`,
      'Content-MD5 verwacht de 16 bytes in base64, niet in hexadecimale cijfers.',
    ],
    'storage-failed/full': (answer) => [`De opslag is vol (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`De opslag is overbelast (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`De opslag heeft een storing (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'De opslag heeft het testbestand opgeslagen, maar verbergt de ETag voor de pagina. Deze API heeft hem nodig om bestanden te registreren.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'De opslag verbergt de ETag voor de pagina, dus die kan niet met de hash van de inhoud worden vergeleken.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'De ETag is niet de MD5 van het testbestand, zoals deze backend verwacht. Onbeschadigde bestanden zouden voor beschadigd worden gehouden.',
      "Als de bucket met KMS versleutelt, zijn de ETags geen hashes: stel de optie 'etagIsMd5' van de backend in op false. Anders wijzigt iets tussen de pagina en de opslag de inhoud.",
    ],
    'confirm-failed': ({ code, error }) => [
      `De opslag heeft het testbestand, maar de backend heeft het niet geregistreerd (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Zoek deze aanroep in het logboek van de server: controleer wat hij met de opslag vergelijkt, en of hij in dezelfde bucket kijkt.',
    ],
    'clean-up-failed': [
      'Het ticket kon niet worden ingetrokken, dus het testbestand kan ongeregistreerd in de opslag achterblijven.',
      'Zoek deze aanroep in het logboek van de server: dezelfde aanroep ruimt geannuleerde uploads op.',
    ],
  },
}
