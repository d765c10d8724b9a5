import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { aptCommand, aptInstall } from './aptInstall.ts'

export type ProgramName = 'firefox' | 'webkitDriver' | 'webkitBrowser' | 'xvfb'

interface Program {
  /** The environment variable for another path. */
  readonly variable: string
  readonly paths: readonly string[]
  /** The name in Debian. */
  readonly packageName: string
}

const programs: Readonly<Record<ProgramName, Program>> = {
  firefox: { variable: 'FIREFOX_PATH', paths: ['firefox-esr', 'firefox'], packageName: 'firefox-esr' },
  webkitDriver: { variable: 'WEBKIT_DRIVER_PATH', paths: ['WebKitWebDriver'], packageName: 'webkit2gtk-driver' },
  webkitBrowser: {
    variable: 'WEBKIT_BROWSER_PATH',
    paths: ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`),
    packageName: 'webkit2gtk-driver',
  },
  xvfb: { variable: 'XVFB_PATH', paths: ['Xvfb'], packageName: 'xvfb' },
}

function find({ variable, paths }: Program): string | undefined {
  const named = process.env[variable]
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const everywhere = paths.flatMap((path) =>
    path.startsWith('/') ? [path] : folders.map((folder) => join(folder, path)),
  )
  return [...(named ? [named] : []), ...everywhere].find((path) => existsSync(path))
}

/** Returns the path of the program that drives Firefox or WebKit, or throws an error that says how to install it. */
export function requireProgram(name: ProgramName): string {
  const program = programs[name]
  const path = find(program)
  if (path) return path
  throw new Error(
    `No ${program.paths[0]} found. Run \`npm run browsers\`, install it by hand (Debian: ${aptCommand([program.packageName])}), or set ${program.variable}.`,
  )
}

/** Installs what is missing. */
function installPrograms(): void {
  const names = Object.keys(programs) as ProgramName[]
  const missing = names.filter((name) => !find(programs[name])).map((name) => programs[name].packageName)
  if (missing.length > 0) aptInstall([...new Set(missing)])
  for (const name of names) console.log(requireProgram(name))
}

if (import.meta.main) installPrograms()
