import { serveInWorker } from './serveInWorker.js'

serveInWorker()
