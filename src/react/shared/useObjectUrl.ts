'use client'

import { useEffect, useState } from 'react'

/** A URL for a blob while the component shows it, revoked after; null before the first effect and on the server. */
export function useObjectUrl(blob: Blob | null | undefined): string | null {
  const [made, setMade] = useState<{ readonly blob: Blob; readonly url: string } | null>(null)
  useEffect(() => {
    if (!blob) return undefined
    const url = URL.createObjectURL(blob)
    // oxlint-disable-next-line react/set-state-in-effect -- made here because it is revoked here
    setMade({ blob, url })
    return () => {
      URL.revokeObjectURL(url)
      setMade(null)
    }
  }, [blob])
  return made && made.blob === blob ? made.url : null
}
