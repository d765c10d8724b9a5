import type { ReactElement } from 'react'
import { ApiNav } from './ApiNav.tsx'
import { chosenApi } from './chosenApi.ts'
import { Header } from './Header.tsx'

/** Shows the same parts with each API. */
export function App(): ReactElement {
  const { Demo, note } = chosenApi
  return (
    <div className="demo">
      <Header />
      <ApiNav chosen={chosenApi} />
      <main>
        <p className="demo-note">{note}</p>
        <Demo />
      </main>
    </div>
  )
}
