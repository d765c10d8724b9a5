/** Remembers who owns an upload or a file. Use a database in your app, because owners must survive a restart. */
export interface Owners {
  claim(id: string, user: string): void | Promise<void>
  isOwner(id: string, user: string): boolean | Promise<boolean>
}

export function createOwnersInMemory(): Owners {
  const userById = new Map<string, string>()
  return {
    claim(id, user) {
      // The first owner keeps the id.
      if (!userById.has(id)) userById.set(id, user)
    },
    isOwner: (id, user) => userById.get(id) === user,
  }
}
