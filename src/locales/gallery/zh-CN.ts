import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('zh-CN')

const files = (count: number): string => plural(count, { other: '# 个文件' })

const announce =
  (verb: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    `${verb} ${name ?? files(count)}${reason === undefined ? '。' : `：${reason}`}`

/** Chinese (simplified). */
export const zhCNGallery: GalleryTexts = {
  download: (name) => `下载 ${name}`,
  copyLink: (name) => `复制 ${name} 的链接`,
  edit: (name) => `编辑 ${name}`,
  delete: (name) => `删除 ${name}`,
  select: (name) => `选择 ${name}`,
  move: (name) => `移动 ${name}`,

  deleted: announce('已删除'),
  undo: '撤销',
  restored: announce('已恢复'),
  notDeleted: announce('未能删除'),
  notChanged: announce('未能修改'),
  notDownloaded: announce('未能下载'),
  dismiss: '关闭',
  linksCopied: (count) => plural(count, { other: '已复制 # 个链接。' }),
  notCopied: '无法复制链接。',

  selection: {
    label: '选择',
    start: '选择',
    count: (count) => `已选择 ${number(count)} 项`,
    all: '全选',
    end: '取消选择',
    download: '下载',
    copyLinks: '复制链接',
    delete: '删除',
  },

  editing: {
    title: '编辑详细信息',
    name: '名称',
    alt: '替代文本',
    altHint: '向无法看到图片的人描述图片。',
    save: '保存',
    cancel: '取消',
  },

  viewer: {
    label: '查看器',
    close: '关闭',
    previous: '上一个',
    next: '下一个',
    zoomIn: '放大',
    zoomOut: '缩小',
    position: (place, count) => `第 ${number(place)} 个，共 ${number(count)} 个`,
    place: (place) => `第 ${number(place)} 个`,
  },

  moving: {
    lifted: (name, place, count) =>
      `已拿起 ${name}，位置 ${number(place)}，共 ${number(count)} 个。用方向键移动，按空格键放下，按 Esc 键取消。`,
    moved: (place, count) => `位置 ${number(place)}，共 ${number(count)} 个。`,
    dropped: (name, place, count) => `${name} 已放到位置 ${number(place)}，共 ${number(count)} 个。`,
    cancelled: (name) => `已取消移动。${name} 已回到原位。`,
    refused: (name) => `无法保存新的顺序。${name} 已回到原位。`,
  },

  reasons: {
    forbidden: '您没有执行此操作的权限。',
    'not-found': '该文件已不存在。',
  },
}
