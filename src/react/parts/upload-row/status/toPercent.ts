/**
 * The share as a whole percentage, which never shows more than there is. Without the correction, 0.58 would be 57, because
 * the product falls short of a whole number by its last bit.
 */
export function toPercent(fraction: number): number {
  return Math.floor(fraction * 100 + 1e-9)
}
