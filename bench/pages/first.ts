// A page of its own: beside the other scenarios, the uploader would be split into chunks that no app has.
import { first } from './scenes/first.ts'
import { serveScenarios } from './serveScenarios.ts'

serveScenarios({ first: async () => first })
