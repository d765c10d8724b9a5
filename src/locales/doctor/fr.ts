import type {
  AdapterError,
  ApiAnswer,
  CorsFacts,
  DoctorTexts,
  Names,
  StorageAnswer,
} from '../../doctor/report/DoctorTexts.js'
import { createFormats } from '../formats.js'

const { duration, unit } = createFormats('fr')

const answered = ({ status, code }: StorageAnswer): string => `statut ${status}${code === undefined ? '' : `, ${code}`}`

const refused = (answer: StorageAnswer): string => `Le stockage a refusé le fichier de test (${answered(answer)})`

const theServerSays = (said: string | undefined): string =>
  said === undefined ? '' : ` Message du serveur\u00a0: «\u00a0${said}\u00a0»`

const api = (sentence: string, { status, said }: ApiAnswer): string =>
  `${sentence}${status === undefined ? '' : ` (statut ${status})`}.${theServerSays(said)}`

const apiError = ({ detail, ...answer }: AdapterError): string => api(detail.replace(/\.$/, ''), answer)

const list = (names: Names): string => names.map((name) => name ?? 'un nom inhabituel').join(', ')

const corsRule = ({ rule }: CorsFacts): string =>
  `Appliquez cette règle CORS au bucket (S3, R2)\u00a0:\n${rule}\nAvec MinIO, définissez MINIO_API_CORS_ALLOW_ORIGIN sur l’origine de la page.`

const signed = (aheadSeconds: number): string =>
  `sa signature se situe ${duration(Math.abs(aheadSeconds))} dans ${aheadSeconds > 0 ? 'le futur' : 'le passé'}`

const verdicts = {
  expired: 'Selon le stockage, le ticket a expiré, alors qu’il vient d’être demandé.',
  premature: 'Selon le stockage, le ticket n’est pas encore valable.',
  skewed: 'Selon le stockage, l’heure de la signature s’écarte trop de sa propre horloge.',
}

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null)
    return 'Les horloges du signataire et du stockage diffèrent, ou le ticket vient d’un cache.'
  if (aheadSeconds === 0)
    return 'D’après l’horloge de cet appareil, il vient d’être signé\u00a0: l’horloge du stockage est donc probablement fausse.'
  return `D’après l’horloge de cet appareil, ${signed(aheadSeconds)}. Si cette horloge est juste, celle du signataire est fausse, ou le ticket vient d’un cache.`
}

const credentials =
  'Fournissez à l’API des identifiants que le stockage connaît et qui n’ont pas expiré. Un ticket ne doit pas rester valable plus longtemps que les identifiants temporaires qui l’ont signé.'

const emptyChecksum =
  "Là où l’API crée son client S3, définissez requestChecksumCalculation sur 'WHEN_REQUIRED'. Par défaut, les SDK AWS récents signent une somme de contrôle dans chaque URL, alors qu’il n’y a encore aucun contenu lorsqu’une URL est présignée."

const notTheSetUp = 'La configuration n’est pas en cause. Consultez le journal du stockage et vérifiez son quota.'

const giveTheDoctor =
  "Fournissez à la vérification ce qu’ont vos envois\u00a0: les 'metadata' qui indiquent à quoi les fichiers appartiennent, ou un 'file' d’un type que l’API accepte."

const compareAnswer = 'Dans le panneau réseau, comparez la réponse avec ce que l’adaptateur attend.'

