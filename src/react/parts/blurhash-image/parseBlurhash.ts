const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

/** Decodes base 83; NaN if a character is not in the alphabet. */
function decode83(text: string): number {
  return Array.from(text).reduce((value, digit) => {
    const index = digits.indexOf(digit)
    return index < 0 ? Number.NaN : value * 83 + index
  }, 0)
}

/** The numbers in a blurhash. @see https://github.com/woltapp/blurhash/blob/master/Algorithm.md */
export interface Blurhash {
  /** The number of components across, 1 to 9. */
  readonly across: number
  /** The number of components down, 1 to 9. */
  readonly down: number
  /** The average colour in sRGB, eight bits per channel. */
  readonly average: number
  /** The value that the largest difference stands for, 0 to 1. */
  readonly largestDifference: number
  /** One for each component except the first; each holds three levels from 0 to 18. */
  readonly differences: readonly number[]
}

/** Parses a blurhash; null if the text is not one. */
export function parseBlurhash(hash: string): Blurhash | null {
  const size = decode83(hash.slice(0, 1))
  const across = (size % 9) + 1
  const down = Math.floor(size / 9) + 1
  if (hash.length !== 4 + 2 * across * down || Number.isNaN(decode83(hash))) return null
  return {
    across,
    down,
    average: decode83(hash.slice(2, 6)),
    largestDifference: (decode83(hash.slice(1, 2)) + 1) / 166,
    differences: Array.from({ length: across * down - 1 }, (_, index) =>
      decode83(hash.slice(6 + index * 2, 8 + index * 2)),
    ),
  }
}

/** The average colour of a hash as '#rrggbb'. */
export function averageColor({ average }: Blurhash): string {
  return `#${average.toString(16).padStart(6, '0')}`
}
