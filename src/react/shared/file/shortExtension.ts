/** The extension of a file's name in capitals, if it is short enough for an icon: 'PDF'. */
export function shortExtension(name: string): string | undefined {
  return /\.([a-z\d]{1,4})$/i.exec(name)?.[1]?.toUpperCase()
}
