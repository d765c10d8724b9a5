import { readMarkup } from '../markup.js'
import type { ImageSize } from './imageSize.js'

/** The size that CSS gives to an SVG if nothing else does. */
export interface SvgSize extends ImageSize {
  /** The picture has a shape but no size: the numbers are those of its coordinates. */
  readonly isRatioOnly: boolean
}

/** How many CSS pixels each unit has. */
const unitPixels: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
}

/** The browser's default font size, which applies if the picture sets none. */
const fontUnitPixels: typeof unitPixels = { em: 16, rem: 16 }

const numberPattern = String.raw`[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?`

/**
 * The natural size of an SVG by the rules of CSS for replaced elements: what its root declares; if one edge is missing,
 * what the ratio of the view box makes of it; if both are, the view box. Undefined for an SVG that fits any shape,
 * because the 300 by 150 pixels in which browsers show it do not come from the picture.
 * @see https://svgwg.org/svg2-draft/coords.html#SizingSVGInCSS
 */
export function readSvgSize(head: Uint8Array): SvgSize | undefined {
  const attributes = readMarkup(head).root?.inside?.attributes
  const hasOwnFont = attributes?.has('font-size') || attributes?.get('style')?.includes('font')
  const units = hasOwnFont ? unitPixels : { ...unitPixels, ...fontUnitPixels }
  const width = readLength(units, attributes?.get('width'))
  const height = readLength(units, attributes?.get('height'))
  if (width !== undefined && height !== undefined) return toSize(width, height)
  const box = readRatio(attributes)
  if (!box) return undefined
  if (width !== undefined) return toSize(width, (width * box.height) / box.width)
  if (height !== undefined) return toSize((height * box.width) / box.height, height)
  return { width: Math.max(1, Math.round(box.width)), height: Math.max(1, Math.round(box.height)), isRatioOnly: true }
}

/** Rounds as browsers do, which do not show a picture that rounds to nothing. */
function toSize(width: number, height: number): SvgSize | undefined {
  const size = { width: Math.round(width), height: Math.round(height), isRatioOnly: false }
  return size.width > 0 && size.height > 0 && Number.isFinite(width * height) ? size : undefined
}

/** In pixels. Undefined for percentages, for font units that depend on the machine, and for what is not a length. */
function readLength(units: typeof unitPixels, text = ''): number | undefined {
  const [, amount = '', unit = ''] = new RegExp(`^\\s*(${numberPattern})([a-z]*)\\s*$`, 'i').exec(text) ?? []
  const pixels = Number.parseFloat(amount) * (units[unit.toLowerCase()] ?? Number.NaN)
  return Number.isNaN(pixels) ? undefined : pixels
}

/** The size of the view box, if the picture keeps its shape. */
function readRatio(attributes?: ReadonlyMap<string, string>): ImageSize | undefined {
  if (/^\s*none\b/.test(attributes?.get('preserveAspectRatio') ?? '')) return undefined
  const text = attributes?.get('viewBox') ?? ''
  const number = new RegExp(numberPattern, 'gi')
  const [, , width = 0, height = 0, ...more] = (text.match(number) ?? []).map(Number)
  const isClean = more.length === 0 && /^[\s,]*$/.test(text.replace(number, ''))
  return isClean && width > 0 && height > 0 && Number.isFinite(width / height) ? { width, height } : undefined
}
