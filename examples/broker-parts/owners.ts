/** Whose an upload or a file is. Yours keeps this in a database: after a restart an upload must still be its user's. */
export interface Owners {
  claim(id: string, user: string): void | Promise<void>
  isOwner(id: string, user: string): boolean | Promise<boolean>
}

export function createOwnersInMemory(): Owners {
  const userById = new Map<string, string>()
  return {
    claim(id, user) {
      // Whoever came first keeps it.
      if (!userById.has(id)) userById.set(id, user)
    },
    isOwner: (id, user) => userById.get(id) === user,
  }
}
