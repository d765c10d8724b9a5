/** Files as an input would give them, each with other bytes. */
export function makeFiles(count: number): readonly File[] {
  return Array.from(
    { length: count },
    (_, index) => new File([`${index}`], `photo-${index}.jpg`, { type: 'image/jpeg' }),
  )
}
