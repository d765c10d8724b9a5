import '@hotwired/turbo'
import { createActiveStorageHandlers, mockNetwork } from 'coatcheck/testing/msw'

// The tests change how Rails behaves.
window.rails = {}
mockNetwork(createActiveStorageHandlers(() => window.rails))
await import('./uploads.jsx')
