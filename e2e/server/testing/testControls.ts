import { Hono } from 'hono'
import type { ApiEnv } from '../apiEnv.ts'
import type { RecordReader } from '../records/RecordReader.ts'
import type { Fault } from './faultScript.ts'
import type { Observation } from './observeCall.ts'

/**
 * `/__test`, for tests in another process: POST /script adds faults (one or a list), DELETE /script removes them, GET
 * /log returns the calls, uploads and files, and DELETE /log clears the calls.
 */
export function createTestControls({ log, faults }: Observation, records: RecordReader): Hono<ApiEnv> {
  const controls = new Hono<ApiEnv>()
  controls.post('/script', async (context) => {
    const script: Fault | readonly Fault[] = await context.req.json()
    faults.add(...[script].flat())
    return context.body(null, 204)
  })
  controls.delete('/script', (context) => {
    faults.clear()
    return context.body(null, 204)
  })
  controls.get('/log', (context) =>
    context.json({ calls: log.calls, uploads: records.uploads(), files: records.files() }),
  )
  controls.delete('/log', (context) => {
    log.clear()
    return context.body(null, 204)
  })
  return controls
}
