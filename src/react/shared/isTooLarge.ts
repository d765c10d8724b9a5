/** As much is decoded for the thumbnail at the most; a browser needs four bytes for each pixel that it shows. */
const mostPixels = 50_000_000

/** Whether showing a picture would cost the page hundreds of megabytes, however small its file is. */
export function isTooLarge({
  width = 0,
  height = 0,
}: { readonly width?: number; readonly height?: number } = {}): boolean {
  return width * height > mostPixels
}
