/** Stands in for your app's sign-in. */
export async function readSession(request: Request): Promise<{ readonly userId: string } | null> {
  const userId = request.headers.get('authorization')
  await Promise.resolve()
  return userId === null ? null : { userId }
}
