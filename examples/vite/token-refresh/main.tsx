import 'coatcheck/styles.css'
import { MutationCache, QueryClient, QueryClientProvider, useIsMutating } from '@tanstack/react-query'
import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRoot } from 'react-dom/client'
import { readToken } from './session'

/** The app's own query client, in which the calls of the uploads appear like any other. */
const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 30_000 }, mutations: { retry: 2 } },
  mutationCache: new MutationCache({
    onSuccess: (_data, _variables, _context, mutation) => console.info('answered:', mutation.options.mutationKey),
  }),
})

function FilesPage() {
  const backend = useRestBackend({
    url: '/api/rest',
    // Called for each request, and again with `refresh` after a 401. Calls that fail together share one refresh.
    headers: async ({ refresh }) => ({ Authorization: `Bearer ${await readToken(refresh)}` }),
  })
  return (
    <UploadProvider backend={backend}>
      <Busy />
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

function Busy() {
  const calls = useIsMutating({ mutationKey: ['coatcheck'] })
  return <p>{calls > 0 ? `${calls} calls under way` : 'Nothing under way'}</p>
}

createRoot(document.querySelector('#root')!).render(
  <QueryClientProvider client={queryClient}>
    <FilesPage />
  </QueryClientProvider>,
)
