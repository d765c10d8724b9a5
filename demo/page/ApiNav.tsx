import type { ReactElement } from 'react'
import { type ApiDemo, apis } from '../apis.ts'

/** Uses real links, so that reload and Back work, and the browser asks before it leaves unfinished uploads. */
export function ApiNav({ chosen }: { readonly chosen: ApiDemo }): ReactElement {
  return (
    <nav className="demo-apis" aria-label="API" lang="en">
      <ul>
        {apis.map((api) => (
          <li key={api.id}>
            <a href={`?api=${api.id}`} aria-current={api === chosen ? 'page' : undefined}>
              {api.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
