import { Photos } from './Photos'

export default function Page() {
  return (
    <main>
      <h1>Photos on a server of our own</h1>
      <Photos />
    </main>
  )
}
