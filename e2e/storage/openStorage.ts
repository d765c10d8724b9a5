import { join } from 'node:path'
import { startEmbeddedStore } from './embedded/startEmbeddedStore.ts'
import { minio } from './minio/minio.ts'
import { openNamedStorage } from './namedStorage.ts'
import { buildProgram } from './program/buildProgram.ts'
import { findProgram } from './program/findProgram.ts'
import { startStorageProgram, type StorageProgram } from './program/startStorageProgram.ts'
import type { Storage } from './storage.ts'
import { versitygw } from './versitygw/versitygw.ts'

export interface OpenStorageOptions {
  /**
   * What to use if no S3 is named. any: the program if it is found, else the embedded store. program: the program, which
   * is built if necessary; the promise rejects if that fails.
   */
  readonly require: 'any' | 'program'
  /** Contains a folder for each kind of storage. @default a temporary folder, except with 'any' */
  readonly dataFolder?: string
}

const programs = [minio, versitygw]

/** Returns the program that `S3_PROGRAM` names: MinIO unless it is set. */
export function chosenProgram(name: string = process.env['S3_PROGRAM'] || minio.kind): StorageProgram {
  const program = programs.find(({ kind }) => kind === name)
  if (!program) throw new TypeError(`S3_PROGRAM must be ${programs.map(({ kind }) => kind).join(' or ')}, not ${name}.`)
  return program
}

/** Opens a storage: the one at `S3_ENDPOINT`, or what `require` says. */
export async function openStorage(
  options: OpenStorageOptions & ({ readonly require: 'program' } | { readonly dataFolder: string }),
): Promise<Storage> {
  const named = await openNamedStorage()
  if (named) return named
  const { require, dataFolder } = options
  const program = chosenProgram()
  const binary = findProgram(program) ?? (require === 'any' ? undefined : await buildProgram(program))
  if (!binary) return startEmbeddedStore({ dataFolder: join(dataFolder ?? '', 'embedded') })
  return startStorageProgram(program, { binary, ...(dataFolder && { dataFolder: join(dataFolder, program.kind) }) })
}
