import { readMarkup } from '../markup.js'
import type { ImageSize } from './imageHeader.js'

/** CSS pixels of each unit that an SVG's size may have. Percentages and font units say nothing by themselves. */
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

/** The size that an SVG declares for itself; undefined where it leaves it to the page. */
export function readSvgSize(head: Uint8Array): ImageSize | undefined {
  const attributes = readMarkup(head).root?.inside?.attributes
  const width = readLength(attributes?.get('width'))
  const height = readLength(attributes?.get('height'))
  return width && height ? { width, height } : undefined
}

function readLength(text = ''): number | undefined {
  const [, amount = '', unit = ''] = /^\s*([\d.]+)\s*([a-z]*)\s*$/i.exec(text) ?? []
  const pixels = Math.round(Number.parseFloat(amount) * (unitPixels[unit.toLowerCase()] ?? Number.NaN))
  return pixels > 0 ? pixels : undefined
}
