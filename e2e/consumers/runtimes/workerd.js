import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Starts workerd, and prints its URL when it listens, which it tells only in JSON. */
const address = `127.0.0.1:${process.env.PORT}`
const child = spawn('workerd', ['serve', 'worker.capnp', '--control-fd=3', `--socket-addr=http=${address}`], {
  stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
})
for await (const line of createInterface({ input: child.stdio[3] })) {
  if (JSON.parse(line).event === 'listen') console.log(`http://${address}`)
}
