import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { aptCommand, aptInstall } from './aptInstall.ts'

/** Returns the folder of PostgreSQL's programs: `POSTGRES_BIN`, or the newest of Debian's packages. */
export function findPostgres(): string | undefined {
  const named = process.env['POSTGRES_BIN']
  if (named) return named
  const version = (path: string): number => Number(/postgresql\/([\d.]+)\//.exec(path)?.[1] ?? 0)
  const [newest] = globSync('/usr/lib/postgresql/*/bin/initdb').toSorted((a, b) => version(b) - version(a))
  return newest === undefined ? undefined : dirname(newest)
}

/** Returns the folder of PostgreSQL's programs, or throws an error that says how to install it. */
export function requirePostgres(): string {
  const folder = findPostgres()
  if (folder) return folder
  throw new Error(
    'No PostgreSQL found. Run `npm run postgres` (Debian, Ubuntu), or set POSTGRES_BIN to the folder with initdb and postgres.',
  )
}

/** Finds PostgreSQL, or installs Debian's package. Tests start servers of their own, so the package's server is stopped. */
function installPostgres(): string {
  const found = findPostgres()
  if (found) return found
  console.log('No PostgreSQL found: apt-get')
  try {
    aptInstall(['postgresql'])
  } catch (cause) {
    throw new Error(`PostgreSQL could not be installed. By hand: ${aptCommand(['postgresql'])}`, { cause })
  }
  try {
    execFileSync('service', ['postgresql', 'stop'], { stdio: 'ignore' })
  } catch {
    // Where no service manager runs, it has not been started.
  }
  return requirePostgres()
}

if (import.meta.main) console.log(installPostgres())
