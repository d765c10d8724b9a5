import type { ReactElement } from 'react'
import { chosenApi } from './page/chosenApi.ts'
import { ApiIntroduction } from './page/ApiIntroduction.tsx'
import { ApiNav } from './page/ApiNav.tsx'
import { Header } from './page/Header.tsx'
import { MessagesContext } from './page/MessagesContext.ts'
import { useLanguage } from './page/useLanguage.ts'
import { DocumentPage } from './docs/DocumentPage.tsx'

const documentId = new URLSearchParams(location.search).get('docs')

/** Shows the same parts with each API, or one of the documents. */
export function App(): ReactElement {
  const chosen = useLanguage()
  const { Demo } = chosenApi
  return (
    <div className="demo">
      <Header chosen={chosen} />
      {documentId !== null ? (
        <DocumentPage id={documentId} />
      ) : (
        <MessagesContext.Provider value={chosen.messages}>
          <ApiNav chosen={chosenApi} />
          <main>
            <ApiIntroduction api={chosenApi} />
            <Demo />
          </main>
        </MessagesContext.Provider>
      )}
    </div>
  )
}
