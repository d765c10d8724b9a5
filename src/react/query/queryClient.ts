'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { useContext, useEffect, useState } from 'react'

export { isCoatcheckQuery } from './queryKeys.js'

/**
 * The client that the gallery and the mirrored calls use: the one given, else the one in context, else a private one
 * that lives with the calling component.
 */
export function useCoatcheckQueryClient(given?: QueryClient): QueryClient {
  const inContext = useContext(QueryClientContext)
  const host = given ?? inContext
  const [readPrivate] = useState(() => once(() => new QueryClient()))
  useEffect(() => {
    if (host) return undefined
    const client = readPrivate()
    client.mount()
    return () => client.unmount()
  }, [host, readPrivate])
  return host ?? readPrivate()
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
