import { readNotes } from './readNotes.ts'

export interface Release {
  readonly manifest: {
    readonly version: string
    readonly repository?: { readonly url?: string }
    readonly homepage?: string
    readonly bugs?: { readonly url?: string }
  }
  readonly lockfile: {
    readonly version: string
    readonly packages: Readonly<Record<string, { readonly version?: string }>>
  }
  readonly changelog: string
  /** The tag that is published. */
  readonly tag: string
  /** Where the workflow runs, as `owner/name`. */
  readonly repository: string
  readonly npmVersion: string
  /** The files of changes that no version has yet. */
  readonly changesets: readonly string[]
}

const makeVersion = 'node scripts/release.ts version'

/** npm publishes without a token, by the identity of the workflow, from this version on. */
const oldestNpm = [11, 5, 1]

/** Finds what stands in the way of publishing. An empty list means that nothing does. */
export function findReleaseProblems(release: Release): readonly string[] {
  const { manifest, lockfile, changelog, tag, repository, npmVersion, changesets } = release
  const url = manifest.repository?.url ?? ''
  const empty = [
    ...(url === '' ? ['repository.url'] : []),
    ...(manifest.homepage ? [] : ['homepage']),
    ...(manifest.bugs?.url ? [] : ['bugs.url']),
  ]
  return [
    ...empty.map((field) => `package.json has no ${field}. CONTRIBUTING.md shows the three fields to fill in`),
    // npm compares it with the identity of the workflow, and refuses the package after everything has run.
    ...(url !== '' && !url.replace(/\.git$/, '').endsWith(`/${repository}`)
      ? [`package.json has the repository ${url}, and this is ${repository}`]
      : []),
    ...(tag === `v${manifest.version}` ? [] : [`the tag is ${tag}, and the version is ${manifest.version}`]),
    ...(lockfile.version === manifest.version && lockfile.packages['']?.version === manifest.version
      ? []
      : [`package-lock.json has another version than package.json: run ${makeVersion}`]),
    ...(readNotes(changelog, manifest.version) === null
      ? [`CHANGELOG.md has no section for ${manifest.version}: run ${makeVersion}`]
      : []),
    ...changesets.map((file) => `.changeset/${file} is in no version yet: run ${makeVersion}`),
    ...(isOlder(npmVersion) ? [`npm ${npmVersion} cannot publish without a token: ${oldestNpm.join('.')} can`] : []),
  ]
}

function isOlder(version: string): boolean {
  const numbers = version.split('.').map(Number)
  const index = oldestNpm.findIndex((number, position) => number !== numbers[position])
  return index >= 0 && (numbers[index] ?? 0) < (oldestNpm[index] ?? 0)
}
