import type { ReactElement } from 'react'
import { LanguageSelect } from './LanguageSelect.tsx'
import { ThemeButton } from './ThemeButton.tsx'
import type { ChosenLanguage } from './useLanguage.ts'

export function Header({ chosen }: { readonly chosen: ChosenLanguage }): ReactElement {
  return (
    <header className="demo-header">
      <img src="/favicon.svg" alt="" width="32" height="32" />
      <div lang="en">
        <h1>coatcheck</h1>
        <p>
          {/* Its full stop stays at its end, whatever the direction of the page. */}
          <bdi>Hand in a file, keep the ticket.</bdi>
        </p>
      </div>
      <LanguageSelect {...chosen} />
      <ThemeButton />
    </header>
  )
}
