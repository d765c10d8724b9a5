/** The limit of the contract for a text that users read. */
const longestText = 200

/** Cuts a text for users to what the contract allows, and leaves no half of a character, such as an emoji, at its end. */
export function cutText(text: string): string {
  return text.slice(0, longestText).replace(/\p{Surrogate}$/u, '')
}
