import { type ImageSize, readImageSize } from '../../../inspect/worker/image/imageSize.js'
import type { PrepareNote } from '../../notes.js'
import { defaultQuality, type PictureFormat, type Plan } from '../../plan.js'
import type { PrepareRequest, PrepareResult } from '../../prepare.messages.js'
import type { RunOptions } from '../runPlan.js'
import { mostBytes, mostPixels } from '../limits.js'
import { latin1 } from '../strip/latin1.js'
import { isWideGamut } from './colorProfile.js'
import { isAnimated } from './isAnimated.js'
import { findLosses } from './losses.js'
import { asDisplayP3, fitLimits, free, rowsAtOnce, scale, type Surface } from './scale.js'

/** The format has fourteen bits for each side, and browsers do not say that a picture has more. */
const mostOfWebp = 16_383

/** How much of the work is done after each step, by the time that the steps take. */
const shares = { decoded: 0.4, scaled: 0.6 }

interface DrawRequest extends PrepareRequest {
  readonly head: Uint8Array
  /** Sniffed, or declared if the bytes do not tell. */
  readonly type: string
}

/** Makes a picture smaller, or writes it in another format, or both with one decode. */
export async function draw(request: DrawRequest, { onProgress, signal }: RunOptions): Promise<PrepareResult> {
  const { file, head, type, plan } = request
  if (type === 'image/svg+xml') return asItWas('vector')
  const announced = readImageSize(head, type)
  if (announced && !isChanged(type, announced, plan)) return asItWas()
  if (isAnimated(head, type)) return asItWas('animated')
  if (file.size > mostBytes || isTooLarge(announced)) return asItWas('too-many-pixels')
  const bitmap = request.pixels ?? (await createImageBitmap(file).catch(() => null))
  if (!bitmap) return undecodable(type)
  try {
    signal.throwIfAborted()
    onProgress(shares.decoded)
    if (!isChanged(type, bitmap, plan)) return asItWas()
    // Not every format announces its size, and the app's decoder need not keep to it.
    if (isTooLarge(bitmap)) return asItWas('too-many-pixels')
    return await drawBitmap(bitmap, request, (fraction) => {
      signal.throwIfAborted()
      onProgress(fraction)
    })
  } catch {
    signal.throwIfAborted()
    // There is no canvas of that size, no memory for it, or no file of the format with such a long side.
    return asItWas('too-many-pixels')
  } finally {
    bitmap.close()
  }
}

function isTooLarge(size: ImageSize | undefined): boolean {
  return size !== undefined && size.width * size.height > mostPixels
}

function isChanged(type: string, size: ImageSize, plan: Plan): boolean {
  const { width, height } = fitLimits(size, plan.limits)
  return width !== size.width || height !== size.height || (plan.format !== undefined && plan.format.type !== type)
}

async function drawBitmap(
  bitmap: ImageBitmap,
  { file, head, type, plan, pixels }: DrawRequest,
  onProgress: (fraction: number) => void,
): Promise<PrepareResult> {
  const target = fitLimits(bitmap, plan.limits)
  const isResized = target.width !== bitmap.width || target.height !== bitmap.height
  const isWide = await isWideGamut(head, type)
  const format = plan.format ?? formatOf(head, type)
  if (format?.type === 'image/webp' && Math.max(target.width, target.height) > mostOfWebp) {
    return asItWas('too-many-pixels')
  }
  const background = format?.type === 'image/jpeg' ? format.background : undefined
  // The app's decoder hands over numbers without their colour space, which only the file tells.
  const surface =
    isWide && pixels
      ? asDisplayP3(scale(bitmap, target, { colorSpace: 'srgb', background }))
      : scale(bitmap, target, { colorSpace: isWide ? 'display-p3' : 'srgb', background })
  try {
    onProgress(shares.scaled)
    const blob = await encode(surface, format, type)
    onProgress(1)
    const isOtherFormat = plan.format !== undefined && blob.type !== plan.format.type
    if (isOtherFormat && !isResized) return asItWas('not-encodable')
    if (!isResized && blob.size >= file.size && isShownAnywhere(type)) return asItWas('would-be-larger')
    const notes: PrepareNote[] = []
    if (isOtherFormat) notes.push('not-encodable')
    if (isWide && !hasWideColors(surface)) notes.push('colors-reduced')
    notes.push(...(await findLosses(file, head, type)))
    return { blob, notes }
  } finally {
    free(surface)
  }
}

function asItWas(...notes: PrepareNote[]): PrepareResult {
  return { blob: null, notes }
}

function undecodable(type: string): PrepareResult {
  return { ...asItWas('not-decodable'), ...(type.startsWith('image/hei') && { needsHeicDecoder: true as const }) }
}

type Format = Omit<PictureFormat, 'type'> & { readonly type: string }

/** How a picture is written again if no step names a format; undefined if browsers cannot write its own. */
function formatOf(head: Uint8Array, type: string): Format | undefined {
  const format = { type, quality: defaultQuality, background: '#fff' }
  if (type === 'image/jpeg' || type === 'image/png') return format
  if (type !== 'image/webp') return undefined
  // Of a picture that lost nothing when it was written, all is kept.
  const isLossless = head[15] === 0x4c || latin1(head.subarray(0, 4096)).includes('VP8L')
  return isLossless ? { ...format, quality: 1 } : format
}

/** A browser that does not know a format writes PNG, which would be large. */
async function encode(surface: Surface, format: Format | undefined, type: string): Promise<Blob> {
  const wanted = format ?? (isOpaque(surface) ? jpeg : png)
  const blob = await surface.canvas.convertToBlob(wanted)
  if (blob.type === wanted.type) return blob
  const other = type === 'image/jpeg' || (type !== 'image/png' && isOpaque(surface)) ? jpeg : png
  return surface.canvas.convertToBlob(other)
}

const jpeg = { type: 'image/jpeg', quality: defaultQuality }
const png = { type: 'image/png' }

function isOpaque({ canvas, context }: Surface): boolean {
  for (let top = 0; top < canvas.height; top += rowsAtOnce) {
    const { data } = context.getImageData(0, top, canvas.width, Math.min(rowsAtOnce, canvas.height - top))
    for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return false
  }
  return true
}

function isShownAnywhere(type: string): boolean {
  return ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'].includes(type)
}

function hasWideColors({ context }: Surface): boolean {
  return context.getImageData(0, 0, 1, 1).colorSpace === 'display-p3'
}
