import { checkUploads } from './check/checkUploads.js'
import { help } from './command/help.js'
import { loadUploads } from './command/loadUploads.js'
import { Misuse } from './command/Misuse.js'
import { parseCommand, type Command } from './command/parseCommand.js'
import { formatReport, type Look } from './report/formatReport.js'

export interface CliResult {
  /** 0: no problem. 1: a problem. 2: the command could not be carried out. */
  readonly exitCode: 0 | 1 | 2
  readonly out: string
  readonly err: string
}

/** Carries out a command line, without the name of the program. */
export async function runCli(args: readonly string[], look: Look): Promise<CliResult> {
  try {
    const command = parseCommand(args)
    if (command.kind === 'help') return { exitCode: 0, out: help, err: '' }
    return await runCheck(command, look)
  } catch (error) {
    if (!(error instanceof Misuse)) throw error
    return { exitCode: 2, out: '', err: `coatcheck: ${error.message}\n` }
  }
}

async function runCheck(command: Command & { readonly kind: 'check' }, look: Look): Promise<CliResult> {
  if (command.isJson) keepOutputForReport()
  const uploads = await loadUploads(command)
  const report = await checkUploads(uploads, { origins: command.origins })
  await uploads.close().catch(() => undefined)
  const out = command.isJson ? JSON.stringify(report, null, 2) : formatReport(command.path, report, look)
  return { exitCode: report.ok ? 0 : 1, out: `${out}\n`, err: '' }
}

/** What the app's module logs must not get mixed into the JSON. */
function keepOutputForReport(): void {
  const { error } = console
  Object.assign(console, { log: error, info: error, debug: error })
}
