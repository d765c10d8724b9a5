import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('pt-BR')

const files = (count: number): string => plural(count, { one: '# arquivo', many: '# de arquivos', other: '# arquivos' })

/** A sentence that agrees with a name of any gender. */
const announce =
  (one: string, many: string) =>
  ({ count, name, reason }: AnnouncedFiles): string => {
    const sentence = count === 1 ? `${one}${name === undefined ? '' : `: ${name}`}.` : `${files(count)} ${many}.`
    return reason === undefined ? sentence : `${sentence} ${reason}`
  }

/** Brazilian Portuguese. */
export const ptBRGallery: GalleryTexts = {
  download: (name) => `Baixar ${name}`,
  copyLink: (name) => `Copiar link de ${name}`,
  edit: (name) => `Editar ${name}`,
  delete: (name) => `Excluir ${name}`,
  select: (name) => `Selecionar ${name}`,
  move: (name) => `Mover ${name}`,

  deleted: announce('Arquivo excluído', 'excluídos'),
  undo: 'Desfazer',
  restored: announce('Arquivo restaurado', 'restaurados'),
  notDeleted: announce('Arquivo não excluído', 'não excluídos'),
  notChanged: announce('Arquivo não alterado', 'não alterados'),
  notDownloaded: announce('Arquivo não baixado', 'não baixados'),
  dismiss: 'Dispensar',
  linksCopied: (count) =>
    plural(count, { one: 'Link copiado.', many: '# de links copiados.', other: '# links copiados.' }),
  notCopied: 'Não foi possível copiar o link.',

  selection: {
    label: 'Seleção',
    start: 'Selecionar',
    count: (count) => `Selecionados: ${number(count)}`,
    all: 'Selecionar tudo',
    end: 'Limpar seleção',
    download: 'Baixar',
    copyLinks: 'Copiar links',
    delete: 'Excluir',
  },

  editing: {
    title: 'Editar detalhes',
    name: 'Nome',
    alt: 'Texto alternativo',
    altHint: 'Descreve a imagem para quem não pode vê-la.',
    save: 'Salvar',
    cancel: 'Cancelar',
  },

  viewer: {
    label: 'Visualizador',
    close: 'Fechar',
    previous: 'Anterior',
    next: 'Próximo',
    zoomIn: 'Ampliar',
    zoomOut: 'Reduzir',
    position: (place, count) => `${number(place)} de ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name}: posição ${number(place)} de ${number(count)}. Use as setas para mover, Espaço para soltar e Esc para cancelar.`,
    moved: (place, count) => `Posição ${number(place)} de ${number(count)}.`,
    dropped: (name, place, count) => `${name} agora está na posição ${number(place)} de ${number(count)}.`,
    cancelled: (name) => `Movimento cancelado. ${name} voltou para o lugar.`,
    refused: (name) => `Não foi possível salvar a nova ordem. ${name} voltou para o lugar.`,
  },

  reasons: {
    forbidden: 'Você não tem permissão para fazer isso.',
    'not-found': 'O arquivo não existe mais.',
  },
}
