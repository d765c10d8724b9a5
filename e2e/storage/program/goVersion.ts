/** From this version, Go downloads a newer toolchain if a module needs it, unless that is switched off. */
const firstWithToolchains = '1.21'

interface InstalledGo {
  /** As `go env GOVERSION` says. */
  readonly version: string
  /** As `go env GOTOOLCHAIN` says. */
  readonly toolchain: string
  /** The version that a module requires. */
  readonly oldest: string
}

export function canBuildWith({ version, toolchain, oldest }: InstalledGo): boolean {
  if (isAtLeast(version, oldest)) return true
  return isAtLeast(version, firstWithToolchains) && !toolchain.startsWith('local')
}

function isAtLeast(version: string, oldest: string): boolean {
  const numbers = (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number)
  for (const [index, wanted] of oldest.split('.').map(Number).entries()) {
    const has = numbers[index] ?? 0
    if (has !== wanted) return has > wanted
  }
  return true
}
