import { QueryClient } from '@tanstack/react-query'
import { type ReactElement, type ReactNode, useState } from 'react'
import { createRestBackend } from '../../src/backends/rest.ts'
import type { Restrictions } from '../../src/index.ts'
import { mockUrl } from './network/pageNetwork.ts'
import { StoryProvider } from './StoryProvider.tsx'

interface LiveProviderProps {
  readonly restrictions?: Restrictions
  readonly children: ReactNode
}

/** The real uploader and the REST backend, before the page's mocked server. */
export function LiveProvider({ restrictions, children }: LiveProviderProps): ReactElement {
  const [backend] = useState(() => createRestBackend({ url: mockUrl }))
  const [queryClient] = useState(() => new QueryClient())
  return (
    <StoryProvider backend={backend} queryClient={queryClient} restrictions={restrictions}>
      {children}
    </StoryProvider>
  )
}
