/** A program that the tests run and that is built here, because nobody offers a binary to download. */
export interface GoProgram {
  readonly title: string
  /** Its package with a pinned version, as `go install` takes it. */
  readonly module: string
  /** The name of the file that `go install` writes. */
  readonly fileName: string
  /** Its name in the cache folder. It contains the version if there will be newer ones, so that a new pin is built. */
  readonly cachedAs: string
  /** Whether one that is installed serves as well. */
  readonly mayBeOnPath: boolean
  /** The version that its go.mod requires. */
  readonly oldestGo: string
  /** About how many packages are compiled; fewer if Go has some in its cache. */
  readonly packages: number
  /** The command that builds it. */
  readonly command: string
}
