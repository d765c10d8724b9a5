import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { files, type Import, imports, room, source } from './sourceImports.ts'

/** A folder with more files than this no longer tells what is in it. */
const mostFiles = 15

const show = ({ from, to }: Import): string => `${from} imports ${to}`

describe('the source', () => {
  it('has imports that this test can read', () => {
    const entry = imports.filter(({ from }) => from === 'createUploader.ts').map(({ to }) => to)
    expect(entry).toContain('uploader/Engine.js')
    expect(entry).not.toContain('contract/uploader.js')
    expect(imports.some(({ to, isDynamic }) => isDynamic && to.startsWith('react/'))).toBe(true)
  })

  it('has no folder with more than fifteen files besides tests', () => {
    const counts = Map.groupBy(files, dirname)
    const crowded = [...counts].filter(([, loose]) => loose.length > mostFiles)
    expect(crowded.map(([folder, loose]) => `${folder} has ${loose.length} files`)).toEqual([])
  })

  it('lets the core load nothing but itself and what it shares with the other rooms', () => {
    const core = ['uploader', 'runner']
    const allowed = [...core, 'contract', 'errors', 'shared']
    const strays = imports.filter(({ from, to }) => core.includes(room(from)) && !allowed.includes(room(to)))
    expect(strays.map(show)).toEqual([])
  })

  it('loads the runner only through the function that the entry passes in', () => {
    const strays = imports.filter(({ from, to }) => room(from) === 'uploader' && room(to) === 'runner')
    expect(strays.map(show)).toEqual([])
  })

  it.each(['errors', 'shared'])('keeps %s free of the rooms that use it', (name) => {
    const allowed = ['errors', 'shared']
    const strays = imports.filter(({ from, to }) => room(from) === name && !allowed.includes(room(to)))
    expect(strays.map(show)).toEqual([])
  })

  it('loads what needs Node only through the entry for it', () => {
    const strays = imports.filter(({ from, to }) => to.startsWith('server/node/') && !/^server\/node[./]/.test(from))
    expect(strays.map(show)).toEqual([])
  })

  it('loads the command from nowhere', () => {
    const strays = imports.filter(({ from, to }) => room(to) === 'cli' && room(from) !== 'cli')
    expect(strays.map(show)).toEqual([])
  })

  it('lets the server load nothing of the page but what tells types of files', () => {
    const allowed =
      /^(errors|server|shared)\/|^inspect\/worker\/sniff\/|^uploader\/accept\.js$|^runner\/file\/contradictsAccept\.js$/
    const strays = imports.filter(({ from, to }) => room(from) === 'server' && !allowed.test(to))
    expect(strays.map(show)).toEqual([])
  })

  it('has nothing but types in the contract', () => {
    const values = files
      .filter((file) => room(file) === 'contract')
      .filter((file) =>
        /^(export )?(default|abstract|async|class|const|declare|enum|function|let|var)\b|^(import|export)(?! (type|interface)\b)/m.test(
          readFileSync(join(source, file), 'utf8'),
        ),
      )
    expect(values).toEqual([])
  })
})
