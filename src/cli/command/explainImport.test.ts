import { expect, it } from 'vitest'
import { explainImport } from './explainImport.ts'

const failure = (code: string, message = 'It failed.'): Error => Object.assign(new Error(message), { code })

it.each([
  ['ERR_UNKNOWN_FILE_EXTENSION', /^Node 20\.1\.0 cannot run TypeScript.*Use Node 22\.18 or newer.*--import tsx/],
  ['ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX', /such as an enum.*--import tsx/],
  ['ERR_MODULE_NOT_FOUND', /no paths of tsconfig\.json.*--import tsx/],
])('says what to do about %s', (code, text) => {
  expect(explainImport('./uploads.ts', failure(code), '20.1.0')).toMatch(text)
})

it('says of another file that Node cannot import it', () => {
  expect(explainImport('./uploads.txt', failure('ERR_UNKNOWN_FILE_EXTENSION'))).toContain(
    "cannot import './uploads.txt'",
  )
})

it('repeats an error of the app without its secrets', () => {
  const error = new TypeError('cannot parse postgres://ann:hunter2@db.example/uploads, password=hunter2')
  const text = explainImport('./uploads.ts', error)
  expect(text).toContain("'./uploads.ts' cannot be imported. TypeError: cannot parse [url]")
  expect(text).toContain('--env .env')
  expect(text).not.toContain('hunter2')
})

it('takes whatever was thrown', () => {
  expect(explainImport('a.js', 'nothing')).toContain('nothing')
  expect(explainImport('a.js', undefined)).toContain('undefined')
})
