const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

/** NaN where a character is not of the alphabet. */
function decode83(text: string): number {
  return Array.from(text).reduce((value, digit) => {
    const index = digits.indexOf(digit)
    return index < 0 ? Number.NaN : value * 83 + index
  }, 0)
}

/** The numbers that a hash is made of. @see https://github.com/woltapp/blurhash/blob/master/Algorithm.md */
export interface Blurhash {
  /** How many components there are across and down. */
  readonly across: number
  readonly down: number
  /** sRGB, eight bits a channel. */
  readonly average: number
  /** What the largest difference stands for, 0 to 1. */
  readonly most: number
  /** One for each component but the first, three levels from 0 to 18. */
  readonly differences: readonly number[]
}

/** null where the text is no blurhash. */
export function parseBlurhash(hash: string): Blurhash | null {
  const size = decode83(hash.slice(0, 1))
  const across = (size % 9) + 1
  const down = Math.floor(size / 9) + 1
  if (hash.length !== 4 + 2 * across * down || Number.isNaN(decode83(hash))) return null
  return {
    across,
    down,
    average: decode83(hash.slice(2, 6)),
    most: (decode83(hash.slice(1, 2)) + 1) / 166,
    differences: Array.from({ length: across * down - 1 }, (_, index) =>
      decode83(hash.slice(6 + index * 2, 8 + index * 2)),
    ),
  }
}

/** The one colour that a hash comes down to: '#rrggbb'. */
export function averageColor({ average }: Blurhash): string {
  return `#${average.toString(16).padStart(6, '0')}`
}
