/** Returns the name that was probably meant ('maxSizeBytes' for 'maxSize'), or undefined if none is similar. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  // A longer name is not a typing error, and comparing it would take long.
  const given = name.slice(0, 60)
  const similarity = (other: string): number =>
    // Comparing words as well keeps 'maxFileSize' from matching 'maxFiles', with which it shares more letters.
    shareOf(wordsOf(given), wordsOf(other)) + shareOf(pairsOf(given), pairsOf(other))
  const [nearest] = known.toSorted((a, b) => similarity(b) - similarity(a))
  return nearest !== undefined && similarity(nearest) >= 0.4 ? nearest : undefined
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/[A-Z]/g, ' $&')
    .toLowerCase()
    .split(/[\s_-]+/)
}

/** Pairs of neighbouring letters: a typing error leaves most of them intact. */
function pairsOf(name: string): readonly string[] {
  const letters = name.toLowerCase()
  return Array.from(letters.slice(1), (letter, index) => `${letters[index]}${letter}`)
}

/** @see https://en.wikipedia.org/wiki/Dice-S%C3%B8rensen_coefficient */
function shareOf(some: readonly string[], others: readonly string[]): number {
  const common = some.filter((one) => others.includes(one))
  return (2 * common.length) / Math.max(some.length + others.length, 1)
}
