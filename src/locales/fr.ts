import { createFormats } from './formats.js'
import type { AnnouncedFiles, Messages } from './messages.js'

const { and, bytes, bytesIn, duration, fromNow, number, percent, plural, speed } = createFormats('fr')

const files = (count: number): string => plural(count, { one: '# fichier', many: '# de fichiers', other: '# fichiers' })

/** 'Fichier ajouté : photo.jpg.' agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `\u00a0: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

const manyOf = { image: 'des photos', video: 'des vidéos', file: 'des fichiers' }
const oneOf = { image: 'une photo', video: 'une vidéo', file: 'un fichier' }

const contactSupport = 'Contactez l’assistance.'
const tryAgain = 'Réessayez.'
const tryAgainSoon = 'Réessayez dans un instant.'
const tryAgainOrContactSupport = 'Réessayez. Si le problème persiste, contactez l’assistance.'
const chooseAnother = 'Choisissez un autre fichier.'
const checkConnection = 'Vérifiez votre connexion, puis réessayez.'

/** French. */
export const fr: Messages = {
  language: 'fr',
  formatBytes: bytes,
  formatBytesOf: (part, whole) => `${bytesIn(part, whole)} sur ${bytes(whole)}`,
  formatSpeed: speed,
  formatPercent: percent,
  joinWords: and,
  joinFacts: (facts) => facts.join(', '),

  dropzone: {
    title: (isMultiple) =>
      isMultiple ? 'Déposez vos fichiers ici ou choisissez-les' : 'Déposez un fichier ici ou choisissez-en un',
    titleOrPaste: (isMultiple) =>
      isMultiple ? 'Déposez, collez ou choisissez des fichiers' : 'Déposez, collez ou choisissez un fichier',
    touchTitle: (isMultiple, kind) => `Choisir ${(isMultiple ? manyOf : oneOf)[kind]}`,
    camera: (kind) =>
      ({ image: 'Prendre une photo', video: 'Enregistrer une vidéo', file: 'Utiliser l’appareil photo' })[kind],
    folder: 'Choisir un dossier',
    addMore: (isMultiple) => (isMultiple ? 'Ajouter d’autres fichiers' : 'Ajouter un autre fichier'),
    upload: (isMultiple) => (isMultiple ? 'Envoyer des fichiers' : 'Envoyer un fichier'),
    drop: (isMultiple) => (isMultiple ? 'Déposez les fichiers' : 'Déposez le fichier'),
    wrongType: 'Ce type de fichier n’est pas accepté',
    reading: 'Lecture des fichiers déposés…',
    disabled: 'Impossible d’ajouter des fichiers pour le moment',
    readOnly: 'Les fichiers ne peuvent pas être modifiés ici',
    required: 'Obligatoire',
    accepts: (kinds) => kinds,
    kinds: { image: 'images', video: 'vidéos', audio: 'audio', text: 'texte' },
    upTo: (size, isMultiple) => `${size} maximum${isMultiple ? ' par fichier' : ''}`,
    atLeast: (size, isMultiple) => `${size} minimum${isMultiple ? ' par fichier' : ''}`,
    atMostFiles: (count) => `${files(count)} maximum`,
    atMostInAll: (size) => `${size} maximum au total`,
    onlyOne: 'Un seul fichier peut être ajouté à la fois. Le premier a été ajouté.',
    unreadable: (count) =>
      plural(count, {
        one: '# élément n’a pas pu être lu.',
        many: '# d’éléments n’ont pas pu être lus.',
        other: '# éléments n’ont pas pu être lus.',
      }),
    missing: (isMultiple) => (isMultiple ? 'Ajoutez au moins un fichier.' : 'Ajoutez un fichier.'),
    unfinished: 'Attendez la fin de l’envoi.',
  },

  avatar: {
    choose: 'Choisir une photo',
    change: 'Changer de photo',
    remove: 'Supprimer la photo',
    drop: 'Déposez la photo',
    missing: 'Choisissez une photo.',
  },

  list: {
    label: 'Envois',
    rejectionsLabel: 'Fichiers refusés',
    more: (count) =>
      plural(count, {
        one: 'et # autre fichier',
        many: 'et # d’autres fichiers',
        other: 'et # autres fichiers',
      }),
    keys: 'Utilisez les touches fléchées pour passer d’un fichier ou d’un bouton à l’autre. Appuyez sur Suppr pour retirer un fichier de la liste.',
    progressOf: (name) => `Progression de ${name}`,
    progressOfAll: 'Progression de tous les envois',
  },

  status: {
    waiting: 'En attente',
    waitingForDuplicate: 'En attente d’un fichier identique',
    retryingIn: (seconds) => `Nouvelle tentative ${fromNow(seconds)}`,
    retryingNow: 'Nouvelle tentative',
    inspecting: 'Lecture du fichier',
    requesting: 'Connexion',
    sending: 'Envoi',
    sendingAgain: 'Nouvel envoi',
    confirming: 'Finalisation',
    pausedByUser: 'En pause',
    offline: 'Hors connexion, reprise automatique',
    otherContent: (found, declared) => `Le contenu est au format ${found} et non ${declared}.`,
    fileMissing: 'Choisissez à nouveau le fichier pour continuer',
    comparing: 'Comparaison des fichiers',
    anotherFile: 'Ce n’est pas le même fichier. Choisissez celui que vous aviez ajouté.',
    cancelled: 'Annulé',
    uploaded: 'Envoyé',
    uploadedAs: (name) => `Envoyé sous le nom ${name}`,
    existing: 'Déjà enregistré',
    existingAs: (name) => `Déjà enregistré sous le nom ${name}`,
    initial: 'Enregistré',
    processing: 'Traitement en cours',
    rejected: 'Refusé',
    failedToRegister: 'Le fichier a été envoyé, mais pas enregistré.',
    serverSays: 'Message du serveur\u00a0:',
    secondsLeft: (seconds) => `encore ${duration(seconds)}`,
  },

  actions: {
    pause: (name) => `Mettre ${name} en pause`,
    resume: (name) => `Reprendre ${name}`,
    cancel: (name) => `Annuler ${name}`,
    retry: (name) => `Réessayer l’envoi de ${name}`,
    clear: (name) => `Retirer ${name} de la liste`,
    choose: (name) => `Choisir à nouveau ${name}`,
    dismiss: (name) => `Masquer ${name}`,
    dismissFiles: (count) => `Masquer ${files(count)}`,
    dismissAll: 'Tout masquer',
    retryFailed: (count) =>
      plural(count, { one: 'Réessayer # envoi', many: 'Réessayer # d’envois', other: 'Réessayer # envois' }),
    nextFailed: 'Aller au suivant.',
    clearFinished: 'Retirer les envois terminés',
    pauseAll: 'Tout mettre en pause',
    resumeAll: 'Tout reprendre',
    closeTray: 'Fermer les envois',
  },

  summary: (done, count) => `${number(done)} sur ${files(count)} ${count < 2 ? 'envoyé' : 'envoyés'}`,
  summaryFailed: (count, retryable) => {
    const failed = plural(count, { one: '# échec', many: '# d’échecs', other: '# échecs' })
    if (retryable === count) return failed
    if (retryable > 0) return `${failed}, dont ${number(retryable)} à réessayer`
    return `${failed}, sans nouvelle tentative possible`
  },

  errors: {
    'file-changed': ['Le fichier a été modifié après avoir été choisi.', 'Choisissez-le à nouveau.'],
    'file-missing': ['Le fichier a été déplacé ou supprimé après avoir été choisi.', 'Choisissez-le à nouveau.'],
    'file-unreadable': [
      'Le fichier est illisible.',
      'Vérifiez qu’il se trouve sur cet appareil et qu’il n’est pas ouvert dans une autre application.',
    ],
    'file-restricted': ['Ce fichier n’est pas accepté ici.', chooseAnother],
    'prepare-failed': ['Le fichier n’a pas pu être préparé.', 'Réessayez ou choisissez un autre fichier.'],
    'inspection-failed': ['Le fichier n’a pas pu être vérifié.', tryAgain],
    'app-failed': ['Un problème est survenu dans cette application.', tryAgainOrContactSupport],
    unauthorized: ['Votre session a pris fin.', 'Reconnectez-vous, puis réessayez.'],
    forbidden: [
      'Vous n’avez pas l’autorisation d’envoyer des fichiers ici.',
      'Demandez l’accès à une personne habilitée à vous le donner.',
    ],
    'not-found': ['La destination de ce fichier n’existe plus.', 'Rechargez la page et recommencez.'],
    'request-invalid': ['Le serveur n’a pas accepté cet envoi.', chooseAnother],
    'too-large': ['Le fichier est trop volumineux.', 'Choisissez-en un plus petit.'],
    'too-small': ['Le fichier est trop petit.', 'Choisissez-en un plus grand.'],
    'rate-limited': ['Trop d’envois en même temps.', 'Patientez un instant, puis réessayez.'],
    'server-error': ['Le serveur rencontre un problème.', tryAgainSoon],
    'server-unreachable': ['Le serveur est injoignable.', checkConnection],
    'server-timeout': ['Le serveur n’a pas répondu à temps.', tryAgainSoon],
    'endpoint-missing': ['Le service d’envoi n’est pas configuré correctement.', contactSupport],
    'server-redirected': [
      'Le serveur a redirigé la requête. Votre session a peut-être pris fin.',
      'Reconnectez-vous, puis réessayez.',
      'Reconnectez-vous. Si le problème persiste, contactez l’assistance.',
    ],
    'backend-failed': ['Le serveur a refusé cet envoi.', tryAgain],
    'answer-malformed': ['Le serveur a donné une réponse inattendue.', tryAgainOrContactSupport, contactSupport],
    'ticket-unusable': ['Le service d’envoi n’est pas configuré correctement.', contactSupport],
    'ticket-expired': ['Cet envoi a expiré.', tryAgain],
    'storage-refused': ['Le service de stockage a refusé le fichier.', tryAgainOrContactSupport, contactSupport],
    'storage-busy': ['Le service de stockage est surchargé.', tryAgainSoon],
    'storage-error': ['Le service de stockage rencontre un problème.', tryAgainSoon],
    'storage-full': ['L’espace de stockage est plein.', 'Libérez de l’espace, puis réessayez.'],
    'storage-blocked': [
      'Le service de stockage est injoignable.',
      'Réessayez dans un instant. Si le problème persiste, essayez un autre réseau ou désactivez les extensions.',
    ],
    'storage-unreachable': ['La connexion a été perdue.', checkConnection],
    'storage-stalled': ['L’envoi ne progresse plus.', checkConnection],
    'storage-silent': ['Le service de stockage n’a pas répondu.', tryAgain],
    'storage-redirected': ['Le service de stockage a redirigé l’envoi.', contactSupport],
    'storage-unexpected': [
      'La réponse ne venait pas du service de stockage.',
      'Vérifiez si ce réseau exige que vous vous connectiez.',
    ],
    'bytes-damaged': [
      'Le fichier a été endommagé pendant l’envoi.',
      tryAgain,
      'Essayez un autre réseau ou contactez l’assistance.',
    ],
    'type-mismatch': ['Le contenu du fichier ne correspond pas à son type.', chooseAnother],
    'etag-hidden': [
      'Le service de stockage masque des informations nécessaires pour terminer l’envoi.',
      contactSupport,
    ],
    'confirm-ambiguous': ['Le fichier est peut-être déjà enregistré.', 'Vérifiez avant de réessayer.'],
    'not-verified': ['Le serveur n’a pas trouvé le fichier envoyé.', tryAgain],
    'already-used': ['Cet envoi a déjà été utilisé.', 'Envoyez à nouveau le fichier.'],
    'record-mismatch': [
      'Le serveur a enregistré un autre fichier que celui qui a été envoyé.',
      tryAgainOrContactSupport,
    ],
    unknown: ['Un problème est survenu.', tryAgain],
  },

  rejections: {
    'type-not-accepted': (kinds) => `Ce type de fichier n’est pas accepté. Types acceptés\u00a0: ${kinds}.`,
    'file-too-large': (limit) => `Dépasse la limite de ${limit}.`,
    'file-too-small': (limit) => `En dessous du minimum de ${limit}.`,
    'file-empty': () => 'Le fichier est vide.',
    'too-many-files': (limit) => `Trop de fichiers. Maximum\u00a0: ${number(limit)}.`,
    'total-too-large': (limit) => `L’ensemble des fichiers dépasse la limite de ${limit}.`,
    'too-many-pixels': (limit) => `L’image compte plus de ${number(limit)} pixels.`,
    'too-narrow': (limit) => `L’image fait moins de ${number(limit)} pixels de large.`,
    'too-low': (limit) => `L’image fait moins de ${number(limit)} pixels de haut.`,
    'size-over-limit': (limit) => `Dépasse ${limit}. Le service n’accepte pas de fichiers aussi volumineux.`,
    'entity-missing': () => 'Choisissez à quoi ce fichier doit être joint, puis ajoutez-le à nouveau.',
    'asset-missing': () => 'Choisissez l’élément auquel ce fichier appartient, puis ajoutez-le à nouveau.',
    'extension-missing': () => 'Le nom n’indique pas le type du fichier. Ajoutez une extension telle que .jpg ou .pdf.',
    other: (code, limit) => `Refusé (${limit === undefined ? code : `${code}\u00a0: ${limit}`}).`,
  },

  doctor: {
    check: 'Vérifier la configuration',
    title: 'Vérification de la configuration',
    running: 'Envoi d’un petit fichier de test…',
    summary: (problems, warnings) => {
      if (problems > 0)
        return plural(problems, {
          one: '# problème détecté.',
          many: '# de problèmes détectés.',
          other: '# problèmes détectés.',
        })
      if (warnings > 0)
        return plural(warnings, {
          one: 'Les envois fonctionnent, avec # avertissement.',
          many: 'Les envois fonctionnent, avec # d’avertissements.',
          other: 'Les envois fonctionnent, avec # avertissements.',
        })
      return 'Aucun problème détecté.'
    },
    failed: 'La vérification n’a pas pu être exécutée. La console du navigateur indique pourquoi.',
    notLoaded:
      'La vérification n’a pas pu être chargée. Assurez-vous d’être en ligne et réessayez. Si cela ne suffit pas, rechargez la page.',
    outcomes: { ok: 'OK', problem: 'Problème', warning: 'Avertissement', 'not-checked': 'Non vérifié' },
    others: (count) =>
      plural(count, {
        one: '# autre vérification',
        many: '# d’autres vérifications',
        other: '# autres vérifications',
      }),
    copy: 'Copier sous forme de texte',
    copied: 'Copié',
    again: 'Vérifier à nouveau',
    close: 'Fermer',
    loadTexts: async () => (await import('./doctor/fr.js')).frDoctor,
  },

  announce: {
    added: announce('Fichier ajouté', 'ajoutés'),
    rejected: announce('Fichier refusé', 'refusés'),
    done: announce('Fichier envoyé', 'envoyés'),
    ready: announce('Fichier prêt', 'prêts'),
    failed: announce('Échec de l’envoi', 'en échec'),
    cancelled: announce('Envoi annulé', 'annulés'),
    paused: announce('Envoi en pause', 'en pause'),
    resumed: announce('Envoi repris', 'repris'),
    cleared: announce('Retiré de la liste', 'retirés de la liste'),
    allDone: 'Tout est terminé.',
    manyReasons: 'Les raisons figurent dans la liste.',
    online: 'De nouveau en ligne.',
  },

  gallery: {
    label: 'Galerie',
    loading: 'Chargement des images…',
    empty: 'Aucun fichier pour le moment',
    failed: 'Les images n’ont pas pu être chargées.',
    retry: 'Réessayer',
    more: 'Afficher plus',
    loadingMore: 'Chargement…',
    broken: 'Cette image ne peut pas être affichée',
    untitled: 'Sans titre',
    open: (name) => `Ouvrir ${name}`,
    keys: 'Utilisez les touches fléchées pour passer d’un fichier ou d’un bouton à l’autre.',
    loadTexts: async () => (await import('./gallery/fr.js')).frGallery,
  },

  prepare: { loadTexts: async () => (await import('./prepare/fr.js')).frPrepare },
  recovery: { loadTexts: async () => (await import('./recovery/fr.js')).frRecovery },
}
