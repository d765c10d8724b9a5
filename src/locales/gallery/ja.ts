import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('ja')

const files = (count: number): string => plural(count, { other: '# 個のファイル' })

const announce =
  (verb: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    `${name === undefined ? files(count) : `${name} `}${verb}。${reason ?? ''}`

/** Japanese. */
export const jaGallery: GalleryTexts = {
  download: (name) => `${name} をダウンロード`,
  copyLink: (name) => `${name} のリンクをコピー`,
  edit: (name) => `${name} を編集`,
  delete: (name) => `${name} を削除`,
  select: (name) => `${name} を選択`,
  move: (name) => `${name} を移動`,

  deleted: announce('を削除しました'),
  undo: '元に戻す',
  restored: announce('を元に戻しました'),
  notDeleted: announce('を削除できませんでした'),
  notChanged: announce('を変更できませんでした'),
  notDownloaded: announce('をダウンロードできませんでした'),
  dismiss: '閉じる',
  linksCopied: (count) => plural(count, { other: '# 件のリンクをコピーしました。' }),
  notCopied: 'リンクをコピーできませんでした。',

  selection: {
    label: '選択',
    start: '選択',
    count: (count) => `${number(count)} 件を選択中`,
    all: 'すべて選択',
    end: '選択を解除',
    download: 'ダウンロード',
    copyLinks: 'リンクをコピー',
    delete: '削除',
  },

  editing: {
    title: '詳細を編集',
    name: '名前',
    alt: '代替テキスト',
    altHint: '画像を見ることができない人に、その内容を伝えます。',
    save: '保存',
    cancel: 'キャンセル',
  },

  viewer: {
    label: 'ビューアー',
    close: '閉じる',
    previous: '前へ',
    next: '次へ',
    zoomIn: '拡大',
    zoomOut: '縮小',
    position: (place, count) => `${number(place)} / ${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name} を持ち上げました。${number(count)} 件中 ${number(place)} 番目です。矢印キーで移動、スペースキーで確定、Escape キーでキャンセルします。`,
    moved: (place, count) => `${number(count)} 件中 ${number(place)} 番目。`,
    dropped: (name, place, count) => `${name} を ${number(count)} 件中 ${number(place)} 番目に置きました。`,
    cancelled: (name) => `移動をキャンセルしました。${name} は元の位置です。`,
    refused: (name) => `新しい順序を保存できませんでした。${name} は元の位置です。`,
  },

  reasons: {
    forbidden: 'この操作を行う権限がありません。',
    'not-found': 'このファイルはもう存在しません。',
  },
}
