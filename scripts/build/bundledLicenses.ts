import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const insideModules = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** Notes which packages went into the output, and writes down their licences: MIT asks for the notice in every copy. */
export class BundledLicenses {
  readonly #folders: Set<string>

  /** `alsoHeld`: packages of which there is something in the output that was not imported. */
  constructor(alsoHeld: readonly string[]) {
    this.#folders = new Set(alsoHeld.map((name) => resolve('node_modules', name)))
  }

  /** For every build whose code ends up in the package. */
  collect(): Plugin {
    return {
      name: 'collect-licenses',
      generateBundle: (_options, bundle) => {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        for (const id of chunks.flatMap((chunk) => chunk.moduleIds)) {
          const folder = insideModules.exec(id)?.[1]
          if (folder) this.#folders.add(folder)
        }
      },
    }
  }

  toText(): string {
    const notices = [...this.#folders].toSorted().map(readNotice)
    return ['coatcheck holds code of these packages.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)
  }
}

function readNotice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : ''
  return `${name} ${version} (${license})\n\n${text}`.trimEnd()
}
