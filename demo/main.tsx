import 'coatcheck/styles.css'
import './demo.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { recordTransfers } from './requests/recordTransfers.ts'

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has no element with the id "root".')

recordTransfers()

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
