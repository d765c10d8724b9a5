import { posix } from 'node:path'

/** A link to an example that ends a paragraph, and the block of code below it. */
const quoted = /(\]\(([^)]*examples\/[^)]+)\)[^\n]*:\n\n)```(\w+)\n[^]*?\n```(?=\n)/g

/**
 * Puts the code of the examples into the page of a recipe: a block of code below a link to a file is that whole file.
 *
 * @param page the path of the page, from the root of the repository
 * @param read reads a file by its path from there
 */
export function fillRecipe(text: string, page: string, read: (path: string) => string): string {
  return text.replaceAll(quoted, (_, before: string, link: string, language: string) => {
    const code = read(posix.join(posix.dirname(page), link)).trimEnd()
    return `${before}\`\`\`${language}\n${code}\n\`\`\``
  })
}

/** The files that a page shows as a whole. */
export function filesOfRecipe(text: string, page: string): readonly string[] {
  return Array.from(text.matchAll(quoted), ([, , link = '']) => posix.join(posix.dirname(page), link))
}
