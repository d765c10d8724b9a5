/** Returns the blocks of code in a guide, flattened for comparison. */
export function snippetsOf(guide: string): readonly string[] {
  return [...guide.matchAll(/```tsx?\n(.*?)```/gs)].map(([, snippet = '']) => flatten(snippet).trim())
}

/** Removes the indentation, because a snippet has less than its original. */
export function flatten(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}
