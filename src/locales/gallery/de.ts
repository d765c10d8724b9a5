import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('de')

const what = ({ count, name }: AnnouncedFiles): string => name ?? plural(count, { one: '# Datei', other: '# Dateien' })
const why = ({ reason }: AnnouncedFiles): string => (reason === undefined ? '.' : `: ${reason}`)

/** German. */
export const deGallery: GalleryTexts = {
  download: (name) => `${name} herunterladen`,
  copyLink: (name) => `Link zu ${name} kopieren`,
  edit: (name) => `${name} bearbeiten`,
  delete: (name) => `${name} löschen`,
  select: (name) => `${name} auswählen`,
  move: (name) => `${name} verschieben`,

  deleted: (news) => `${what(news)} gelöscht.`,
  undo: 'Rückgängig',
  restored: (news) => `${what(news)} wiederhergestellt.`,
  notDeleted: (news) => `${what(news)} nicht gelöscht${why(news)}`,
  notChanged: (news) => `${what(news)} nicht geändert${why(news)}`,
  notDownloaded: (news) => `${what(news)} nicht heruntergeladen${why(news)}`,
  dismiss: 'Ausblenden',
  linksCopied: (count) => plural(count, { one: 'Link kopiert.', other: '# Links kopiert.' }),
  notCopied: 'Der Link konnte nicht kopiert werden.',

  selection: {
    label: 'Auswahl',
    start: 'Auswählen',
    count: (count) => `${number(count)} ausgewählt`,
    all: 'Alle auswählen',
    end: 'Auswahl aufheben',
    download: 'Herunterladen',
    copyLinks: 'Links kopieren',
    delete: 'Löschen',
  },

  editing: {
    title: 'Angaben bearbeiten',
    name: 'Name',
    alt: 'Alternativtext',
    altHint: 'Beschreibt das Bild für Menschen, die es nicht sehen können.',
    save: 'Speichern',
    cancel: 'Abbrechen',
  },

  viewer: {
    label: 'Ansicht',
    close: 'Schließen',
    previous: 'Vorheriges',
    next: 'Nächstes',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    position: (place, count) => `${number(place)} von ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name} aufgenommen, Position ${number(place)} von ${number(count)}. Mit den Pfeiltasten verschieben, mit der Leertaste ablegen, mit Escape abbrechen.`,
    moved: (place, count) => `Position ${number(place)} von ${number(count)}.`,
    dropped: (name, place, count) => `${name} an Position ${number(place)} von ${number(count)} abgelegt.`,
    cancelled: (name) => `Verschieben abgebrochen. ${name} ist wieder am alten Platz.`,
    refused: (name) => `Die neue Reihenfolge konnte nicht gespeichert werden. ${name} ist wieder am alten Platz.`,
  },

  reasons: {
    forbidden: 'Dafür fehlt Ihnen die Berechtigung.',
    'not-found': 'Die Datei gibt es nicht mehr.',
  },
}
