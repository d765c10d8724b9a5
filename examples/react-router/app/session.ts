/** The cookie in which the page's server puts the id of a session, out of reach of scripts and of other sites. */
export const cookieName = 'session'

/**
 * Stands in for your app's sign-in: each browser is a user of its own, whose id nobody can guess. Your own would look the
 * session up, and answer null for one that has ended.
 */
export async function readSession(request: Request): Promise<{ readonly userId: string } | null> {
  const [, userId] = /(?:^|; )session=([\da-f-]{36})(?:;|$)/.exec(request.headers.get('cookie') ?? '') ?? []
  return userId === undefined ? null : { userId }
}
