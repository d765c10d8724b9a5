/** The sizes of the square gallery, CSS pixels. */
const [leastTile, gap] = [152, 8]
const marginInViewports = 0.5

/**
 * The same tiles by hand: an absolutely placed `<img>` for each picture near the viewport, and nothing else. What the
 * page takes with it is what the browser itself keeps of the pictures that were seen.
 */
export function listPictures(root: Element, urls: readonly string[]): void {
  const list = document.createElement('div')
  root.append(list)
  const { width } = list.getBoundingClientRect()
  const columns = Math.max(1, Math.floor((width + gap) / (leastTile + gap)))
  const tile = (width - gap * (columns - 1)) / columns
  list.style.cssText = `position:relative;block-size:${Math.ceil(urls.length / columns) * (tile + gap) - gap}px`
  const shown = new Map<number, HTMLImageElement>()

  const update = (): void => {
    const { top } = list.getBoundingClientRect()
    const margin = innerHeight * marginInViewports
    const rowAt = (y: number): number => Math.floor(Math.max(0, y - top) / (tile + gap))
    const first = rowAt(-margin) * columns
    const end = Math.min(urls.length, (rowAt(innerHeight + margin) + 1) * columns)
    for (const [index, image] of shown) {
      if (index >= first && index < end) continue
      image.remove()
      shown.delete(index)
    }
    for (let index = first; index < end; index += 1) {
      const url = urls[index]
      if (url === undefined || shown.has(index)) continue
      const image = new Image()
      const [x, y] = [(index % columns) * (tile + gap), Math.floor(index / columns) * (tile + gap)]
      image.style.cssText = `position:absolute;inset:${y}px auto auto ${x}px;inline-size:${tile}px;block-size:${tile}px;object-fit:cover`
      image.decoding = 'async'
      image.src = url
      shown.set(index, image)
      list.append(image)
    }
  }
  addEventListener('scroll', update, { passive: true })
  update()
}
