import { compose, rename, resize, stripMetadata, toJpeg, toWebp } from '../../../src/prepare.ts'
import type { Prepare } from '../../../src/contract/options.ts'

const heic = () => import('heic-to')

/** The longest side after `resize`. */
const longestSide = 64

export type StepName = 'resize' | 'toJpeg' | 'toWebp' | 'stripLocation' | 'stripAll' | 'rename' | 'all'

const steps: Readonly<Record<StepName, Prepare>> = {
  resize: resize({ longestSide }),
  toJpeg: toJpeg({ quality: 0.95, heic }),
  toWebp: toWebp({ quality: 0.95, heic }),
  stripLocation: stripMetadata('location'),
  stripAll: stripMetadata('all'),
  rename: rename('{name} 2'),
  all: compose(stripMetadata('location'), resize({ longestSide }), toWebp({ heic }), rename('{name} 3')),
}

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

/** How a browser shows a picture. */
export interface Shown {
  readonly width: number
  readonly height: number
  /** In the middle of the four quadrants. */
  readonly colours: readonly Colour[]
  /** The same, as numbers of Display P3. */
  readonly wideColours: readonly Colour[]
  /** Of all pixels. */
  readonly digest: string
}

export interface Outcome {
  readonly name: string
  readonly type: string
  readonly notes: readonly string[]
  /** The very file that was given. */
  readonly isSame: boolean
  readonly base64: string
  /** null: the browser cannot decode it */
  readonly shown: Shown | null
}

export interface Input {
  readonly name: string
  readonly type: string
  readonly base64: string
}

declare global {
  interface Window {
    readonly runStep: typeof runStep
    readonly show: typeof show
  }
}

Object.assign(globalThis, { runStep, show })

async function runStep(step: StepName, input: Input): Promise<Outcome> {
  const file = toFile(input)
  const notes: string[] = []
  const made = await steps[step](file, {
    signal: new AbortController().signal,
    onProgress: () => {},
    note: (code) => void notes.push(code),
  })
  const { name, type } = made
  return { name, type, notes, isSame: made === file, base64: await toBase64(made), shown: await draw(made) }
}

function show(input: Input): Promise<Shown | null> {
  return draw(toFile(input))
}

function toFile({ name, type, base64 }: Input): File {
  return new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type })
}

async function toBase64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 30_000) text += String.fromCharCode(...bytes.subarray(at, at + 30_000))
  return btoa(text)
}

const mostPixels = 50_000_000

async function draw(blob: Blob): Promise<Shown | null> {
  const bitmap = await createImageBitmap(blob).catch(() => null)
  if (!bitmap || bitmap.width * bitmap.height > mostPixels) return null
  const { width, height } = bitmap
  const [narrow, wide] = (['srgb', 'display-p3'] as const).map((colorSpace) => {
    const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace, willReadFrequently: true })
    if (!context) throw new Error('This browser has no canvas.')
    context.drawImage(bitmap, 0, 0)
    return context.getImageData(0, 0, width, height)
  })
  if (!narrow || !wide) throw new Error('Nothing was drawn.')
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', wide.data))
  return { width, height, colours: readQuadrants(narrow), wideColours: readQuadrants(wide), digest: digest.join() }
}

function readQuadrants({ data, width, height }: ImageData): readonly Colour[] {
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4
      return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0] as const
    }),
  )
}
