import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a program whose output is ours. Rejects if it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly quiet?: boolean },
): Promise<void> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    stdio: ['inherit', options.quiet ? 'ignore' : 'inherit', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} failed.`)
}
