import { useQuery } from '@tanstack/react-query'
import { en, type Messages } from 'coatcheck'
import { useEffect, useState } from 'react'
import { findLanguage, type Language, languages } from './languages.ts'

const storageKey = 'coatcheck-demo-language'

const [english] = languages as readonly [Language, ...Language[]]

export interface ChosenLanguage {
  readonly language: Language
  /** The texts of the language, or those of the previous one until they are loaded. */
  readonly messages: Messages
  readonly choose: (tag: string) => void
}

/** The language of the parts: the user's last choice, otherwise the first of the browser's that there is. */
export function useLanguage(): ChosenLanguage {
  const [tag, setTag] = useState(readTag)
  const language = findLanguage(tag) ?? english
  const { data: messages = en } = useQuery({
    queryKey: ['demo', 'messages', language.tag],
    queryFn: language.load,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  })
  // The page turns when its texts do, not before.
  const shown = findLanguage(messages.language) ?? english
  useEffect(() => {
    document.documentElement.lang = shown.tag
    document.documentElement.dir = shown.direction
  }, [shown])
  return {
    language,
    messages,
    choose: (next) => {
      localStorage.setItem(storageKey, next)
      setTag(next)
    },
  }
}

function readTag(): string {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages]
  return wanted.find((tag): tag is string => tag !== null && findLanguage(tag) !== undefined) ?? english.tag
}
