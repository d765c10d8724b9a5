import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { createRestBackend, useRestBackend } from '../rest.js'

const Named = ({ url }: { readonly url: string }) => useRestBackend({ url }).name

it('works on a server', () => {
  expect(renderToString(<Named url="/api/uploads" />)).toBe('rest')
  expect(createRestBackend({ url: '/api/uploads' }).name).toBe('rest')
})

it('throws during render if an option is wrong', () => {
  expect(() => renderToString(<Named url="" />)).toThrow("'url'")
})
