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
  const [readPrivate] = useState(createPrivateClient)
  useEffect(() => {
    if (host) return undefined
    const client = readPrivate()
    client.mount()
    return () => client.unmount()
  }, [host, readPrivate])
  return host ?? readPrivate()
}

/** The client is created by the first call, because most apps have one of their own. */
function createPrivateClient(): () => QueryClient {
  let client: QueryClient | undefined
  return () => (client ??= new QueryClient())
}
