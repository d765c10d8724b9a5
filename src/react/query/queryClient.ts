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
  const [own] = useState(() => new QueryClient())
  const client = given ?? inContext ?? own
  useEffect(() => {
    if (client !== own) return undefined
    own.mount()
    return () => own.unmount()
  }, [client, own])
  return client
}
