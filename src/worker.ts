import { serveInWorker } from './inspect/worker/serveInWorker.js'

serveInWorker()
