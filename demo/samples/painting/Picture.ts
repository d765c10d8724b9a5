/** A picture that is being painted, and a source of chance that is the same each time. */
export interface Picture {
  readonly context: OffscreenCanvasRenderingContext2D
  readonly width: number
  readonly height: number
  /** Returns the next number from 0 to 1. */
  readonly random: () => number
}

/** Creates an empty picture in pixels. Pictures with the same seed get the same bytes. */
export function createPicture(width: number, height: number, seed: number): Picture {
  const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false })
  if (!context) throw new Error('This browser cannot paint off the page.')
  return { context, width, height, random: createRandom(seed) }
}

/** Mulberry32: short, fast, and even enough for pictures. */
function createRandom(seed: number): () => number {
  let state = seed * 0x9e3779b1
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Returns a number between two others by chance. */
export function between({ random }: Picture, low: number, high: number): number {
  return low + (high - low) * random()
}
