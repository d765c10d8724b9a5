import { expect, it } from 'vitest'
import { withoutSecrets } from './withoutSecrets.js'

it.each([
  ['jwt malformed "eyJhbGciOi.eyJzdWIiOi.c2ln-_"', 'jwt malformed "[secret]"'],
  ['The key AKIAIOSFODNN7EXAMPLE is unknown', 'The key [secret] is unknown'],
  ['{"secretAccessKey":"s3cret"}', '{"secretAccessKey":"[secret]"}'],
  [String.raw`"{\"secretAccessKey\":\"s3cret\"}"`, String.raw`"{\"secretAccessKey\":\"[secret]\"}"`],
  ['secret_access_key: s3cret', 'secret_access_key: [secret]'],
  ['see https://a.test/b?c=d now', 'see [url] now'],
])('%s is logged as %s', (text, expected) => {
  const { message, stack } = withoutSecrets(new Error(text))
  expect(message).toBe(expected)
  expect(stack).toContain(expected)
  expect(stack).not.toContain('s3cret')
})
