/** Returns the ids with one of them at another place, counted from 0. */
export function moveItem(ids: readonly string[], id: string, to: number): readonly string[] {
  const others = ids.filter((other) => other !== id)
  return others.toSpliced(to, 0, id)
}
