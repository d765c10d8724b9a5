/** The share as a whole percentage, which never shows more than there is. */
export function roundDown(fraction: number): number {
  return Math.floor(fraction * 100) / 100
}
