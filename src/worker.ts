import { serveInWorker } from './inspect/serveInWorker.js'

serveInWorker()
