/** A browser needs four bytes for each decoded pixel. Inspection has the same limit for thumbnails. */
const maxPixels = 50_000_000

/** Whether decoding a picture would cost the page hundreds of megabytes, however small its file is. */
export function isTooLarge({
  width = 0,
  height = 0,
}: { readonly width?: number; readonly height?: number } = {}): boolean {
  return width * height > maxPixels
}
