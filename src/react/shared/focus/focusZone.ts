import type { DropzoneHandle } from '../../provider/context.js'

/** Moves the focus to the zone of a group, or else to the first one, when the element that had it is gone. */
export function focusZone(dropzones: Iterable<DropzoneHandle>, group: string | undefined): void {
  const zones = [...dropzones]
  const zone = zones.find((candidate) => candidate.group === group) ?? zones[0]
  zone?.focus()
}
