const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const frameMs = 120
const quietFrameMs = 15_000

export interface BuildProgress {
  /** Counts a line of Go's output. */
  readonly count: (line: string) => void
  readonly end: (message: string) => void
}

/** Shows the progress: one updated line on a terminal, or a new line from time to time in a log. */
export function showProgress(title: string, packages: number): BuildProgress {
  const stream = process.stderr
  const startedAt = performance.now()
  let fetched = 0
  let compiled = 0
  let frame = 0
  const status = (): string => {
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    const modules = fetched > 0 ? `${fetched} modules fetched, ` : ''
    return `${modules}${compiled} of about ${packages} packages compiled, ${seconds} s`
  }
  const draw = (): void => {
    frame += 1
    const line = `${title}: ${status()}`
    // A wrapped line could not be overwritten.
    if (stream.isTTY)
      stream.write(`\r\u001B[K${spinner[frame % spinner.length]} ${line.slice(0, (stream.columns || 80) - 3)}`)
    else stream.write(`${line}\n`)
  }
  draw()
  const timer = setInterval(draw, stream.isTTY ? frameMs : quietFrameMs)
  return {
    count: (line) => {
      if (line.startsWith('go: downloading')) fetched += 1
      else compiled += 1
    },
    end: (message) => {
      clearInterval(timer)
      stream.write(`${stream.isTTY ? '\r\u001B[K' : ''}${message} (${status()})\n`)
    },
  }
}
