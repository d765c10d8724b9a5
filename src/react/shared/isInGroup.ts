/** Whether an upload, a rejection or a dropzone is one of the group; without a group, each of them is. */
export function isInGroup(one: { readonly group?: string | undefined }, group: string | undefined): boolean {
  return group === undefined || one.group === group
}
