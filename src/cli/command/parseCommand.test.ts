import { describe, expect, it } from 'vitest'
import { Misuse } from './Misuse.ts'
import { parseCommand } from './parseCommand.ts'

describe('parseCommand', () => {
  it('reads a module, origins, files of variables and the name of the export', () => {
    const args = ['check', './a.ts', '--origin', 'https://app.example/', '--origin=http://localhost:5173', '--json']
    expect(parseCommand([...args, '--export', 'files', '--env', '.env'])).toEqual({
      kind: 'check',
      path: './a.ts',
      origins: ['https://app.example', 'http://localhost:5173'],
      exportName: 'files',
      envFiles: ['.env'],
      isJson: true,
    })
  })

  it('needs nothing but the module', () => {
    const least = { origins: [], exportName: undefined, envFiles: [], isJson: false }
    expect(parseCommand(['check', 'a.js'])).toEqual({ kind: 'check', path: 'a.js', ...least })
  })

  it.each([[[]], [['--help']], [['check', '-h']], [['check', 'a.ts', '--help']]])('answers %j with help', (args) => {
    expect(parseCommand(args)).toEqual({ kind: 'help' })
  })

  it.each([
    [['chekc', 'a.ts'], "There is no command 'chekc'"],
    [['--json'], 'A command is missing'],
    [['check'], 'Name the module'],
    [['check', 'a.ts', 'b.ts'], "'b.ts' is named as well"],
    [['check', 'a.ts', '--origins', 'https://a.example'], 'Did you mean --origin?'],
    [['check', 'a.ts', '--origin'], 'The option --origin needs a value'],
    [['check', 'a.ts', '--json=yes'], 'The option --json takes no value'],
    [['check', 'a.ts', '--origin', 'app.example'], "it is 'app.example'"],
    [['check', 'a.ts', '--origin', 'https://app.example/upload'], 'without a path'],
    [['check', 'a.ts', '--origin', '*'], "it is '*'"],
    [['check', 'a.ts', '--origin', 'ftp://app.example'], 'must be an origin'],
  ])('refuses %j', (args, message) => {
    expect(() => parseCommand(args)).toThrow(Misuse)
    expect(() => parseCommand(args)).toThrow(message)
  })
})
