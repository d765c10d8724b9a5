import { useEffect, useState } from 'react'

/** The present, once a second while it is watched: "trying again in 4 s" counts from it. */
export function useNow(isWatched: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isWatched) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isWatched])
  return now
}