/** The doctor's report in French. */
export const frDoctor: DoctorTexts = {
  language: 'fr',

  notes: {
    'not-reached': 'L’envoi n’est pas allé jusque-là.',
    'page-secure': 'La page est un contexte sécurisé.',
    'worker-started': 'Les fichiers sont lus dans un Web Worker.',
    'worker-from-blob':
      'Les fichiers sont lus dans un Web Worker. Il a été démarré depuis une URL blob:, car son propre fichier n’a pas pu être chargé.',
    'no-digest': 'Ce backend ne demande pas d’empreinte, aucune n’a donc été calculée.',
    'wasm-used': 'Les empreintes sont calculées avec WebAssembly.',
    'probe-accepted': 'Le backend accepte le fichier de test.',
    'ticket-answered': ({ kind }) =>
      `Le backend répond par un ticket pour ${{ put: 'un PUT', post: 'un formulaire (POST)', multipart: 'un envoi en plusieurs parties' }[kind]}.`,
    'file-known':
      'L’API a déjà ce fichier, rien n’est donc envoyé. Fournissez à la vérification un fichier que l’API n’a pas encore.',
    'address-allowed': 'La page peut envoyer des fichiers à l’URL du ticket.',
    'policy-allows': 'La Content Security Policy de la page autorise les connexions à l’API et au stockage.',
    'storage-reachable': 'Le stockage est joignable.',
    'preflight-answered': 'Le stockage répond à la requête de preflight.',
    'answers-readable': 'La page peut lire les réponses du stockage.',
    'signing-time-unknown': 'Le ticket n’indique pas quand il a été signé.',
    'signed-just-now': 'D’après l’horloge de cet appareil, le ticket vient d’être signé.',
    'device-clock-wrong': ({ aheadSeconds }) =>
      `L’horloge de cet appareil ${aheadSeconds > 0 ? 'retarde' : 'avance'} de ${duration(Math.abs(aheadSeconds))}. Les envois n’en dépendent pas.`,
    'signature-accepted': 'Le stockage accepte la signature.',
    'signature-unopposed': 'Le stockage ne conteste pas la signature.',
    'probe-stored': 'Le fichier de test a été stocké.',
    'etag-readable': 'La page peut lire l’ETag.',
    'etag-unneeded': 'Le stockage cache l’ETag à la page. Ce backend n’en a pas besoin.',
    'confirm-not-asked':
      "Le fichier de test n’a pas été enregistré. Avec 'confirm: true', il l’est, et vous devez le supprimer vous-même.",
    'confirm-multipart': 'L’API délivre des tickets pour des envois en plusieurs parties, et une seule a été envoyée.',
    'probe-registered': ({ id }) =>
      `Le backend a enregistré le fichier de test. Pensez à supprimer ${id === null ? 'le fichier' : `le fichier dont l’identifiant est «\u00a0${id}\u00a0»`}.`,
    'nothing-to-abandon': 'Il n’y a pas de ticket à abandonner\u00a0: le fichier de test est désormais enregistré.',
    'no-ticket': 'Il n’y avait pas de ticket à abandonner.',
    'cannot-abandon':
      'Avec cette API, les tickets ne peuvent pas être abandonnés\u00a0: un fichier de test de quelques octets peut rester dans le stockage sans être enregistré.',
    'ticket-abandoned': 'Le ticket a été abandonné, et le fichier de test avec lui.',
  },

  findings: {
    'page-insecure': [
      'La page est servie en http depuis une autre machine. Les envois fonctionnent, mais toute personne sur le trajet réseau peut les lire et les modifier.',
      'Servez la page en https.',
    ],
    'wasm-blocked': [
      'WebAssembly est bloqué là où les empreintes sont calculées. JavaScript s’en charge, ce qui prend plusieurs fois plus de temps.',
      "Ajoutez 'wasm-unsafe-eval' à script-src, dans la Content Security Policy de la page et dans celle avec laquelle le fichier du worker est servi.",
    ],
    'worker-blocked': [
      'La Content Security Policy de la page bloque les Web Workers. Les fichiers sont lus par petits morceaux dans le thread de la page, ce qui est plus lent.',
      "Autorisez worker-src 'self' dans la politique, ainsi que blob: si votre bundler ne livre pas le fichier du worker.",
    ],
    'worker-not-found': [
      'Aucun Web Worker n’a pu être démarré. Les fichiers sont lus par petits morceaux dans le thread de la page, ce qui est plus lent.',
      "Copiez le fichier de coatcheck/worker dans vos ressources et passez 'createWorker'. Il doit être servi comme JavaScript depuis l’origine de la page.",
    ],
    'own-worker-failed': [
      "Le worker créé par 'createWorker' n’a pas démarré, les fichiers sont donc lus autrement.",
      "Vérifiez que l’URL dans 'createWorker' sert le fichier de coatcheck/worker de la version installée, comme JavaScript, et que worker-src l’autorise.",
    ],
    'inspection-failed': [
      'Le fichier de test n’a pu être lu ni haché, ni dans un worker ni sur la page.',
      "Cherchez dans la console et le panneau réseau des scripts de coatcheck qui n’ont pas pu être chargés. Si vous passez un 'file', vérifiez qu’il est encore lisible.",
    ],

    'probe-refused': ({ reasons }) => [
      `Le 'check' du backend rejette le fichier de test avant toute requête\u00a0: ${reasons.join(', ')}.`,
      giveTheDoctor,
    ],
    'probe-refused/check-throws': [
      "Le 'check' du backend lève une erreur pour le fichier de test, avant toute requête.",
      `${giveTheDoctor} Si les envois échouent de la même façon, corrigez 'check'.`,
    ],
    'api-unauthorized': (answer) => [
      api('L’API n’accepte pas les identifiants de la demande de ticket', answer),
      "Connectez-vous. Vérifiez ensuite ce que renvoie l’option 'headers' du backend. Pour des cookies sur une autre origine, définissez 'credentials' sur 'include'.",
    ],
    'api-forbidden': (answer) => [
      api('L’API n’autorise pas cet utilisateur à envoyer des fichiers', answer),
      "Donnez à cet utilisateur le droit d’envoyer des fichiers, ou fournissez à la vérification les 'metadata' d’un élément pour lequel il peut en envoyer. L’absence d’un jeton CSRF produit le même résultat.",
    ],
    'api-not-found': (answer) => [
      api('L’API ne connaît pas l’élément auquel le fichier appartient', answer),
      "Vérifiez les identifiants dans 'metadata', puis l’option d’URL du backend.",
    ],
    'api-missing': (answer) => [
      api(
        'Un serveur répond, mais il n’y a pas de point de terminaison pour la demande de ticket à l’adresse donnée au backend',
        answer,
      ),
      'Vérifiez l’option d’URL du backend et, en développement, le proxy vers l’API.',
    ],
    'api-refused': (answer) => [
      api('L’API a rejeté le fichier de test', answer),
      "Lisez le message du serveur. S’il a besoin de plus d’informations sur un envoi, fournissez à la vérification des 'metadata'\u202f; s’il n’accepte que certains fichiers, un 'file'.",
    ],
    'api-rate-limited': (answer) => [
      api('L’API a reçu trop de requêtes', answer),
      'Attendez une minute et vérifiez à nouveau.',
    ],
    'api-failed': (answer) => [
      api('L’API a rencontré une erreur', answer),
      'La cause figure dans le journal du serveur.',
    ],
    'api-unreachable': (answer) => [
      api('L’API n’a pas pu être jointe, ou le navigateur a caché sa réponse', answer),
      'Vérifiez qu’elle fonctionne et que l’URL du backend est correcte. Si son origine diffère de celle de la page, elle a besoin de ses propres en-têtes CORS\u00a0: Access-Control-Allow-Origin, et Access-Control-Allow-Headers pour les en-têtes que l’application envoie.',
    ],
    'api-timeout': (answer) => [
      api('L’API n’a pas répondu à temps', answer),
      "Cherchez cet appel dans le journal du serveur. Un 'timeoutMs' plus long montre si l’API est lente ou bloquée.",
    ],
    'api-redirected': (answer) => [
      api('L’API redirige la demande de ticket, et les redirections ne sont pas suivies', answer),
      "Indiquez au backend l’URL définitive\u00a0: vérifiez http ou https, 'www' et la barre oblique finale. Une redirection vers une page de connexion signifie que personne n’est connecté\u00a0: l’API doit alors répondre par 401.",
    ],
    'api-answer-malformed': (error) => [
      apiError(error),
      `${compareAnswer} Du HTML à la place de JSON est une page de connexion, ou l’application elle-même parce que l’URL ou le proxy est incorrect.`,
    ],
    'api-answer-malformed/ticket': (error) => [apiError(error), compareAnswer],
    'adapter-failed': (answer) => [
      api('L’adaptateur a échoué avec une erreur de nature inconnue', answer),
      'Faites en sorte que requestTicket, dans l’adaptateur, lève une UploadError ou une erreur portant le statut de la réponse. Pour voir la cause, demandez au débogueur de s’arrêter aussi sur les exceptions interceptées.',
    ],
    'adapter-failed/app': (error) => [
      apiError(error),
      "La cause figure dans la console. Pour signaler que l’utilisateur est déconnecté, faites en sorte que 'headers' lève une UploadError avec le code 'unauthorized'.",
    ],
    'already-stored': [
      'L’API affirme avoir déjà le fichier de test, alors que son contenu est nouveau.',
      'Reconnaissez les fichiers à une empreinte de leur contenu accompagnée de leur taille, et non au nom, au type ou à la taille seuls.',
    ],

    'mixed-content': [
      'La page est en https, mais l’URL du ticket est en http. Les navigateurs bloquent de telles requêtes.',
      'Servez le stockage en https, et faites en sorte que l’API signe des URL pour le point de terminaison https que les navigateurs utilisent.',
    ],
    'ticket-unusable': ({ why }) => [
      `Le ticket est inutilisable en l’état. ${why}`,
      "Corrigez ce que l’API met dans ses tickets. Si l’origine est la bonne, ajoutez-la à 'allowedOrigins'.",
    ],
    'policy-blocks-api': [
      'La Content Security Policy de la page bloque la connexion à l’API.',
      'Ajoutez l’origine de l’API à connect-src.',
    ],
    'policy-blocks-storage': [
      'La Content Security Policy de la page bloque la connexion au stockage.',
      'Ajoutez l’origine du stockage, c’est-à-dire celle de l’URL du ticket, à connect-src. Si des images en proviennent, ajoutez-la aussi à img-src.',
    ],

    offline: ['Le navigateur est hors connexion.', 'Connectez-vous au réseau et vérifiez à nouveau.'],
    'storage-unreachable': [
      'Rien ne répond à l’adresse du ticket.',
      'Vérifiez l’hôte et le port pour lesquels l’API signe\u00a0: les navigateurs doivent pouvoir les joindre, les noms qui n’existent qu’entre serveurs ou conteneurs ne conviennent donc pas. Vérifiez ensuite le certificat TLS et les extensions qui bloquent des requêtes.',
    ],
    'cors-origin-refused': (facts) => [
      'Le stockage a refusé la requête de preflight et ne laisse cette page lire aucune réponse\u00a0: il n’autorise pas l’origine de la page.',
      corsRule(facts),
    ],
    'cors-method-refused': (facts) => [
      `Le stockage autorise l’origine de cette page, mais a refusé la requête de preflight pour ${facts.method}.`,
      corsRule(facts),
    ],
    'cors-headers-refused': ({ headers, ...facts }) => [
      `Le stockage autorise ${facts.method}, mais a refusé la requête de preflight pour les en-têtes de l’envoi\u00a0: ${list(headers)}.`,
      corsRule(facts),
    ],
    'preflight-refused': (facts) => [
      'Le stockage répond à un simple formulaire, mais a refusé la requête de preflight (OPTIONS) que les navigateurs envoient avant un formulaire avec progression.',
      `${corsRule(facts)} S’il y a un proxy ou un pare-feu devant le stockage, faites en sorte qu’il laisse passer OPTIONS.`,
    ],
    'cors-answer-hidden': (facts) => [
      'Le stockage a reçu le fichier de test, mais sa réponse n’autorise pas l’origine de cette page (Access-Control-Allow-Origin)\u202f; le navigateur la cache donc à la page.',
      `${corsRule(facts)} S’il y a un proxy ou un CDN devant le stockage, faites en sorte qu’il transmette cet en-tête.`,
    ],

    'clock-skew': ({ verdict, aheadSeconds }) => [
      `${verdicts[verdict]} ${suspect(aheadSeconds)}`,
      'Synchronisez les horloges du stockage et de la machine qui signe avec un serveur de temps, et ne laissez aucun cache conserver les réponses de l’API (Cache-Control: no-store).',
    ],
    'clock-differs': ({ aheadSeconds, isStored }) => [
      `Le ticket vient d’être demandé, mais d’après l’horloge de cet appareil, ${signed(aheadSeconds)}. ${isStored ? 'Le stockage l’a accepté malgré tout.' : 'Le stockage a refusé le fichier de test, mais sans mentionner l’heure.'}`,
      'Comparez l’horloge de la machine qui signe avec un serveur de temps. Si elle est juste, vérifiez si un cache renvoie d’anciens tickets\u202f; rien ne doit mettre en cache les réponses de l’API. Si ni l’un ni l’autre n’est en cause, l’horloge de cet appareil est fausse, ce qui est sans conséquence.',
    ],
    'ticket-short-lived': ({ seconds }) => [
      `Le ticket expire au bout de ${unit(seconds, 'second')}, ce qui est trop court pour envoyer un fichier.`,
      'Donnez aux tickets une durée de cinq à quinze minutes. Si l’API envoie l’heure d’expiration, comparez les horloges de ses machines.',
    ],
    'ticket-short-lived/expired': ({ seconds }) => [
      `${verdicts.expired} Il a été signé pour une durée de ${unit(seconds, 'second')}.`,
      'Donnez aux tickets une durée de cinq à quinze minutes.',
    ],
    'credentials-refused/key': (answer) => [
      `Le stockage ne connaît pas la clé avec laquelle l’API signe (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/expired': (answer) => [
      `Les identifiants temporaires avec lesquels l’API signe ont expiré (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/session': (answer) => [
      `Le stockage n’accepte pas le jeton de session avec lequel l’API signe (${answered(answer)}).`,
      credentials,
    ],
    'credentials-refused/scope': (answer) => [
      `Le stockage n’accepte pas la portée de la signature (${answered(answer)}).`,
      'Signez pour la région et le service du stockage, et pour une semaine au plus.',
    ],
    'type-not-signed-as-sent': ({ answer, method }) => [
      `${refused(answer)}\u00a0: un Content-Type a été signé, mais le ticket ne le contient pas.`,
      `L’API doit ajouter Content-Type aux ${method === 'PUT' ? 'en-têtes' : 'champs'} du ticket, avec exactement la valeur qu’elle a signée.`,
    ],
    'type-not-signed-as-sent/other': ({ answer, type }) => [
      `${refused(answer)}. Le ticket a été demandé pour le type ${type}, mais contient un autre Content-Type. L’un a probablement été signé et l’autre mis dans le ticket.`,
      'L’API doit signer exactement le Content-Type qu’elle met dans les en-têtes du ticket.',
    ],
    'signed-header-missing': ({ answer, method, names }) => {
      const what = method === 'PUT' ? 'en-têtes' : 'champs'
      return [
        `${refused(answer)}\u00a0: ces noms sont signés, mais manquent dans les ${what} du ticket\u00a0: ${list(names)}.`,
        `L’API doit les ajouter aux ${what} du ticket, avec exactement les valeurs signées, ou cesser de les signer.`,
      ]
    },
    'header-not-signed': ({ answer, method, names }) =>
      method === 'PUT'
        ? [
            `${refused(answer)}\u00a0: le ticket contient des en-têtes qui n’ont pas été signés\u00a0: ${list(names)}.`,
            "Signez-les comme en-têtes (dans le SDK AWS, 'unhoistableHeaders' maintient une somme de contrôle hors de la requête de l’URL), ou retirez-les du ticket.",
          ]
        : [
            `${refused(answer)}\u00a0: le formulaire a des champs sans condition dans sa politique\u00a0: ${list(names)}.`,
            'Ajoutez à la politique une condition pour chacun d’eux, ou retirez-les du formulaire.',
          ],
    'empty-checksum-signed': (answer) => [
      `${refused(answer)}\u00a0: la somme de contrôle d’un contenu vide a été signée.`,
      emptyChecksum,
    ],
    'empty-checksum-signed/ignored': [
      'La somme de contrôle d’un contenu vide a été signée. Ce stockage l’ignore\u202f; d’autres refusent tous les fichiers.',
      emptyChecksum,
    ],
    'signature-mismatch': ({ answer, isTypeSigned }) => [
      `${refused(answer)}, alors que les noms dans le ticket concordent avec ceux que couvre sa signature.`,
      `Comparez ${isTypeSigned ? 'les valeurs signées, surtout le Content-Type, avec celles du ticket' : 'la clé et l’hôte signés avec ceux du ticket'}. Vérifiez la clé secrète et la région avec lesquelles l’API signe, si ces identifiants peuvent écrire dans le bucket, et si un proxy modifie l’hôte ou un en-tête.`,
    ],

    'connection-broken': [
      'La connexion au stockage se rompt dès que le contenu du fichier de test est envoyé.',
      'Cherchez entre le navigateur et le stockage un proxy ou un pare-feu qui limite la taille ou les méthodes des requêtes, et consultez le journal du stockage.',
    ],
    'connection-broken/early': [
      'La connexion s’est rompue avant l’envoi complet du fichier de test. Le stockage a peut-être refusé le ticket sans lire le fichier\u202f; ce navigateur n’affiche pas une telle réponse.',
      'Lancez la vérification avec un fichier de moins de 64\u00a0Kio, dont tous les navigateurs affichent le refus, ou dans Chromium.',
    ],
    'storage-slow': [
      'Le stockage est joignable, mais n’a pas répondu à temps au fichier de test.',
      "Consultez le journal du stockage, et cherchez des proxys intermédiaires qui attendent quelque chose. Un 'timeoutMs' plus long montre si le stockage est lent ou bloqué.",
    ],
    'uploads-intercepted': ({ worker }) => [
      `Le fichier de test a été stocké, mais le service worker ${worker} intercepte les envois. Le navigateur n’indique alors aucune progression et ne peut pas arrêter un transfert annulé.`,
      "Commencez le gestionnaire fetch du worker par `if (event.request.method !== 'GET') return`, afin que les envois le contournent.",
    ],
    'storage-redirected': [
      'Le stockage a redirigé le fichier de test vers une autre origine, où le ticket n’est pas valable.',
      'Signez pour le point de terminaison vers lequel le stockage redirige. Avec S3, c’est celui de la région du bucket.',
    ],
    'storage-redirected/region': (answer) => [
      `Le bucket se trouve dans une autre région que celle pour laquelle le ticket a été signé (${answered(answer)}).`,
      'Signez avec la région et le point de terminaison du bucket.',
    ],
    'not-storage': [
      'Autre chose que le stockage a répondu\u00a0: par une page, ou par une erreur sous un statut de réussite.',
      'Vérifiez le point de terminaison pour lequel l’API signe, et si un proxy, une page de connexion ou un portail captif s’intercale.',
    ],
    'bucket-missing': (answer) => [
      `Le bucket du ticket n’existe pas (${answered(answer)}).`,
      'Créez-le, ou corrigez la configuration de l’API. Avec MinIO, signez des URL de type chemin (forcePathStyle).',
    ],
    'bucket-missing/method': (answer) => [
      `Le stockage n’accepte pas d’envois à l’adresse du ticket (${answered(answer)}).`,
      'Vérifiez ce que l’API signe\u00a0: un formulaire va à l’URL du bucket, un PUT à celle de l’objet.',
    ],
    'storage-refused': (answer) => [
      `${refused(answer)}.`,
      'Cherchez la signification de ce code et comparez-la avec ce que l’API signe\u00a0: limites de taille, types, sommes de contrôle, politique du bucket.',
    ],
    'storage-refused/checksum': (answer) => [
      `La somme de contrôle signée ne correspond pas au contenu (${answered(answer)}).`,
      'Signez, en base64, l’empreinte avec laquelle le ticket a été demandé. Si elle est juste, quelque chose entre la page et le stockage modifie le contenu.',
    ],
    'storage-refused/checksum-format': (answer) => [
      `La somme de contrôle signée est mal formée (${answered(answer)}).`,
      'Content-MD5 attend les 16 octets en base64, et non en chiffres hexadécimaux.',
    ],
    'storage-failed/full': (answer) => [`Le stockage est plein (${answered(answer)}).`, notTheSetUp],
    'storage-failed/busy': (answer) => [`Le stockage est surchargé (${answered(answer)}).`, notTheSetUp],
    'storage-failed/error': (answer) => [`Le stockage a rencontré une erreur (${answered(answer)}).`, notTheSetUp],

    'etag-hidden': (facts) => [
      'Le fichier de test a été stocké, mais le stockage cache l’ETag à la page. Cette API en a besoin pour enregistrer les fichiers.',
      corsRule(facts),
    ],
    'etag-hidden/unchecked': (facts) => [
      'Le stockage cache l’ETag à la page, il ne peut donc pas être comparé avec l’empreinte du contenu.',
      corsRule(facts),
    ],
    'etag-not-md5': [
      'L’ETag n’est pas le MD5 du fichier de test, contrairement à ce que ce backend attend. Des fichiers intacts passeraient pour endommagés.',
      "Si le bucket chiffre avec KMS, ses ETags ne sont pas des empreintes\u00a0: définissez l’option 'etagIsMd5' du backend sur false. Sinon, quelque chose entre la page et le stockage modifie le contenu.",
    ],
    'confirm-failed': ({ code, error }) => [
      `Le stockage a le fichier de test, mais le backend ne l’a pas enregistré (${code}). ${error.detail}${theServerSays(error.said)}`,
      'Cherchez cet appel dans le journal du serveur\u00a0: vérifiez ce qu’il compare avec le stockage, et s’il regarde dans le même bucket.',
    ],
    'clean-up-failed': [
      'Le ticket n’a pas pu être abandonné, le fichier de test peut donc rester dans le stockage sans être enregistré.',
      'Cherchez cet appel dans le journal du serveur\u00a0: c’est le même qui nettoie après les envois annulés.',
    ],
  },
}
