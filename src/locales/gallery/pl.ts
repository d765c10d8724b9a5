import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('pl')

const files = (count: number): string =>
  plural(count, { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' })

/** The impersonal form agrees with names and numbers of any kind. */
const announce =
  (sentence: string) =>
  (news: AnnouncedFiles): string =>
    `${sentence}: ${news.name ?? files(news.count)}${news.reason === undefined ? '.' : `. ${news.reason}`}`

/** Polish. */
export const plGallery: GalleryTexts = {
  download: (name) => `Pobierz: ${name}`,
  copyLink: (name) => `Kopiuj link: ${name}`,
  edit: (name) => `Edytuj: ${name}`,
  delete: (name) => `Usuń: ${name}`,
  select: (name) => `Zaznacz: ${name}`,
  move: (name) => `Przenieś: ${name}`,

  deleted: announce('Usunięto'),
  undo: 'Cofnij',
  restored: announce('Przywrócono'),
  notDeleted: announce('Nie usunięto'),
  notChanged: announce('Nie zmieniono'),
  notDownloaded: announce('Nie pobrano'),
  dismiss: 'Ukryj',
  linksCopied: (count) =>
    plural(count, {
      one: 'Skopiowano link.',
      few: 'Skopiowano # linki.',
      many: 'Skopiowano # linków.',
      other: 'Skopiowano # linku.',
    }),
  notCopied: 'Nie udało się skopiować linku.',

  selection: {
    label: 'Zaznaczenie',
    start: 'Zaznacz',
    count: (count) => `Zaznaczono: ${number(count)}`,
    all: 'Zaznacz wszystko',
    end: 'Wyczyść zaznaczenie',
    download: 'Pobierz',
    copyLinks: 'Kopiuj linki',
    delete: 'Usuń',
  },

  editing: {
    title: 'Edytuj szczegóły',
    name: 'Nazwa',
    alt: 'Tekst alternatywny',
    altHint: 'Opisuje obraz osobom, które go nie widzą.',
    save: 'Zapisz',
    cancel: 'Anuluj',
  },

  viewer: {
    label: 'Podgląd',
    close: 'Zamknij',
    previous: 'Poprzedni',
    next: 'Następny',
    zoomIn: 'Powiększ',
    zoomOut: 'Pomniejsz',
    position: (place, count) => `${number(place)} z ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name}: pozycja ${number(place)} z ${number(count)}. Przenoś strzałkami, upuść spacją, anuluj klawiszem Escape.`,
    moved: (place, count) => `Pozycja ${number(place)} z ${number(count)}.`,
    dropped: (name, place, count) => `${name}: nowa pozycja ${number(place)} z ${number(count)}.`,
    cancelled: (name) => `Anulowano przenoszenie. ${name} jest na poprzednim miejscu.`,
    refused: (name) => `Nie udało się zapisać nowej kolejności. ${name} jest na poprzednim miejscu.`,
  },

  reasons: {
    forbidden: 'Nie masz do tego uprawnień.',
    'not-found': 'Ten plik już nie istnieje.',
  },
}
