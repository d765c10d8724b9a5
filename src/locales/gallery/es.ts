import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('es')

const files = (count: number): string => plural(count, { one: '# archivo', many: '# de archivos', other: '# archivos' })

/** A sentence that agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

/** Spanish. */
export const esGallery: GalleryTexts = {
  download: (name) => `Descargar ${name}`,
  copyLink: (name) => `Copiar enlace a ${name}`,
  edit: (name) => `Editar ${name}`,
  delete: (name) => `Eliminar ${name}`,
  select: (name) => `Seleccionar ${name}`,
  move: (name) => `Mover ${name}`,

  deleted: announce('Archivo eliminado', 'eliminados'),
  undo: 'Deshacer',
  restored: announce('Archivo restaurado', 'restaurados'),
  notDeleted: announce('Archivo no eliminado', 'no eliminados'),
  notChanged: announce('Archivo no modificado', 'no modificados'),
  notDownloaded: announce('Archivo no descargado', 'no descargados'),
  dismiss: 'Ocultar',
  linksCopied: (count) =>
    plural(count, { one: 'Enlace copiado.', many: '# de enlaces copiados.', other: '# enlaces copiados.' }),
  notCopied: 'No se ha podido copiar el enlace.',

  selection: {
    label: 'Selección',
    start: 'Seleccionar',
    count: (count) => `Selección: ${number(count)}`,
    all: 'Seleccionar todo',
    end: 'Borrar selección',
    download: 'Descargar',
    copyLinks: 'Copiar enlaces',
    delete: 'Eliminar',
  },

  editing: {
    title: 'Editar datos',
    name: 'Nombre',
    alt: 'Texto alternativo',
    altHint: 'Describe la imagen a quienes no pueden verla.',
    save: 'Guardar',
    cancel: 'Cancelar',
  },

  viewer: {
    label: 'Visor',
    close: 'Cerrar',
    previous: 'Anterior',
    next: 'Siguiente',
    zoomIn: 'Ampliar',
    zoomOut: 'Reducir',
    position: (place, count) => `${number(place)} de ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name}: posición ${number(place)} de ${number(count)}. Muévelo con las flechas, suéltalo con Espacio, cancela con Escape.`,
    moved: (place, count) => `Posición ${number(place)} de ${number(count)}.`,
    dropped: (name, place, count) => `${name} está ahora en la posición ${number(place)} de ${number(count)}.`,
    cancelled: (name) => `Movimiento cancelado. ${name} ha vuelto a su sitio.`,
    refused: (name) => `No se ha podido guardar el nuevo orden. ${name} ha vuelto a su sitio.`,
  },

  reasons: {
    forbidden: 'No tienes permiso para hacer esto.',
    'not-found': 'El archivo ya no existe.',
  },
}
