'use client'

import { useEffect, useState } from 'react'

/**
 * Returns an object URL for a blob, which is revoked when the blob changes or the component unmounts; null before the
 * first effect and on the server. For rows of your own that show `upload.thumbnail`.
 * @example const src = useObjectUrl(upload.thumbnail)
 */
export function useObjectUrl(blob: Blob | null | undefined): string | null {
  const [made, setMade] = useState<{ readonly blob: Blob; readonly url: string } | null>(null)
  useEffect(() => {
    if (!blob) return undefined
    const url = URL.createObjectURL(blob)
    // oxlint-disable-next-line react/set-state-in-effect -- created here because the clean-up below revokes it
    setMade({ blob, url })
    return () => {
      URL.revokeObjectURL(url)
      setMade(null)
    }
  }, [blob])
  return made && made.blob === blob ? made.url : null
}
