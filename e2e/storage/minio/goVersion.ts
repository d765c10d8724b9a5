/** The version that MinIO's go.mod requires. */
export const oldestGo = '1.24.8'

/** From this version, Go downloads a newer toolchain if a module needs it, unless that is switched off. */
const firstWithToolchains = '1.21'

/** Whether a Go with this `go env GOVERSION` and `GOTOOLCHAIN` can build MinIO. */
export function canBuildWith(version: string, toolchain: string): boolean {
  if (isAtLeast(version, oldestGo)) return true
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
