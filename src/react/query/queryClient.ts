'use client'

import { QueryClient, QueryClientContext } from '@tanstack/react-query'
import { useContext, useEffect, useState } from 'react'

export { isCoatcheckQuery } from './queryKeys.js'

/**
 * The client for the gallery and the mirrored calls: the given one, the one from React context, or a private client
 * that lives as long as the calling component, in this order.
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
