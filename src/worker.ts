import { createScriptHasher } from './inspect/worker/hash/scriptHasher.js'
import { serveInWorker } from './inspect/worker/serveInWorker.js'

serveInWorker(createScriptHasher)
