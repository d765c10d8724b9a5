import { createScriptHasher } from './hash/scriptHasher.js'
import { serveInWorker } from './serveInWorker.js'

// Does all that inspect.worker.js does, and can hash where WASM is blocked.
serveInWorker(createScriptHasher)
