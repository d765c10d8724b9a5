import { describe, expect, it } from 'vitest'
import { readVisibuildRecordProblem } from '../visibuild.js'

describe('readVisibuildRecordProblem', () => {
  it.each([
    ['attachment key not found', 'key-not-found', 'send-again'],
    ['attachment belongs to another company', 'other-company', 'check-credentials'],
    ['attachment already associated', 'already-associated', 'send-again'],
  ])('understands %j', (message, kind, next) => {
    for (const body of [
      { errors: [{ message }] },
      { error: message },
      { message },
      { errors: { key: [message] } },
      message,
    ]) {
      expect(readVisibuildRecordProblem(422, body)).toEqual({ kind, next, serverText: message })
    }
  })

  it.each([
    [422, { errors: [{ message: 'title is missing' }] }],
    [422, { message: 'project not found' }],
    [422, null],
    [422, {}],
    [404, { message: 'attachment key not found' }],
    [200, { message: 'attachment already associated' }],
  ])('leaves %d %j to the form', (status, body) => {
    expect(readVisibuildRecordProblem(status, body)).toBeUndefined()
  })
})
