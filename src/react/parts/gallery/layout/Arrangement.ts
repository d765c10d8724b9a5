/** Where a tile is, in CSS pixels from the start of the list. */
export interface TileBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What the places of the tiles follow from. */
export interface Metrics {
  /** Of the list, in CSS pixels. */
  readonly width: number
  /** CSS pixels */
  readonly gap: number
  /** How many tiles stand side by side if all have the same size. */
  readonly columns: number
  /** Width to height of such tiles. */
  readonly ratio: number
  /** About how high the rows are if each tile has the proportions of its picture; CSS pixels. */
  readonly rowHeight: number
}

/** The tiles of one row: those from `first` up to the first one of the next row. */
interface Line {
  readonly first: number
  readonly top: number
  readonly height: number
}

/** The places of all tiles, known before any of them is rendered. */
export class Arrangement {
  readonly boxes: readonly TileBox[]
  readonly height: number
  readonly #lines: readonly Line[]

  constructor(boxes: readonly TileBox[], lines: readonly Line[]) {
    this.boxes = boxes
    this.#lines = lines
    const last = lines.at(-1)
    this.height = last ? last.top + last.height : 0
  }

  /** The tiles of the lines that touch the space between two heights: from `first`, and up to but without `end`. */
  between(top: number, bottom: number): { readonly first: number; readonly end: number } {
    const first = this.#lines[this.#findLine((line) => line.top + line.height >= top)]
    const beyond = this.#lines[this.#findLine((line) => line.top > bottom)]
    const end = beyond ? beyond.first : this.boxes.length
    return { first: Math.min(first ? first.first : this.boxes.length, end), end }
  }

  /** The tile that is so many lines below another one, or above it if that is negative. Ends at the first and last line. */
  below(index: number, lines: number): number {
    const from = this.boxes[index]
    if (!from) return index
    const line = this.#findLine(({ first }) => first > index) - 1
    const to = Math.min(this.#lines.length - 1, Math.max(0, line + lines))
    if (to === line) return index
    const first = this.#lines[to]?.first ?? 0
    const end = this.#lines[to + 1]?.first ?? this.boxes.length
    const middle = from.x + from.width / 2
    let nearest = first
    for (let each = first; each < end; each += 1) {
      if (distance(this.boxes[each], middle) < distance(this.boxes[nearest], middle)) nearest = each
    }
    return nearest
  }

  /** The index of the first line for which this holds, as it does for all lines after it. */
  #findLine(holds: (line: Line) => boolean): number {
    let [low, high] = [0, this.#lines.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const line = this.#lines[middle]
      if (line && holds(line)) high = middle
      else low = middle + 1
    }
    return low
  }
}

function distance(box: TileBox | undefined, x: number): number {
  return box ? Math.abs(box.x + box.width / 2 - x) : Infinity
}
