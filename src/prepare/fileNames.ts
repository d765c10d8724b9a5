const extensions: Readonly<Record<string, readonly [usual: string, ...others: string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/png': ['png', 'apng'],
  'image/webp': ['webp'],
}

/** Only an extension of a picture is replaced: in 'plan v1.2' the last part is none. */
const pictureExtension = /\.(?:jpe?g|jpe|jfif|a?png|webp|hei[cf]s?|hif|avif|gif|bmp|dib|tiff?|jxl|ico)$/i

/** The name with an extension that fits the type. */
export function renameByType(name: string, type: string): string {
  const fitting = extensions[type]
  if (!fitting || fitting.includes(extensionOf(name).toLowerCase())) return name
  return `${name.replace(pictureExtension, '')}.${fitting[0]}`
}

/** Without its dot; '' if there is none. A name that begins with its only dot has none. */
export function extensionOf(name: string): string {
  return /[^.]\.([^.\s/]{1,12})$/.exec(name)?.[1] ?? ''
}

/** The name without its extension. */
export function baseOf(name: string): string {
  const extension = extensionOf(name)
  return extension === '' ? name : name.slice(0, -extension.length - 1)
}

/** A file to be sent in place of another one: of the same date, and from the same folder. */
export function replaceFile(file: File, content: Blob, name: string): File {
  const made = new File([content], name, { type: content.type, lastModified: file.lastModified })
  const path = file.webkitRelativePath
  if (!path) return made
  const value = path.slice(0, -file.name.length) + name
  return Object.defineProperty(made, 'webkitRelativePath', { value })
}
