/**
 * Names for the tiles of one gallery. The ids of the files do not belong in attributes, because with some backends
 * whoever has an id may use the file.
 */
export class TileKeys {
  readonly #keys = new Map<string, string>()
  readonly #fileIds: string[] = []

  keyOf(fileId: string): string {
    const known = this.#keys.get(fileId)
    if (known !== undefined) return known
    const key = String(this.#fileIds.push(fileId))
    this.#keys.set(fileId, key)
    return key
  }

  fileIdOf(key: string | undefined): string | null {
    return this.#fileIds[Number(key) - 1] ?? null
  }
}

const known = new WeakMap<object, TileKeys>()

/** Returns the keys of a gallery, which stay the same when it comes back to the page. */
export function tileKeysOf(gallery: object | undefined): TileKeys {
  const keys = (gallery && known.get(gallery)) ?? new TileKeys()
  if (gallery) known.set(gallery, keys)
  return keys
}
