/** Sets a number apart from the Chinese unit after it, which `Intl` does not: '5 秒钟'. */
export function spaceNumbers(text: string): string {
  // A line break must not separate a number from its unit.
  return text.replaceAll(/(\d)(?=\p{Script=Han})/gu, '$1\u00a0')
}
