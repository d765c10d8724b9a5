import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { createRestBackend, useRestBackend } from '../rest.js'

const Named = ({ url }: { readonly url: string }) => useRestBackend({ url }).name

it('works on a server', () => {
  expect(renderToString(<Named url="/api/uploads" />)).toBe('rest')
  expect(createRestBackend({ url: '/api/uploads' }).name).toBe('rest')
})

it('names a wrong option in the render that gave it', () => {
  expect(() => renderToString(<Named url="" />)).toThrow("'url'")
})
