import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('fr')

const files = (count: number): string => plural(count, { one: '# fichier', many: '# de fichiers', other: '# fichiers' })

/** A sentence that agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `\u00a0: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

/** French. */
export const frGallery: GalleryTexts = {
  download: (name) => `Télécharger ${name}`,
  copyLink: (name) => `Copier le lien vers ${name}`,
  edit: (name) => `Modifier ${name}`,
  delete: (name) => `Supprimer ${name}`,
  select: (name) => `Sélectionner ${name}`,
  move: (name) => `Déplacer ${name}`,

  deleted: announce('Fichier supprimé', 'supprimés'),
  undo: 'Annuler',
  restored: announce('Fichier rétabli', 'rétablis'),
  notDeleted: announce('Fichier non supprimé', 'non supprimés'),
  notChanged: announce('Fichier non modifié', 'non modifiés'),
  notDownloaded: announce('Fichier non téléchargé', 'non téléchargés'),
  dismiss: 'Masquer',
  linksCopied: (count) => plural(count, { one: 'Lien copié.', many: '# de liens copiés.', other: '# liens copiés.' }),
  notCopied: 'Le lien n’a pas pu être copié.',

  selection: {
    label: 'Sélection',
    start: 'Sélectionner',
    count: (count) => `Sélection\u00a0: ${number(count)}`,
    all: 'Tout sélectionner',
    end: 'Effacer la sélection',
    download: 'Télécharger',
    copyLinks: 'Copier les liens',
    delete: 'Supprimer',
  },

  editing: {
    title: 'Modifier les informations',
    name: 'Nom',
    alt: 'Texte alternatif',
    altHint: 'Décrit l’image aux personnes qui ne peuvent pas la voir.',
    save: 'Enregistrer',
    cancel: 'Annuler',
  },

  viewer: {
    label: 'Visionneuse',
    close: 'Fermer',
    previous: 'Précédent',
    next: 'Suivant',
    zoomIn: 'Agrandir',
    zoomOut: 'Réduire',
    position: (place, count) => `${number(place)} sur ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name} saisi, position ${number(place)} sur ${number(count)}. Flèches pour déplacer, Espace pour déposer, Échap pour annuler.`,
    moved: (place, count) => `Position ${number(place)} sur ${number(count)}.`,
    dropped: (name, place, count) => `${name} déposé en position ${number(place)} sur ${number(count)}.`,
    cancelled: (name) => `Déplacement annulé. ${name} a retrouvé sa place.`,
    refused: (name) => `Le nouvel ordre n’a pas pu être enregistré. ${name} a retrouvé sa place.`,
  },

  reasons: {
    forbidden: 'Vous n’avez pas l’autorisation de faire cela.',
    'not-found': 'Le fichier n’existe plus.',
  },
}
