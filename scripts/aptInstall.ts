import { execFileSync } from 'node:child_process'

/** The command to run by hand. */
export function aptCommand(packages: readonly string[]): string {
  return `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/** Installs Debian packages as root, or with a `sudo` that needs no password. Throws if neither is possible. */
export function aptInstall(packages: readonly string[]): void {
  const command = aptCommand(packages)
  const isRoot = process.getuid?.() === 0
  execFileSync(isRoot ? 'sh' : 'sudo', isRoot ? ['-c', command] : ['-n', 'sh', '-c', command], { stdio: 'inherit' })
}
