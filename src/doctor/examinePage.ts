import type { Visit } from './visit.js'

/** Looks at what the page allows by itself: nothing is asked of anybody. */
export async function examinePage({ ports, chart, backend }: Visit): Promise<void> {
  const { page } = ports
  if (page.isSecure) chart.ok('page', 'The page is a secure context.')
  else {
    chart.warn('page', {
      code: 'page-insecure',
      message:
        'The page is served over http, and not from this machine. Uploads work, but anybody on the way can read and change them.',
      advice: 'Serve the page over https.',
    })
  }
  if (backend.digest === null && !backend.multipart) {
    return chart.skip('wasm', 'This backend asks for no digest, so nothing is hashed.')
  }
  const wasm = await page.compileWasm()
  if (wasm === 'compiled') return chart.ok('wasm', 'The page may compile WebAssembly.')
  return chart.warn('wasm', {
    code: 'wasm-blocked',
    message:
      wasm === 'missing'
        ? 'This browser has no WebAssembly. Files are hashed in JavaScript, which takes several times as long.'
        : "The page's content policy lets no WebAssembly compile. Files are hashed in JavaScript, which takes several times as long.",
    advice:
      "Add 'wasm-unsafe-eval' to script-src, in the policy of the page and in that of the worker's file, if it is served with one.",
  })
}
