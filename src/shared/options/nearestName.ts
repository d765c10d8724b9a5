/** The name that was probably meant, or undefined where none is like it: 'maxSize' is 'maxSizeBytes'. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  // A name as long as this is nobody's slip.
  const given = name.slice(0, 60)
  const likeness = (other: string): number =>
    // Words tell 'maxFileSize' from 'maxFiles', which has more of its letters.
    shareOf(wordsOf(given), wordsOf(other)) + shareOf(pairsOf(given), pairsOf(other))
  const [nearest] = known.toSorted((a, b) => likeness(b) - likeness(a))
  return nearest !== undefined && likeness(nearest) >= 0.4 ? nearest : undefined
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/[A-Z]/g, ' $&')
    .toLowerCase()
    .split(/[\s_-]+/)
}

/** Letters with the one that follows: most of them outlive a slip. */
function pairsOf(name: string): readonly string[] {
  const letters = name.toLowerCase()
  return Array.from(letters.slice(1), (letter, index) => `${letters[index]}${letter}`)
}

/** @see https://en.wikipedia.org/wiki/Dice-S%C3%B8rensen_coefficient */
function shareOf(some: readonly string[], others: readonly string[]): number {
  const common = some.filter((one) => others.includes(one))
  return (2 * common.length) / Math.max(some.length + others.length, 1)
}
