/** Loads a picture, and tells whether the browser can show it. */
export function canDecode(src: string): Promise<boolean> {
  const image = new Image()
  image.src = src
  return image.decode().then(
    () => true,
    () => false,
  )
}
