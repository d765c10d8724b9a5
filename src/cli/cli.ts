#!/usr/bin/env node
import { runCli } from './runCli.js'

const { stdout, stderr, argv } = process
const { exitCode, out, err } = await runCli(argv.slice(2), {
  hasColours: stdout.isTTY && stdout.hasColors() && !process.env['NO_COLOR'],
  // Some terminals say 0.
  columns: stdout.columns || 100,
})
// The module of an app may have started a server or a pool, which would keep the process alive.
stderr.write(err, () => stdout.write(out, () => process.exit(exitCode)))
