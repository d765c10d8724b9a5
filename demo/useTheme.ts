import { useEffect, useState } from 'react'

export type Theme = 'light' | 'dark'

const storageKey = 'coatcheck-demo-theme'

/** The page's colours: what was chosen last, else what the system prefers. */
export function useTheme(): readonly [theme: Theme, setTheme: (theme: Theme) => void] {
  const [theme, setTheme] = useState(readTheme)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.style.colorScheme = theme
  }, [theme])
  return [
    theme,
    (next) => {
      localStorage.setItem(storageKey, next)
      setTheme(next)
    },
  ]
}

function readTheme(): Theme {
  const chosen = localStorage.getItem(storageKey)
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
