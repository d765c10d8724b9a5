import type { GalleryTexts } from '../../src/locales/gallery/GalleryTexts.js'
import type { Messages } from '../../src/locales/messages.js'

/** Arguments for every text that is a function, in the shape of the texts: a new one without a sample does not compile. */
type Samples<TTexts> = {
  readonly [
    TKey in keyof TTexts as TTexts[TKey] extends string | readonly unknown[] | null
      ? never
      : TKey extends 'loadTexts'
        ? never
        : TKey
  ]: TTexts[TKey] extends (...args: infer TArguments) => unknown
    ? readonly Readonly<TArguments>[]
    : Samples<TTexts[TKey]>
}

/** One for each plural category of any of the languages. */
const counts: readonly (readonly [number])[] = [[0], [1], [2], [3], [5], [11], [21], [100], [1_000_000]]
const isMultiple: readonly (readonly [boolean])[] = [[true], [false]]
const names: readonly (readonly [string])[] = [[sampleName()]]
const sizes: readonly (readonly [string])[] = [['2 MB']]
const seconds: readonly (readonly [number])[] = [[0], [1], [2], [5], [130], [7300]]
const kinds: readonly (readonly ['image' | 'video' | 'file'])[] = [['image'], ['video'], ['file']]
const eachSize = isMultiple.map(([many]) => ['2 MB', many] as const)
const eachTitle = kinds.flatMap(([kind]) => isMultiple.map(([many]) => [many, kind] as const))
const news = [
  [{ count: 1, name: sampleName() }],
  [{ count: 1 }],
  [{ count: 2 }],
  [{ count: 5 }],
  [{ count: 100, reason: 'The reason.' }],
  [{ count: 1, name: sampleName(), reason: 'The reason.' }],
] as const

export function sampleName(): string {
  return 'photo (1).jpg'
}

export const samples: Samples<Messages> = {
  formatBytes: [[0], [1], [999], [999_999], [1.9e6]],
  formatBytesOf: [
    [1.9e6, 3.3e6],
    [12, 345],
  ],
  formatSpeed: [[900], [1.2e6]],
  formatPercent: [[0], [0.58], [1]],
  joinWords: [[['PDF']], [['PDF', 'DOCX']], [['PDF', 'DOCX', 'ODT']]],
  joinFacts: [[['PDF', '58%']]],
  dropzone: {
    title: isMultiple,
    titleOrPaste: isMultiple,
    touchTitle: eachTitle,
    camera: kinds,
    addMore: isMultiple,
    upload: isMultiple,
    drop: isMultiple,
    accepts: [['PDF']],
    kinds: {},
    upTo: eachSize,
    atLeast: eachSize,
    atMostFiles: counts,
    atMostInAll: sizes,
    unreadable: counts,
    missing: isMultiple,
  },
  avatar: {},
  list: { more: counts, progressOf: names },
  status: {
    retryingIn: seconds,
    otherContent: [['PNG', 'JPEG']],
    uploadedAs: names,
    existingAs: names,
    secondsLeft: seconds,
  },
  actions: {
    pause: names,
    resume: names,
    cancel: names,
    retry: names,
    clear: names,
    choose: names,
    dismiss: names,
    dismissFiles: counts,
    retryFailed: counts,
  },
  summary: [
    [0, 1],
    [1, 1],
    [1, 2],
    [3, 5],
    [100, 1_000_000],
  ],
  summaryFailed: [
    [1, 1],
    [1, 0],
    [2, 2],
    [2, 1],
    [5, 2],
    [5, 0],
  ],
  errors: {},
  rejections: {
    'type-not-accepted': [['PDF']],
    'file-too-large': sizes,
    'file-too-small': sizes,
    'file-empty': [[]],
    'too-many-files': counts,
    'total-too-large': sizes,
    'too-many-pixels': [[50_000_000]],
    'too-narrow': counts,
    'too-low': counts,
    'size-over-limit': sizes,
    'entity-missing': [[]],
    'asset-missing': [[]],
    'extension-missing': [[]],
    other: [
      ['my-own', undefined],
      ['my-own', 3],
    ],
  },
  doctor: {
    summary: [
      [0, 0],
      [1, 0],
      [2, 3],
      [5, 0],
      [0, 1],
      [0, 2],
      [0, 5],
      [0, 11],
    ],
    outcomes: {},
    others: counts,
  },
  announce: {
    added: news,
    rejected: news,
    done: news,
    ready: news,
    failed: news,
    cancelled: news,
    paused: news,
    resumed: news,
    cleared: news,
  },
  gallery: { open: names },
}

const places = [
  [1, 12],
  [1000, 1_000_000],
] as const
const placesOfOne = places.map(([place, count]) => [sampleName(), place, count] as const)

const gallerySamples: Samples<GalleryTexts> = {
  download: names,
  copyLink: names,
  edit: names,
  delete: names,
  select: names,
  move: names,
  deleted: news,
  restored: news,
  notDeleted: news,
  notChanged: news,
  notDownloaded: news,
  linksCopied: counts,
  selection: { count: counts },
  editing: {},
  viewer: { position: places, place: counts },
  moving: { lifted: placesOfOne, moved: places, dropped: placesOfOne, cancelled: names, refused: names },
  reasons: {},
}

/** A text with the names of the keys that lead to it. */
export type Rendered = readonly [path: string, text: string]

/** Every text of a locale, with each of its samples. */
export function renderAll(messages: Messages): readonly Rendered[] {
  return render(messages, samples, '')
}

/** Every text of a locale for the files of a gallery. */
export function renderGallery(texts: GalleryTexts): readonly Rendered[] {
  return render(texts, gallerySamples, '')
}

function render(texts: unknown, given: unknown, path: string): readonly Rendered[] {
  if (typeof texts === 'string') return [[path, texts]]
  if (typeof texts === 'function') {
    const argumentsOfEach = given as readonly (readonly unknown[])[] | undefined
    return (argumentsOfEach ?? []).map((each) => [
      path,
      String((texts as (...all: readonly unknown[]) => unknown)(...each)),
    ])
  }
  if (typeof texts !== 'object' || texts === null) return []
  return Object.entries(texts).flatMap(([key, text]) =>
    render(text, (given as Readonly<Record<string, unknown>> | undefined)?.[key], path === '' ? key : `${path}.${key}`),
  )
}
