import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('nl')

const what = ({ count, name }: AnnouncedFiles): string =>
  name ?? plural(count, { one: '# bestand', other: '# bestanden' })
const why = ({ reason }: AnnouncedFiles): string => (reason === undefined ? '.' : `. ${reason}`)

/** Dutch. */
export const nlGallery: GalleryTexts = {
  download: (name) => `${name} downloaden`,
  copyLink: (name) => `Link naar ${name} kopiëren`,
  edit: (name) => `${name} bewerken`,
  delete: (name) => `${name} verwijderen`,
  select: (name) => `${name} selecteren`,
  move: (name) => `${name} verplaatsen`,

  deleted: (news) => `${what(news)} verwijderd.`,
  undo: 'Ongedaan maken',
  restored: (news) => `${what(news)} teruggezet.`,
  notDeleted: (news) => `${what(news)} niet verwijderd${why(news)}`,
  notChanged: (news) => `${what(news)} niet gewijzigd${why(news)}`,
  notDownloaded: (news) => `${what(news)} niet gedownload${why(news)}`,
  dismiss: 'Sluiten',
  linksCopied: (count) => plural(count, { one: 'Link gekopieerd.', other: '# links gekopieerd.' }),
  notCopied: 'De link kon niet worden gekopieerd.',

  selection: {
    label: 'Selectie',
    start: 'Selecteren',
    count: (count) => `${number(count)} geselecteerd`,
    all: 'Alles selecteren',
    end: 'Selectie opheffen',
    download: 'Downloaden',
    copyLinks: 'Links kopiëren',
    delete: 'Verwijderen',
  },

  editing: {
    title: 'Gegevens bewerken',
    name: 'Naam',
    alt: 'Alternatieve tekst',
    altHint: 'Beschrijft de afbeelding voor mensen die haar niet kunnen zien.',
    save: 'Opslaan',
    cancel: 'Annuleren',
  },

  viewer: {
    label: 'Weergave',
    close: 'Sluiten',
    previous: 'Vorige',
    next: 'Volgende',
    zoomIn: 'Inzoomen',
    zoomOut: 'Uitzoomen',
    position: (place, count) => `${number(place)} van ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name} opgepakt, positie ${number(place)} van ${number(count)}. Verplaats met de pijltoetsen, zet neer met de spatiebalk, annuleer met Escape.`,
    moved: (place, count) => `Positie ${number(place)} van ${number(count)}.`,
    dropped: (name, place, count) => `${name} neergezet op positie ${number(place)} van ${number(count)}.`,
    cancelled: (name) => `Verplaatsen geannuleerd. ${name} staat weer op de oude plaats.`,
    refused: (name) => `De nieuwe volgorde kon niet worden opgeslagen. ${name} staat weer op de oude plaats.`,
  },

  reasons: {
    forbidden: 'Je hebt hier geen toestemming voor.',
    'not-found': 'Het bestand bestaat niet meer.',
  },
}
