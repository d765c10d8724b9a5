import { createFormats } from '../formats.js'
import type { AnnouncedFiles } from '../messages.js'
import type { GalleryTexts } from './GalleryTexts.js'

const { number, plural } = createFormats('ko')

const files = (count: number): string => plural(count, { other: '파일 #개' })

/** A colon instead of a particle, whose form would depend on the last sound of the name. */
const announce =
  (sentence: string) =>
  ({ count, name, reason }: AnnouncedFiles): string =>
    [`${sentence}: ${name ?? files(count)}.`, reason].filter(Boolean).join(' ')

/** Korean. */
export const koGallery: GalleryTexts = {
  download: (name) => `${name} 다운로드`,
  copyLink: (name) => `${name} 링크 복사`,
  edit: (name) => `${name} 편집`,
  delete: (name) => `${name} 삭제`,
  select: (name) => `${name} 선택`,
  move: (name) => `${name} 이동`,

  deleted: announce('삭제됨'),
  undo: '실행 취소',
  restored: announce('복원됨'),
  notDeleted: announce('삭제할 수 없음'),
  notChanged: announce('변경할 수 없음'),
  notDownloaded: announce('다운로드할 수 없음'),
  dismiss: '닫기',
  linksCopied: (count) => plural(count, { other: '링크 #개를 복사했습니다.' }),
  notCopied: '링크를 복사할 수 없습니다.',

  selection: {
    label: '선택 항목',
    start: '선택',
    count: (count) => `${number(count)}개 선택됨`,
    all: '모두 선택',
    end: '선택 해제',
    download: '다운로드',
    copyLinks: '링크 복사',
    delete: '삭제',
  },

  editing: {
    title: '세부정보 편집',
    name: '이름',
    alt: '대체 텍스트',
    altHint: '이미지를 볼 수 없는 사람에게 이미지를 설명합니다.',
    save: '저장',
    cancel: '취소',
  },

  viewer: {
    label: '뷰어',
    close: '닫기',
    previous: '이전',
    next: '다음',
    zoomIn: '확대',
    zoomOut: '축소',
    position: (place, count) => `${number(place)}/${number(count)}`,
    place: number,
  },

  moving: {
    lifted: (name, place, count) =>
      `${name}: ${number(count)}개 중 ${number(place)}번째. 화살표 키로 이동하고, 스페이스바로 놓고, Esc 키로 취소하세요.`,
    moved: (place, count) => `${number(count)}개 중 ${number(place)}번째.`,
    dropped: (name, place, count) => `${name}: ${number(count)}개 중 ${number(place)}번째에 놓았습니다.`,
    cancelled: (name) => `이동이 취소되었습니다. ${name}: 원래 위치로 돌아왔습니다.`,
    refused: (name) => `새 순서를 저장할 수 없습니다. ${name}: 원래 위치로 돌아왔습니다.`,
  },

  reasons: {
    forbidden: '이 작업을 할 권한이 없습니다.',
    'not-found': '파일이 더 이상 존재하지 않습니다.',
  },
}
