import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Starts workerd, and prints the URL of the port that it has taken, which it tells only in JSON. */
const child = spawn('workerd', ['serve', 'worker.capnp', '--control-fd=3'], {
  stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
})
for await (const line of createInterface({ input: child.stdio[3] })) {
  const { event, port } = JSON.parse(line)
  if (event === 'listen') console.log(`http://127.0.0.1:${port}`)
}
