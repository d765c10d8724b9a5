/** The blocks of code in a guide, ready to be looked for in a flattened file. */
export function snippetsOf(guide: string): readonly string[] {
  return [...guide.matchAll(/```tsx?\n(.*?)```/gs)].map(([, snippet = '']) => flatten(snippet).trim())
}

/** Without indentation: a snippet stands further left than its original. */
export function flatten(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
}
