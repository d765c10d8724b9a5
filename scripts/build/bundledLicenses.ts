import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'vite'

const insideModules = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** Records which packages are in the output, and collects their licences, because MIT requires the notice in every copy. */
export class BundledLicenses {
  readonly #folders: Set<string>

  /** @param alsoHeld packages that are in the output without being imported */
  constructor(alsoHeld: readonly string[]) {
    this.#folders = new Set(alsoHeld.map((name) => resolve('node_modules', name)))
  }

  /** Use it in every build whose code is part of the package. */
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
