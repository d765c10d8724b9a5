import { data } from 'react-router'
import { Photos } from '../Photos'
import { cookieName, readSession } from '../session'
import type { Route } from './+types/home'

/** Makes each browser a user of its own, where your app would ask it to sign in. */
export async function loader({ request }: Route.LoaderArgs) {
  if (await readSession(request)) return data(null)
  const cookie = `${cookieName}=${crypto.randomUUID()}; HttpOnly; SameSite=Lax; Path=/`
  return data(null, { headers: { 'Set-Cookie': cookie } })
}

export default function Home() {
  return <Photos />
}
