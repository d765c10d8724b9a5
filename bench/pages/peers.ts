// A page of its own: what it imports is installed only when it is measured.
import { peer } from './scenes/peer.ts'
import { serveScenarios } from './serveScenarios.ts'

serveScenarios({ peer: async () => peer })
