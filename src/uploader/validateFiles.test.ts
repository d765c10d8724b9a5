import { describe, expect, it } from 'vitest'
import { createFakeFile } from '../testing/fakes/fakeFile.js'
import { validateFiles } from './validateFiles.js'
import { type Action, createInitialUpload, createUpload } from './reducer.js'
import { reduce } from './reduceRun.js'
import { sharedCode } from './sharedCode.js'
import type { Restrictions } from '../contract/restrictions.js'
import type { Upload } from '../contract/upload.js'

const fileOf = (name: string, size: number, type = 'text/plain') => createFakeFile(name, 'x'.repeat(size), type)

function rowOf(id: string, size = 1): Upload {
  return createUpload(id, fileOf(id, size), { metadata: {}, group: undefined })
}

const after = (upload: Upload, action: Action): Upload => reduce({ upload, run: null }, action, sharedCode).upload

function judge(restrictions: Restrictions, files: readonly File[], present: readonly Upload[] = []) {
  return validateFiles(files, { restrictions, present: () => present, checkBackend: () => [] }).map((result) =>
    result.kind === 'accepted'
      ? `${result.file.name}${result.replaces ? ` for ${result.replaces}` : ''}`
      : result.reasons.map(({ code }) => code).join(' '),
  )
}

describe('validateFiles', () => {
  it('lists every reason against a file, and accepts the others', () => {
    const restrictions = { accept: 'image/*', maxSizeBytes: 3 }
    expect(judge(restrictions, [fileOf('a.txt', 9), fileOf('b.png', 2, 'image/png')])).toEqual([
      'type-not-accepted file-too-large',
      'b.png',
    ])
  })

  it('rejects files that are too small, that the app forbids or that the backend cannot accept', () => {
    const reason = { code: 'no-entity' }
    const results = validateFiles([fileOf('a', 0)], {
      restrictions: { minSizeBytes: 1, check: () => [{ code: 'mine', limit: 3 }] },
      present: () => [],
      checkBackend: () => [reason],
    })
    expect(results).toMatchObject([
      { reasons: [{ code: 'file-too-small', limit: 1 }, { code: 'mine', limit: 3 }, reason] },
    ])
  })

  it('accepts the first files up to the limit, and rejects the rest', () => {
    expect(judge({ maxFiles: 2 }, [fileOf('a', 1), fileOf('b', 1), fileOf('c', 1)])).toEqual([
      'a',
      'b',
      'too-many-files',
    ])
  })

  it('counts rows that are there, initial ones too, but not cancelled ones', () => {
    const present = [createInitialUpload('i', { id: 'i' }), after(rowOf('c'), { type: 'cancelled' })]
    expect(judge({ maxFiles: 2 }, [fileOf('a', 1), fileOf('b', 1)], present)).toEqual(['a', 'too-many-files'])
  })

  it('skips a file that exceeds the total size, and accepts smaller ones', () => {
    expect(judge({ maxTotalBytes: 5 }, [fileOf('a', 3), fileOf('b', 3), fileOf('c', 2)], [])).toEqual([
      'a',
      'total-too-large',
      'c',
    ])
  })

  it('does not count the bytes of initial files', () => {
    expect(judge({ maxTotalBytes: 5 }, [fileOf('a', 5)], [createInitialUpload('i', { id: 'i', size: 99 })])).toEqual([
      'a',
    ])
  })

  it('replaces the oldest removable row by a new file', () => {
    const confirming = after(rowOf('one'), { type: 'confirmStarted', attempt: 1 })
    expect(judge({ maxFiles: 2, overflow: 'replace' }, [fileOf('a', 1)], [confirming, rowOf('two')])).toEqual([
      'a for two',
    ])
    expect(judge({ maxFiles: 1, overflow: 'replace' }, [fileOf('a', 1)], [confirming])).toEqual(['too-many-files'])
  })

  it('keeps the last file of a batch when a single file is replaced', () => {
    expect(judge({ maxFiles: 1, overflow: 'replace' }, [fileOf('a', 1), fileOf('b', 1)], [rowOf('old')])).toEqual([
      'too-many-files',
      'b for old',
    ])
  })
})
