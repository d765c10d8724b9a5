import { useEffect, useState, useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const storageKey = 'coatcheck-demo-theme'

/** The theme of the page: the user's last choice, otherwise the current preference of the system. */
export function useTheme(): readonly [theme: Theme, setTheme: (theme: Theme) => void] {
  const [chosen, setChosen] = useState(readChosen)
  const preferred = useSyncExternalStore(subscribe, readPreferred)
  const theme = chosen ?? preferred
  useEffect(() => {
    document.documentElement.style.colorScheme = theme
  }, [theme])
  return [
    theme,
    (next) => {
      localStorage.setItem(storageKey, next)
      setChosen(next)
    },
  ]
}

function readChosen(): Theme | null {
  const chosen = localStorage.getItem(storageKey)
  return chosen === 'light' || chosen === 'dark' ? chosen : null
}

const readSystem = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

function readPreferred(): Theme {
  return readSystem().matches ? 'dark' : 'light'
}

function subscribe(onChange: () => void): () => void {
  const system = readSystem()
  system.addEventListener('change', onChange)
  return () => system.removeEventListener('change', onChange)
}
