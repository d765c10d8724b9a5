import { expect, it } from 'vitest'
import type { Diagnosis } from './diagnosis.js'
import { formatDiagnosis } from './formatDiagnosis.js'

const finding = { code: 'bucket-missing', message: 'There is no such bucket.', advice: 'Create it.' } as const
const diagnosis: Diagnosis = {
  ok: false,
  backend: 'rest',
  checks: [
    { name: 'page', outcome: 'ok', message: 'The page is a secure context.' },
    { name: 'storage', outcome: 'problem', ...finding },
  ],
}

it('formats one line for each check, with the advice below', () => {
  expect(formatDiagnosis(diagnosis)).toBe(`coatcheck: uploads cannot work with the backend "rest"
- page: ok. The page is a secure context.
- storage: PROBLEM. There is no such bucket.
  [bucket-missing] Create it.`)
})

it('says so if nothing is wrong', () => {
  expect(formatDiagnosis({ ...diagnosis, ok: true, checks: [] })).toMatch(
    /^coatcheck: no problem found with the backend/,
  )
})
