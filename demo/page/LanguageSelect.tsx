import type { ReactElement } from 'react'
import { languages } from './languages.ts'
import type { ChosenLanguage } from './useLanguage.ts'

/** Chooses the language of the parts, and with it the direction of the page. */
export function LanguageSelect({ language, choose }: ChosenLanguage): ReactElement {
  return (
    <select
      className="demo-language"
      aria-label="Language"
      lang="en"
      value={language.tag}
      onChange={(event) => choose(event.target.value)}
    >
      {languages.map(({ tag, name, direction }) => (
        <option key={tag} value={tag} lang={tag} dir={direction}>
          {name}
        </option>
      ))}
    </select>
  )
}
