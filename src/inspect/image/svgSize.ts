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
  const text = new TextDecoder().decode(head)
  const [root = ''] = /<(?:\w+:)?svg\s(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(text) ?? []
  const width = readLength(root, /\swidth\s*=\s*["']\s*([\d.]+)\s*([a-z]*)\s*["']/i)
  const height = readLength(root, /\sheight\s*=\s*["']\s*([\d.]+)\s*([a-z]*)\s*["']/i)
  return width && height ? { width, height } : undefined
}

function readLength(root: string, pattern: RegExp): number | undefined {
  const [, amount = '', unit = ''] = pattern.exec(root) ?? []
  const pixels = Math.round(Number.parseFloat(amount) * (unitPixels[unit.toLowerCase()] ?? Number.NaN))
  return pixels > 0 ? pixels : undefined
}
