import { describe, expect, it } from 'vitest'
import { readBareEtag } from './s3Answer.js'
import { describeS3Answer } from './s3Answer.suite.js'

describeS3Answer('without DOMParser')

describe('readBareEtag', () => {
  it.each([
    ['"9c11"', '9c11'],
    ['W/"9c11"', '9c11'],
    ['w/"9c11"', '9c11'],
    ['9c11', '9c11'],
    [' "9c11-3" ', '9c11-3'],
  ])('strips %j', (value, bare) => {
    expect(readBareEtag(value)).toBe(bare)
  })

  it.each([null, undefined, '', '  ', '""', 'W/""', '" "'])('takes %j for none', (value) => {
    expect(readBareEtag(value)).toBeNull()
  })
})
