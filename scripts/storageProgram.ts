import { chosenProgram } from '../e2e/storage/openStorage.ts'
import { buildProgram } from '../e2e/storage/program/buildProgram.ts'
import { findProgram } from '../e2e/storage/program/findProgram.ts'

/** `storageProgram.ts minio`, `storageProgram.ts versitygw`: builds it unless it is there. */
const program = chosenProgram(process.argv[2])
const found = findProgram(program)
if (found) {
  console.log(`${program.title} is already installed: ${found}`)
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
  await buildProgram(program).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
