import { createScriptHasher } from './hash/scriptHasher.js'
import { serveInWorker } from './serveInWorker.js'

// Holds all that the other worker holds, and what hashes where WASM is blocked.
serveInWorker(createScriptHasher)
