import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('it')

const files = (count: number): string => plural(count, { one: '# file', many: '# di file', other: '# file' })

/** A sentence that agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

/** Italian. */
export const itGallery: GalleryTexts = {
  download: (name) => `Scarica ${name}`,
  copyLink: (name) => `Copia link a ${name}`,
  edit: (name) => `Modifica ${name}`,
  delete: (name) => `Elimina ${name}`,
  select: (name) => `Seleziona ${name}`,
  move: (name) => `Sposta ${name}`,

  deleted: announce('File eliminato', 'eliminati'),
  undo: 'Annulla',
  restored: announce('File ripristinato', 'ripristinati'),
  notDeleted: announce('File non eliminato', 'non eliminati'),
  notChanged: announce('File non modificato', 'non modificati'),
  notDownloaded: announce('File non scaricato', 'non scaricati'),
  dismiss: 'Nascondi',
  linksCopied: (count) => plural(count, { one: 'Link copiato.', many: '# di link copiati.', other: '# link copiati.' }),
  notCopied: 'Impossibile copiare il link.',

  selection: {
    label: 'Selezione',
    start: 'Seleziona',
    count: (count) => `Selezionati: ${number(count)}`,
    all: 'Seleziona tutto',
    end: 'Annulla selezione',
    download: 'Scarica',
    copyLinks: 'Copia link',
    delete: 'Elimina',
  },

  editing: {
    title: 'Modifica dettagli',
    name: 'Nome',
    alt: 'Testo alternativo',
    altHint: 'Descrive l’immagine a chi non può vederla.',
    save: 'Salva',
    cancel: 'Annulla',
  },

  viewer: {
    label: 'Visualizzatore',
    close: 'Chiudi',
    previous: 'Precedente',
    next: 'Successivo',
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    position: (place, count) => `${number(place)} di ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name}: posizione ${number(place)} di ${number(count)}. Sposta con le frecce, rilascia con Spazio, annulla con Esc.`,
    moved: (place, count) => `Posizione ${number(place)} di ${number(count)}.`,
    dropped: (name, place, count) => `${name} ora è in posizione ${number(place)} di ${number(count)}.`,
    cancelled: (name) => `Spostamento annullato. ${name} è tornato al suo posto.`,
    refused: (name) => `Impossibile salvare il nuovo ordine. ${name} è tornato al suo posto.`,
  },

  reasons: {
    forbidden: 'Non hai l’autorizzazione per farlo.',
    'not-found': 'Il file non esiste più.',
  },
}
